#pragma once

/// Fire stations on the map: where they stand now, what moving or adding one would change, and the measures for it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/projection.hpp"
#include "engine/run/tool.hpp"
#include "viewer/app/workbench.hpp"

namespace planspiel::viewer {

/// A station as the edited scenario has it.
struct StationPlace {
  std::string id{};  ///< empty where a measure added it
  std::string name{};
  Point at{};  ///< the city's CRS
  bool professional = true, closed = false;
  bool added = false, moved = false;  ///< by a measure of the scenario
  /// Measures name stations either way.
  bool is_called(const std::string& word) const { return word == name || (!word.empty() && word == id); }
};

/// Where a place option lies; nothing where it is none or lies where the projection does not reach.
std::optional<Point> ground_of(const Projection& projection, const Value& place);

/// Stations of the city with the measures of a list that move, add or close them.
std::vector<StationPlace> stations_of(const City& city, const std::vector<Value>& measures);

/// Puts the step into the scenario: the measure that added or moved this station is changed, else one is added. Throws
/// Error(config) where the measure refuses the place on `base`, the city without measures (far from any road, off the
/// earth), or where no plugin has such a measure; the document is then as it was.
void move_station(Document& document, const Registry& registry, const City& base, const StationPlace& station,
                  LonLat to);
/// A new station with a free name; returns the name. Throws as move_station does.
std::string add_station(Document& document, const Registry& registry, const City& base, LonLat at, Language language);

/// Who is reached, while a station is dragged.
struct Reach {
  std::string station{};
  double residents = 0.0, residents_all = 0.0, share = 0.0;
  bool on_road = true;
  int hour = 0;
  std::vector<double> reached{};         ///< of each building: 1 or 0
  std::vector<double> reached_before{};  ///< the same of the base
  std::optional<FieldValues> arrival{};  ///< of the first unit at each building
  double seconds = 0.0;                  ///< that the answer took
};

/// Buildings of the territory that a scenario reaches and its base does not, and the other way round; the most
/// residents first.
struct ReachChange {
  std::vector<BuildingId> gained{}, lost{};
  double residents_gained = 0.0, residents_lost = 0.0;
};
ReachChange change_of(const City& city, const Reach& reach);

/// Keeps the tool `reach` prepared on its own thread; of several positions only the latest counts.
class ReachSession {
 public:
  explicit ReachSession(Workbench& bench);
  /// Whether a plugin brings the tool.
  static bool possible(const Registry& registry);
  void set_standard(const std::string& standard);
  const std::string& standard() const { return standard_; }
  /// Asks for the scenario as it is unless that was asked last, or with one station elsewhere. A scenario that is not
  /// checked, or has faults, is not asked about.
  void ask(int hour);
  void ask(int hour, const std::string& station, LonLat at);
  bool poll();
  const std::optional<Reach>& answer() const { return answer_; }
  /// How many answers there were.
  std::size_t answers() const { return answers_; }
  /// Whether the answer is of the scenario as it is now, of this hour.
  bool is_current(int hour) const;
  bool busy() const { return worker_.busy(); }
  bool seeks_site() const { return sites_.busy(); }
  /// The next question is asked even if it was the last one.
  void ask_again() { asked_.clear(); }
  /// Forgets the answers and those that are awaited.
  void clear();
  /// Asks the tool `stations` for the best site for one more; its measures go into the scenario.
  void best_site();
  Worker& worker() { return worker_; }
  /// Of best_site().
  Worker& sites() { return sites_; }

 private:
  struct Prepared;
  struct Base;
  void start(Value edit);
  void take(const Reach& reach, const std::shared_ptr<Prepared>& prepared);
  std::string scenario_key() const;
  Workbench& bench_;
  std::string standard_ = "hilfsfrist";
  std::shared_ptr<Prepared> prepared_;  ///< touched by the worker only, but for being replaced
  std::shared_ptr<Base> base_;          ///< the same
  std::optional<Reach> answer_;
  std::size_t answers_ = 0;
  std::string asked_{};
  Worker worker_, sites_;
};

}  // namespace planspiel::viewer
