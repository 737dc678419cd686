#include "plugins/mobility/day/furness.hpp"

#include <algorithm>

#include "engine/base/math.hpp"
#include "engine/base/parallel.hpp"

namespace planspiel::mobility {

namespace {}  // namespace

DestinationTable::DestinationTable(const ZoneMatrix<float>& crow, Column<ZoneId, double> attraction, Decay decay)
    : weight_(crow.zones()), attraction_(std::move(attraction)) {
  for_each_row<ZoneId>(crow.zones(), [&](ZoneId home) {
    const auto metres = crow.row(home);
    const auto weight = weight_.row(home);
    for (std::size_t to = 0; to < weight.size(); ++to)
      weight[to] = static_cast<float>(math::exp(-math::pow(metres[to] / decay.scale_m, decay.shape)));
  });
}

void DestinationTable::add_arrivals(const Column<ZoneId, double>& made, const Column<ZoneId, double>& factor,
                                    Column<ZoneId, double>& arrivals) const {
  const IdRange<ZoneId> zones(weight_.zones());
  Column<ZoneId, double> row_sum(weight_.zones());
  for_each_row<ZoneId>(weight_.zones(), [&](ZoneId home) {
    if (!(made[home] > 0.0)) return;
    for (const ZoneId to : zones) row_sum[home] += weight_(home, to) * attraction_[to] * factor[to];
  });
  for_each_row<ZoneId>(weight_.zones(), [&](ZoneId to) {
    double sum_to = 0.0;
    for (const ZoneId home : zones)
      if (row_sum[home] > 0.0) sum_to += made[home] * weight_(home, to) * attraction_[to] * factor[to] / row_sum[home];
    arrivals[to] += sum_to;
  });
}

void DestinationTable::scale_attraction(const Column<ZoneId, double>& factor) {
  for (const ZoneId to : IdRange<ZoneId>(weight_.zones())) attraction_[to] *= factor[to];
}

void DestinationTable::finish() {
  for_each_row<ZoneId>(weight_.zones(), [&](ZoneId home) {
    double total = 0.0;
    for (const ZoneId to : IdRange<ZoneId>(weight_.zones())) total += weight_(home, to) * attraction_[to];
    double running = 0.0;
    for (const ZoneId to : IdRange<ZoneId>(weight_.zones())) {
      running += weight_(home, to) * attraction_[to];
      weight_(home, to) = static_cast<float>(total > 0.0 ? running / total : (to == home ? 1.0 : 0.0));
    }
  });
}

ZoneId DestinationTable::draw(ZoneId home, double uniform) const {
  const auto row = weight_.row(home);
  const auto at = std::upper_bound(row.begin(), row.end(), static_cast<float>(uniform));
  return ZoneId(std::min(row.size() - 1, static_cast<std::size_t>(at - row.begin())));
}

void balance(const std::vector<Seekers>& all, Column<ZoneId, double> wanted, int rounds) {
  double made = 0.0;
  for (const Seekers& seekers : all) made += sum(seekers.made);
  const double places = sum(wanted);
  if (!(made > 0.0) || !(places > 0.0)) return;
  for (double& place : wanted.values()) place *= made / places;
  Column<ZoneId, double> factor(wanted.size(), 1.0);
  for (int round = 0; round < rounds; ++round) {
    Column<ZoneId, double> arrivals(wanted.size());
    for (const Seekers& seekers : all) seekers.table->add_arrivals(seekers.made, factor, arrivals);
    for (const ZoneId to : IdRange<ZoneId>(wanted.size()))
      if (arrivals[to] > 0.0) factor[to] *= wanted[to] / arrivals[to];
  }
  for (const Seekers& seekers : all) seekers.table->scale_attraction(factor);
}

}  // namespace planspiel::mobility
