#include "viewer/app/stations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "engine/base/error.hpp"
#include "engine/scenario/scenario.hpp"
#include "viewer/app/form.hpp"

namespace planspiel::viewer {

namespace {

constexpr const char *kAdd = "add_fire_station", *kMove = "move_fire_station", *kClose = "close_fire_station";

bool is(const Value& measure, const char* kind) { return measure.at("kind").as_text() == kind; }

std::string name_of(const Value& measure) {
  const Value* name = measure.find("name");
  return name && name->is_text() ? name->as_text() : "";
}

bool has_tool(const Registry& registry, const std::string& name) {
  return std::any_of(registry.plugins.begin(), registry.plugins.end(), [&](const Plugin& plugin) {
    return std::any_of(plugin.tools.begin(), plugin.tools.end(),
                       [&](const ToolEntry& tool) { return tool.name == name; });
  });
}

/// Throws what the measure says against its place: nothing else of the scenario counts.
void check(const Value& measure, const Registry& registry, const City& base) {
  registry.measure(measure.at("kind").as_text()).apply(measure, base);
}

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

Reach reach_of(const ToolAnswer& answer) {
  const Value& told = answer.answer;
  Reach reach{.station = told.at("station").as_text(),
              .residents = told.at("residents").as_number(),
              .residents_all = told.at("residents_all").as_number(),
              .share = told.at("share").as_number(),
              .on_road = told.at("on_road").as_boolean(),
              .hour = static_cast<int>(told.at("hour").as_integer())};
  const auto raw = answer.fields.at("fire.reach").grid->raw();
  reach.reached.assign(raw.begin(), raw.end());
  reach.arrival = answer.fields.at("fire.reach_arrival");
  return reach;
}

}  // namespace

std::optional<Point> ground_of(const Projection& projection, const Value& place) {
  const auto at = place_of(place);
  if (!at) return std::nullopt;
  try {
    return projection.to_metres(*at);
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::vector<StationPlace> stations_of(const City& city, const std::vector<Value>& measures) {
  std::vector<StationPlace> places;
  const Stations& stations = city[tables::stations];
  for (const StationId row : stations.ids())
    places.push_back({.id = stations.id[row],
                      .name = stations.name[row],
                      .at = stations.position[row],
                      .professional = stations.professional[row] != 0,
                      .closed = stations.closed[row] != 0});
  const Projection projection(city.profile.crs);
  for (const Value& measure : measures) {
    const std::string name = name_of(measure);
    const auto at = measure.find("at") ? ground_of(projection, *measure.find("at")) : std::nullopt;
    const auto found =
        std::find_if(places.begin(), places.end(), [&](const StationPlace& place) { return place.is_called(name); });
    if (is(measure, kAdd) && at && found == places.end())
      places.push_back({.name = name, .at = *at, .added = true});
    else if (is(measure, kMove) && at && found != places.end()) {
      found->at = *at;
      found->moved = true;
    } else if (is(measure, kClose) && found != places.end())
      found->closed = true;
  }
  return places;
}

void move_station(Document& document, const Registry& registry, const City& base, const StationPlace& station,
                  LonLat to) {
  const auto& measures = document.measures();
  for (std::size_t at = measures.size(); at-- > 0;)
    if ((is(measures[at], kAdd) || is(measures[at], kMove)) && station.is_called(name_of(measures[at]))) {
      Value changed = measures[at];
      changed.set("at", place_value(to));
      check(changed, registry, base);
      return document.replace(at, changed);
    }
  const Value added = Value::table({{"kind", kMove}, {"name", station.name}, {"at", place_value(to)}});
  check(added, registry, base);
  document.add(added);
}

std::string add_station(Document& document, const Registry& registry, const City& base, LonLat at, Language language) {
  Value measure = new_measure(kAdd, form_of(registry.measure(kAdd).describe()), {.place = at});
  const auto taken = [&](const std::string& name) {
    return std::any_of(document.measures().begin(), document.measures().end(),
                       [&](const Value& other) { return name_of(other) == name; });
  };
  const std::string word = Text{"Neue Wache ", "New station "}.in(language);
  int number = 1;
  while (taken(word + std::to_string(number))) ++number;
  const std::string name = word + std::to_string(number);
  measure.set("name", name);
  check(measure, registry, base);
  document.add(measure);
  return name;
}

ReachChange change_of(const City& city, const Reach& reach) {
  ReachChange change;
  const Buildings& buildings = city[tables::buildings];
  const Zones& zones = city[tables::zones];
  if (reach.reached.size() != buildings.size() || reach.reached_before.size() != buildings.size()) return change;
  for (const BuildingId building : buildings.ids()) {
    const double now = reach.reached[building.index()], before = reach.reached_before[building.index()];
    if (now == before || !zones.district[buildings.zone[building]]) continue;
    (now > before ? change.gained : change.lost).push_back(building);
    (now > before ? change.residents_gained : change.residents_lost) += buildings.residents[building];
  }
  const auto more = [&](BuildingId a, BuildingId b) { return buildings.residents[a] > buildings.residents[b]; };
  std::stable_sort(change.gained.begin(), change.gained.end(), more);
  std::stable_sort(change.lost.begin(), change.lost.end(), more);
  return change;
}

/// Who the base reaches; kept while the scenario on it changes.
struct ReachSession::Base {
  std::shared_ptr<const Case> made{};
  std::unique_ptr<Tool> tool{};
  int hour = -1;
  std::vector<double> reached{};

  const std::vector<double>& reached_at(int wanted, const Workbench& bench, const Value& options,
                                        const std::stop_token& stop, RunObserver& observer) {
    if (hour == wanted) return reached;
    RunContext context(made->seed, stop, observer);
    if (!tool) tool = bench.prepare("reach", *made, options, stop, observer);
    reached = reach_of(tool->update(Value::table({{"hour", wanted}}), context)).reached;
    hour = wanted;
    return reached;
  }
};

/// The tool with the scenario that it is prepared for; only the worker prepares and asks it.
struct ReachSession::Prepared {
  std::string key{};
  ScenarioText scenario{};
  std::unique_ptr<Tool> tool{};
  std::uint64_t seed = 1;

  void make_ready(const Workbench& bench, const Value& options, const std::stop_token& stop, RunObserver& observer) {
    if (tool) return;
    const Case made = bench.case_of(scenario);
    seed = made.seed;
    tool = bench.prepare("reach", made, options, stop, observer);
  }
};

ReachSession::ReachSession(Workbench& bench) : bench_(bench) {}

bool ReachSession::possible(const Registry& registry) { return has_tool(registry, "reach"); }

void ReachSession::set_standard(const std::string& standard) {
  if (standard == standard_) return;
  standard_ = standard;
  clear();
}

void ReachSession::clear() {
  worker_.cancel();
  sites_.cancel();
  asked_.clear();
  answer_.reset();
  prepared_.reset();
  base_.reset();
}

std::string ReachSession::scenario_key() const { return bench_.document()->toml("/") + standard_; }

bool ReachSession::is_current(int hour) const {
  return answer_ && prepared_ && bench_.document() && prepared_->key == scenario_key() && answer_->hour == hour;
}

void ReachSession::ask(int hour) {
  if (!bench_.is_sound()) return;
  const std::string asked = fmt::format("{}|{}", scenario_key(), hour);
  if (asked == asked_) return;
  start(Value::table({{"hour", hour}}));
  asked_ = asked;
}

void ReachSession::ask(int hour, const std::string& station, LonLat at) {
  if (!bench_.is_sound()) return;
  start(Value::table({{"hour", hour}, {"station", station}, {"at", place_value(at)}}));
  asked_.clear();
}

void ReachSession::start(Value edit) {
  const auto scenario = bench_.current();
  if (!scenario || !bench_.base_city()) return;
  if (const std::string key = scenario_key(); !prepared_ || prepared_->key != key)
    prepared_ = std::make_shared<Prepared>(Prepared{.key = key, .scenario = *scenario});
  if (!base_) base_ = std::make_shared<Base>(Base{.made = bench_.base_case()});
  const Value options = Value::table({{"standard", standard_}, {"hour", edit.at("hour")}});
  worker_.start_latest(
      "reach",
      [this, edit, options, prepared = prepared_, base = base_](std::stop_token stop,
                                                                RunObserver& observer) -> Worker::Answer {
        prepared->make_ready(bench_, options, stop, observer);
        const int hour = static_cast<int>(edit.at("hour").as_integer());
        const std::vector<double>& before = base->reached_at(hour, bench_, options, stop, observer);
        RunContext context(prepared->seed, stop, observer);
        const double start_s = now_s();
        Reach reach = reach_of(prepared->tool->update(edit, context));
        reach.seconds = now_s() - start_s;
        reach.reached_before = before;
        return [this, reach, prepared] { take(reach, prepared); };
      },
      [this, prepared = prepared_](const Error& error) {
        if (prepared != prepared_) return;
        answer_.reset();
        bench_.report(error);
      });
}

/// What was asked about another scenario or standard is forgotten.
void ReachSession::take(const Reach& reach, const std::shared_ptr<Prepared>& prepared) {
  if (prepared != prepared_) return;
  answer_ = reach;
  ++answers_;
}

bool ReachSession::poll() {
  const bool answered = worker_.poll();
  return sites_.poll() || answered;
}

void ReachSession::best_site() {
  const auto scenario = bench_.current();
  if (!scenario || !bench_.base_city()) return;
  sites_.start(
      "stations",
      [this, scenario = *scenario, standard = standard_, opening = bench_.opening()](
          std::stop_token stop, RunObserver& observer) -> Worker::Answer {
        const Case made = bench_.case_of(scenario);
        const Value options = Value::table({{"add", 1}, {"fix", Value::list({Value("all")})}, {"standard", standard}});
        const auto tool = bench_.prepare("stations", made, options, stop, observer);
        RunContext context(made.seed, stop, observer);
        const ToolAnswer answer = tool->run(context);
        return [this, answer, opening] {
          if (Document* document = bench_.document(); document && opening == bench_.opening())
            for (const Value& measure : answer.measures) document->add(measure);
        };
      },
      [this](const Error& error) { bench_.report(error); });
}

}  // namespace planspiel::viewer
