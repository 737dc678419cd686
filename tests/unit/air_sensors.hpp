#pragma once

/// What a plugin of air sensors would bring: a table, its rows as a domain, and an axis.

#include "engine/city/city.hpp"

namespace planspiel::test {

struct SensorId : Id<SensorId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"sensor", "air_sensors", Geometry::point, "Messstellen", "sensors"};
};

enum class Pollutant { nox, pm10 };
inline std::span<const std::string_view> choice_names(Pollutant) {
  static constexpr std::string_view kNames[] = {"nox", "pm10"};
  return kNames;
}

/// What a plugin of air sensors would bring.
struct AirSensors : TableOf<AirSensors, SensorId> {
  static constexpr std::string_view kName = "air_sensors";
  Column<SensorId, Point> position;
  Column<SensorId, Metres> reach;
  Column<SensorId, Pollutant> pollutant;
  Column<SensorId, std::optional<ZoneId>> zone;
  Column<SensorId, std::string> owner;

  template <class Each>
  void describe(Each&& each) {
    each("position", position, {.help = {"wo sie hängt", "where it hangs"}});
    each("reach", reach, {.unit = "km", .help = {"wie weit sie reicht", "for how far it speaks"}});
    each("pollutant", pollutant, {.help = {"was sie misst", "what it measures"}});
    each("zone", zone, {.references = "zones", .optional = true, .help = {"in der sie steht", "in which it stands"}});
    each("owner", owner, {.optional = true, .help = {"wer sie betreut", "who looks after it"}});
  }
};
inline constexpr TableKey<AirSensors> kSensors;

inline const TableKinds kSensorKinds{{[]() -> std::unique_ptr<Table> { return std::make_unique<AirSensors>(); },
                                      {"Luftmessstellen.", "Sensors of the air."}}};

/// Which air is meant: an axis that the engine does not know, with a unit for each entry.
inline constexpr std::array kAirEntries{AxisEntry{"indoor", "innen", "indoor", "g"},
                                        AxisEntry{"outdoor", "außen", "outdoor", "kg"}};
struct AirAxis : Id<AirAxis> {
  using Id::Id;
  static constexpr AxisDescriptor kAxis{"air", "Luft", "air", kAirEntries};
};

}  // namespace planspiel::test
