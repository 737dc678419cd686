#include "gis/gtfs_faults.hpp"

#include <fmt/format.h>

#include "engine/base/csv.hpp"
#include "engine/base/error.hpp"
#include "planspiel_gis/gtfs_rules_csv.hpp"

namespace planspiel::gtfs {

namespace {

constexpr std::size_t kShown = 20;

std::string text_of(const Fault& fault) {
  std::string place = fault.file;
  if (fault.line > 0) place += ":" + std::to_string(fault.line);
  if (!fault.field.empty()) place += ": " + fault.field;
  return fmt::format("{}: {} ({})", place, fault.text, fault.rule);
}

}  // namespace

void Faults::add(Fault fault) {
  ++count_;
  if (kept_.size() < kKept) kept_.push_back(std::move(fault));
}

void Faults::throw_if_any(const std::string& feed) const {
  if (count_ == 0) return;
  std::string text = fmt::format("{}: the feed has {} fault{}:", feed, count_, count_ == 1 ? "" : "s");
  for (std::size_t at = 0; at < kept_.size() && at < kShown; ++at) text += "\n  " + text_of(kept_[at]);
  if (count_ > kShown) text += fmt::format("\n  … and {} more", count_ - kShown);
  throw Error(ErrorKind::input, text);
}

const std::vector<RuleState>& rule_states() {
  static const std::vector<RuleState> all = [] {
    const Csv table = Csv::parse(embedded::gtfs_rules_csv, "gtfs_rules.csv");
    std::vector<RuleState> states;
    for (std::size_t row = 0; row < table.size(); ++row)
      states.push_back({table.text(row, "rule"), table.text(row, "state") == "found", table.text(row, "why")});
    return states;
  }();
  return all;
}

}  // namespace planspiel::gtfs
