#pragma once

/// The axes that data of a city may have, and the choices that several tables share.

#include <array>
#include <span>
#include <string_view>

#include "engine/base/id.hpp"
#include "engine/city/domain.hpp"

namespace planspiel {

/// An hour of the working day: 8 is [08:00, 09:00).
inline constexpr std::array<AxisEntry, 24> kHourEntries{
    {{"0", "0", "0"},    {"1", "1", "1"},    {"2", "2", "2"},    {"3", "3", "3"},    {"4", "4", "4"},
     {"5", "5", "5"},    {"6", "6", "6"},    {"7", "7", "7"},    {"8", "8", "8"},    {"9", "9", "9"},
     {"10", "10", "10"}, {"11", "11", "11"}, {"12", "12", "12"}, {"13", "13", "13"}, {"14", "14", "14"},
     {"15", "15", "15"}, {"16", "16", "16"}, {"17", "17", "17"}, {"18", "18", "18"}, {"19", "19", "19"},
     {"20", "20", "20"}, {"21", "21", "21"}, {"22", "22", "22"}, {"23", "23", "23"}}};
struct Hour : Id<Hour> {
  using Id::Id;
  static constexpr std::size_t kCount = kHourEntries.size();
  static constexpr AxisDescriptor kAxis{"hour", "Stunde", "hour", kHourEntries};
};
inline constexpr IdRange<Hour> kHoursOfDay{Hour::kCount};

enum class ModeChoice { walk, bike, transit, car_driver, car_passenger };
inline constexpr std::array kModeEntries{AxisEntry{"walk", "zu Fuß", "walking"}, AxisEntry{"bike", "Rad", "cycling"},
                                         AxisEntry{"transit", "ÖPNV", "public transport"},
                                         AxisEntry{"car_driver", "Auto, selbst gefahren", "car, driving"},
                                         AxisEntry{"car_passenger", "Auto, mitgefahren", "car, passenger"}};
inline constexpr auto kModeNames = names_of(kModeEntries);
/// A main mode of a trip.
struct Mode : Id<Mode> {
  using Id::Id;
  constexpr Mode(ModeChoice choice) : Id(static_cast<std::size_t>(choice)) {}
  static constexpr std::size_t kCount = kModeEntries.size();
  static constexpr AxisDescriptor kAxis{"mode", "Verkehrsmittel", "mode", kModeEntries};
};
namespace mode {
inline constexpr Mode walk{ModeChoice::walk}, bike{ModeChoice::bike}, transit{ModeChoice::transit},
    car_driver{ModeChoice::car_driver}, car_passenger{ModeChoice::car_passenger};
}
inline std::span<const std::string_view> choice_names(ModeChoice) { return kModeNames; }

/// What a trip or tour is for.
enum class Purpose { work, business, education, shopping, errands, leisure, escort };
inline constexpr std::array kPurposeEntries{AxisEntry{"work", "Arbeit", "work"},
                                            AxisEntry{"business", "dienstlich", "business"},
                                            AxisEntry{"education", "Ausbildung", "education"},
                                            AxisEntry{"shopping", "Einkauf", "shopping"},
                                            AxisEntry{"errands", "Erledigung", "errands"},
                                            AxisEntry{"leisure", "Freizeit", "leisure"},
                                            AxisEntry{"escort", "Begleitung", "escort"}};
inline constexpr auto kPurposeNames = names_of(kPurposeEntries);
inline std::span<const std::string_view> choice_names(Purpose) { return kPurposeNames; }
struct PurposeAxis : Id<PurposeAxis> {
  using Id::Id;
  constexpr PurposeAxis(Purpose p) : Id(static_cast<std::size_t>(p)) {}
  static constexpr std::size_t kCount = kPurposeEntries.size();
  static constexpr AxisDescriptor kAxis{"purpose", "Zweck", "purpose", kPurposeEntries};
};

/// Vehicles that share the road. `bus` are scheduled buses.
enum class Vehicle { car, van, light_truck, heavy_truck, bus };
inline constexpr std::array kVehicleEntries{AxisEntry{"car", "Pkw", "car"}, AxisEntry{"van", "Lieferwagen", "van"},
                                            AxisEntry{"light_truck", "leichter Lkw", "light truck"},
                                            AxisEntry{"heavy_truck", "schwerer Lkw", "heavy truck"},
                                            AxisEntry{"bus", "Bus", "bus"}};
inline constexpr auto kVehicleNames = names_of(kVehicleEntries);
inline std::span<const std::string_view> choice_names(Vehicle) { return kVehicleNames; }
struct VehicleAxis : Id<VehicleAxis> {
  using Id::Id;
  constexpr VehicleAxis(Vehicle v) : Id(static_cast<std::size_t>(v)) {}
  static constexpr std::size_t kCount = kVehicleEntries.size();
  static constexpr AxisDescriptor kAxis{"vehicle", "Fahrzeug", "vehicle", kVehicleEntries};
};

/// Kinds of public transport.
enum class TransitMode { rail, metro, tram, bus };
inline constexpr std::array kTransitModeEntries{AxisEntry{"rail", "S-Bahn", "rail"},
                                                AxisEntry{"metro", "U-Bahn", "metro"},
                                                AxisEntry{"tram", "Tram", "tram"}, AxisEntry{"bus", "Bus", "bus"}};
inline constexpr auto kTransitModeNames = names_of(kTransitModeEntries);
inline std::span<const std::string_view> choice_names(TransitMode) { return kTransitModeNames; }
struct TransitVehicleAxis : Id<TransitVehicleAxis> {
  using Id::Id;
  constexpr TransitVehicleAxis(TransitMode m) : Id(static_cast<std::size_t>(m)) {}
  static constexpr std::size_t kCount = kTransitModeEntries.size();
  static constexpr AxisDescriptor kAxis{"transit_mode", "Verkehrsmittel", "vehicle", kTransitModeEntries};
};

/// Periods of a working day.
enum class Period { night, peak, midday, evening };
inline constexpr std::array kPeriodEntries{
    AxisEntry{"night", "Nacht", "night"}, AxisEntry{"peak", "Hauptverkehrszeit", "peak"},
    AxisEntry{"midday", "tagsüber", "midday"}, AxisEntry{"evening", "Abend", "evening"}};
inline constexpr auto kPeriodNames = names_of(kPeriodEntries);
inline std::span<const std::string_view> choice_names(Period) { return kPeriodNames; }
struct PeriodAxis : Id<PeriodAxis> {
  using Id::Id;
  constexpr PeriodAxis(Period p) : Id(static_cast<std::size_t>(p)) {}
  static constexpr std::size_t kCount = kPeriodEntries.size();
  static constexpr AxisDescriptor kAxis{"period", "Tageszeit", "period", kPeriodEntries};
};
/// 22–5 night; 6–9 and 15–19 peak; 5–6, 9–15 and 19 midday; 20–22 evening.
constexpr Period period_of(std::size_t hour) {
  if (hour < 5 || hour >= 22) return Period::night;
  if ((hour >= 6 && hour < 9) || (hour >= 15 && hour < 19)) return Period::peak;
  return hour >= 20 ? Period::evening : Period::midday;
}

/// How sure a number is, from the least: what nobody has said is assumed.
enum class Certainty { assumed, recalled, derived, found };
inline constexpr std::array<std::string_view, 4> kCertaintyNames{"assumed", "recalled", "derived", "found"};
inline std::span<const std::string_view> choice_names(Certainty) { return kCertaintyNames; }

}  // namespace planspiel
