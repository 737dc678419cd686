#pragma once

#include <array>
#include <vector>

#include "engine/city/city.hpp"
#include "plugins/mobility/day/coefficients.hpp"
#include "plugins/mobility/day/sample.hpp"
#include "plugins/mobility/day/zone_matrix.hpp"

namespace planspiel::mobility {

/// One vehicle trip of goods, service or through traffic.
struct VehicleTrip {
  std::uint16_t from = 0, to = 0;  ///< zone rows
  std::uint8_t vehicle = 0;        ///< Vehicle
  float weight = 1.0f;

  ZoneId origin() const { return ZoneId(std::size_t{from}); }
  ZoneId destination() const { return ZoneId(std::size_t{to}); }
};
using VehicleTripsByHour = std::array<std::vector<VehicleTrip>, 24>;

/// What these trips hang on.
struct GoodsTables {
  const Zones& zones;
  const Goods& goods;
  const ExternalDemand& external;
};

/// Trips by hour that no mode choice touches: vans and trucks inside the city, across its border, through traffic. A
/// tour from around is two trips, there and back, each in an hour drawn from its profile. Drawn as single trips with
/// addresses, so that demand stays sparse; attraction decays with distance.
VehicleTripsByHour make_vehicle_trips(const GoodsTables& tables, const ZoneMatrix<float>& crow,
                                      const GoodsCoefficients& coefficients, const Sample& sample);

}  // namespace planspiel::mobility
