#include "engine/city/domain.hpp"

namespace planspiel {

AxisSpec::AxisSpec(const AxisDescriptor& axis)
    : name(axis.name), title{std::string(axis.de), std::string(axis.en)}, table(axis.table) {
  for (const AxisEntry& entry : axis.entries) {
    labels.emplace_back(entry.name);
    label_titles.push_back({std::string(entry.de), std::string(entry.en)});
    if (!entry.unit.empty()) label_units.resize(axis.entries.size());
  }
  for (std::size_t at = 0; at < label_units.size(); ++at) label_units[at] = axis.entries[at].unit;
}

}  // namespace planspiel
