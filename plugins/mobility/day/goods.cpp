#include "plugins/mobility/day/goods.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/random.hpp"

namespace planspiel::mobility {

namespace {

std::size_t draw(std::span<const double> shares, double uniform) {
  double running = 0.0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    running += shares[i];
    if (uniform < running) return i;
  }
  return shares.size() - 1;
}

/// Draws destinations of one origin by weight.
class Attracted {
 public:
  Attracted(ZoneId origin, std::span<const double> attraction, const ZoneMatrix<float>& crow, double decay_m)
      : cumulated_(attraction.size()) {
    double running = 0.0;
    for (std::size_t d = 0; d < attraction.size(); ++d) {
      running += attraction[d] * math::exp(-crow(origin, ZoneId(d)) / decay_m);
      cumulated_[d] = running;
    }
  }
  std::size_t draw(double uniform) const {
    const auto at = std::upper_bound(cumulated_.begin(), cumulated_.end(), uniform * cumulated_.back());
    return std::min(cumulated_.size() - 1, static_cast<std::size_t>(at - cumulated_.begin()));
  }

 private:
  std::vector<double> cumulated_;
};

std::uint8_t vehicle_of(ExternalKind kind) {
  switch (kind) {
    case ExternalKind::van:
      return static_cast<std::uint8_t>(Vehicle::van);
    case ExternalKind::light_truck:
      return static_cast<std::uint8_t>(Vehicle::light_truck);
    case ExternalKind::heavy_truck:
      return static_cast<std::uint8_t>(Vehicle::heavy_truck);
    default:
      return static_cast<std::uint8_t>(Vehicle::car);
  }
}

}  // namespace

VehicleTripsByHour make_vehicle_trips(const GoodsTables& tables, const ZoneMatrix<float>& crow,
                                      const GoodsCoefficients& coefficients, const Sample& sample) {
  const auto& [zones, goods, external] = tables;
  VehicleTripsByHour trips;
  const RandomStream random(sample.seed, "mobility.vehicle_trip");
  std::vector<double> attraction(zones.size(), 0.0);
  for (const GoodsId row : goods.ids()) {
    const auto made = [&](ZoneId zone) {
      return zones.district[zone]
                 ? goods.per_resident[row] * zones.residents[zone] + goods.per_job[row] * zones.jobs[zone]
                 : 0.0;
    };
    for (const ZoneId zone : zones.ids()) attraction[zone.index()] = made(zone);
    for (const ZoneId zone : zones.ids()) {
      const auto count = static_cast<std::uint64_t>(std::llround(made(zone) * sample.fraction));
      if (count == 0) continue;
      const Attracted destinations(zone, attraction, crow, coefficients.decay * goods.mean_distance[row].value);
      const std::uint64_t first = (stream_number(goods.id[row] + "@" + zones.id[zone])) << 20;
      for (std::uint64_t number = 0; number < count; ++number)
        trips[draw(goods.departure[row], random.uniform(first + number, 0))].push_back(
            {static_cast<std::uint16_t>(zone.index()),
             static_cast<std::uint16_t>(destinations.draw(random.uniform(first + number, 1))),
             static_cast<std::uint8_t>(goods.vehicle[row]),
             static_cast<float>(made(zone) / static_cast<double>(count))});
    }
  }
  for (const ZoneId zone : zones.ids())
    attraction[zone.index()] =
        zones.district[zone] ? zones.jobs[zone] + coefficients.per_resident * zones.residents[zone] : 0.0;
  for (const ExternalDemandId row : external.ids()) {
    const ExternalKind kind = external.demand_kind[row];
    if (kind == ExternalKind::commuter || kind == ExternalKind::other || kind == ExternalKind::visitor) continue;
    const std::size_t from = external.from[row].index();
    const auto count = static_cast<std::uint64_t>(std::ceil(external.tours[row] * sample.fraction - 1e-9));
    if (count == 0) continue;
    const Attracted destinations(external.from[row], attraction, crow, coefficients.outside_decay_m);
    const std::uint64_t first = stream_number(external.id[row]) << 20;
    for (std::uint64_t number = 0; number < count; ++number) {
      const std::size_t other =
          external.to[row] ? external.to[row]->index() : destinations.draw(random.uniform(first + number, 1));
      const auto weight = static_cast<float>(external.tours[row] / static_cast<double>(count));
      const auto add = [&](std::uint64_t hour_draw, std::size_t start, std::size_t end) {
        trips[draw(external.departure[row], random.uniform(first + number, hour_draw))].push_back(
            {static_cast<std::uint16_t>(start), static_cast<std::uint16_t>(end), vehicle_of(kind), weight});
      };
      add(0, from, other);
      add(2, other, from);
    }
  }
  return trips;
}

}  // namespace planspiel::mobility
