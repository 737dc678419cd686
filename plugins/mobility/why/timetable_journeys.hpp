#pragma once

/// Journeys out of the timetable of a city, from door to door or from stop to stop.

#include <optional>
#include <string>
#include <vector>

#include "engine/routing/journey.hpp"
#include "plugins/mobility/access/city_timetable.hpp"

namespace planspiel::mobility {

/// Where a journey starts or ends.
struct JourneyEnd {
  std::string name;             ///< as the question has it
  std::vector<StopId> stops{};  ///< of that name; empty: a door
  Point door{};
};

struct JourneyQuestion {
  JourneyEnd from, to;
  DepartureWindow window;
  Seconds slack{};  ///< as of RaptorOptions
};

/// Keeps references to the tables. Who names a stop stands there, or walks to another one as from a door.
class TimetableJourneys {
 public:
  TimetableJourneys(const reach::TransitTables& tables, const Roads& roads, std::size_t nodes,
                    const TransitCoefficients& coefficients);

  /// Whether a street that people may walk is near enough.
  bool is_reached(Point door) const { return city_.streets.place_of(door).has_value(); }
  /// Journeys of the window worth taking, the earliest first; none that takes as long as walking all the way.
  std::vector<Journey> find(const JourneyQuestion& question) const;
  /// On foot all the way; no value: farther than people are told to walk, or no streets.
  std::optional<Seconds> walk_all_the_way(const JourneyQuestion& question) const;
  /// Minutes as mode choice weighs them: walking, waiting, changes.
  double generalised_minutes(const Journey& journey) const;

  const reach::TransitTables& tables() const { return tables_; }
  const std::string& stop_name(StopId stop) const { return tables_.stops.name[stop]; }
  /// "S1" of a ride; "S1, S2" where one takes whichever comes first.
  std::string line_names(const Leg& leg) const;
  const Timetable& timetable() const { return city_.timetable; }

 private:
  std::vector<StopWalk> walks_of(const JourneyEnd& end) const;

  reach::TransitTables tables_;
  TransitCoefficients coefficients_;
  CityTimetable city_;
};

}  // namespace planspiel::mobility
