#pragma once

/// Rows of a table on the map that a tool answers for (engine/run/places.hpp): where they stand now, what moving or
/// adding one would change, and the measures for it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/projection.hpp"
#include "engine/run/tool.hpp"
#include "viewer/app/workbench.hpp"

namespace planspiel::viewer {

/// A row as the edited scenario has it.
struct PlacedRow {
  std::string id{};  ///< empty where a measure added it
  std::string name{};
  Point at{};  ///< the city's CRS
  bool large = true, closed = false;
  bool added = false, moved = false;  ///< by a measure of the scenario
  /// Measures name rows either way.
  bool is_called(const std::string& word) const { return word == name || (!word.empty() && word == id); }
};

/// Where a place option lies; nothing where it is none or lies where the projection does not reach.
std::optional<Point> ground_of(const Projection& projection, const Value& place);

/// The tools that answer for places, by name.
std::vector<const ToolEntry*> places_tools(const Registry& registry);

/// Rows of the city with the measures of a list that move, add or close them. None where the table has no name or
/// position.
std::vector<PlacedRow> placed_rows(const Places& places, const City& city, const std::vector<Value>& measures);

/// Puts the step into the scenario: the measure that added or moved this row is changed, else one is added. Throws
/// Error(config) where the measure refuses the place on `base`, the city without measures (far from any road, off the
/// earth), or where there is no such measure; the document is then as it was.
void move_row(const Places& places, Document& document, const Registry& registry, const City& base,
              const PlacedRow& row, LonLat to);
/// A new row with a free name; returns the name. Throws as move_row does.
std::string add_row(const Places& places, Document& document, const Registry& registry, const City& base, LonLat at,
                    Language language);

/// The rows that a places tool lets one choose among: external ids and titles. Empty where there is no choice.
struct PlacesChoices {
  std::vector<std::string> ids{}, titles{};
  std::optional<std::size_t> find(const std::string& id) const;
};
PlacesChoices choices_of(const Places& places, const City& city, Language language);

/// Who is served, while a row is dragged.
struct PlacesAnswer {
  std::string row{};
  double served_amount = 0.0, all_amount = 0.0, share = 0.0;
  bool works = true;
  int hour = 0;
  Domain domain = domain_of<BuildingId>;
  std::vector<double> served{};         ///< of each row of the domain: 1 or 0
  std::vector<double> served_before{};  ///< the same of the base
  std::optional<FieldValues> detail{};
  double seconds = 0.0;  ///< that the answer took
};

/// Rows that a scenario serves and its base does not, and the other way round; those with most residents first.
/// Residents where the table has them, else rows; of buildings only those of the territory.
struct ServedChange {
  std::vector<std::size_t> gained{}, lost{};
  double amount_gained = 0.0, amount_lost = 0.0;
  bool of_residents = false;
};
ServedChange change_of(const City& city, const PlacesAnswer& answer);

/// Keeps a places tool prepared on its own thread; of several positions only the latest counts.
class PlacesSession {
 public:
  explicit PlacesSession(Workbench& bench);
  /// The tool that is asked; null where no plugin brings one.
  const ToolEntry* tool() const;
  /// By name; another one than now forgets the answers.
  void set_tool(const std::string& name);
  /// Of the tool; where there is none, the city's stations, which nobody can move.
  const Places& places() const;
  /// The row of the table of choices that counts; empty where the tool asks for none.
  const std::string& chosen() const { return chosen_; }
  void choose(const std::string& row);
  /// Asks for the scenario as it is unless that was asked last, or with one row elsewhere. A scenario that is not
  /// checked, or has faults, is not asked about.
  void ask(int hour);
  void ask(int hour, const std::string& row, LonLat at);
  bool poll();
  const std::optional<PlacesAnswer>& answer() const { return answer_; }
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
  /// Asks the tool that proposes for the best place for one more; its measures go into the scenario.
  void best_site();
  Worker& worker() { return worker_; }
  /// Of best_site().
  Worker& sites() { return sites_; }

 private:
  struct Prepared;
  struct Base;
  void start(Value edit);
  void take(const PlacesAnswer& answer, const std::shared_ptr<Prepared>& prepared);
  std::string scenario_key() const;
  Value options_with_choice(Value options) const;
  Workbench& bench_;
  std::string tool_{}, chosen_{};
  std::shared_ptr<Prepared> prepared_;  ///< touched by the worker only, but for being replaced
  std::shared_ptr<Base> base_;          ///< the same
  std::optional<PlacesAnswer> answer_;
  std::size_t answers_ = 0;
  std::string asked_{};
  Worker worker_, sites_;
};

}  // namespace planspiel::viewer
