#pragma once

/// The axes that data of a city may have, and the choices that several tables share.

#include <array>
#include <span>
#include <string_view>

#include "engine/base/id.hpp"
#include "engine/base/text.hpp"

namespace planspiel {

/// An hour of the working day: 8 is [08:00, 09:00).
struct Hour : Id<Hour> {
  using Id::Id;
  static constexpr std::size_t kCount = 24;
};
inline constexpr IdRange<Hour> kHoursOfDay{Hour::kCount};

enum class ModeChoice { walk, bike, transit, car_driver, car_passenger };
/// A main mode of a trip.
struct Mode : Id<Mode> {
  using Id::Id;
  constexpr Mode(ModeChoice choice) : Id(static_cast<std::size_t>(choice)) {}
  static constexpr std::size_t kCount = 5;
};
namespace mode {
inline constexpr Mode walk{ModeChoice::walk}, bike{ModeChoice::bike}, transit{ModeChoice::transit},
    car_driver{ModeChoice::car_driver}, car_passenger{ModeChoice::car_passenger};
}
inline constexpr std::array<std::string_view, 5> kModeNames{"walk", "bike", "transit", "car_driver", "car_passenger"};
inline std::span<const std::string_view> choice_names(ModeChoice) { return kModeNames; }

/// What a trip or tour is for.
enum class Purpose { work, business, education, shopping, errands, leisure, escort };
inline constexpr std::array<std::string_view, 7> kPurposeNames{"work",    "business", "education", "shopping",
                                                               "errands", "leisure",  "escort"};
inline std::span<const std::string_view> choice_names(Purpose) { return kPurposeNames; }
struct PurposeAxis : Id<PurposeAxis> {
  using Id::Id;
  constexpr PurposeAxis(Purpose p) : Id(static_cast<std::size_t>(p)) {}
  static constexpr std::size_t kCount = 7;
};

/// Vehicles that share the road. `bus` are scheduled buses.
enum class Vehicle { car, van, light_truck, heavy_truck, bus };
inline constexpr std::array<std::string_view, 5> kVehicleNames{"car", "van", "light_truck", "heavy_truck", "bus"};
inline std::span<const std::string_view> choice_names(Vehicle) { return kVehicleNames; }
struct VehicleAxis : Id<VehicleAxis> {
  using Id::Id;
  constexpr VehicleAxis(Vehicle v) : Id(static_cast<std::size_t>(v)) {}
  static constexpr std::size_t kCount = 5;
};

/// Kinds of public transport, as an axis.
struct TransitVehicleAxis : Id<TransitVehicleAxis> {
  using Id::Id;
  static constexpr std::size_t kCount = 4;  ///< in the order of TransitMode: rail, metro, tram, bus
};

/// Periods of a working day with one transit supply each.
enum class Period { night, peak, midday, evening };
inline constexpr std::array<std::string_view, 4> kPeriodNames{"night", "peak", "midday", "evening"};
inline std::span<const std::string_view> choice_names(Period) { return kPeriodNames; }
struct PeriodAxis : Id<PeriodAxis> {
  using Id::Id;
  constexpr PeriodAxis(Period p) : Id(static_cast<std::size_t>(p)) {}
  static constexpr std::size_t kCount = 4;
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
