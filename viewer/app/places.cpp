#include "viewer/app/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "engine/base/error.hpp"
#include "engine/scenario/scenario.hpp"
#include "viewer/app/form.hpp"
#include "viewer/app/table_columns.hpp"

namespace planspiel::viewer {

namespace {

bool is(const Value& measure, const std::string& kind) { return !kind.empty() && measure.at("kind").as_text() == kind; }

std::string name_of(const Value& measure) {
  const Value* name = measure.find("name");
  return name && name->is_text() ? name->as_text() : "";
}

/// Throws what the measure says against its place: nothing else of the scenario counts.
void check(const Value& measure, const Registry& registry, const City& base) {
  registry.measure(measure.at("kind").as_text()).apply(measure, base);
}

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

PlacesAnswer answer_of(const Places& places, const ToolAnswer& answer) {
  const Value& told = answer.answer;
  const FieldValues& served = answer.fields.at(places.shown.served);
  const Value* row = told.find(places.asked.row);
  PlacesAnswer result{.row = row && row->is_text() ? row->as_text() : "",
                      .served_amount = told.at(places.answered.served).as_number(),
                      .all_amount = told.at(places.answered.all).as_number(),
                      .share = told.at(places.answered.share).as_number(),
                      .works = told.at(places.answered.works).as_boolean(),
                      .hour = static_cast<int>(told.at("hour").as_integer()),
                      .domain = served.spec.domain};
  const auto raw = served.grid->raw();
  result.served.assign(raw.begin(), raw.end());
  if (!places.shown.detail.empty()) result.detail = answer.fields.at(places.shown.detail);
  return result;
}

/// Where nobody brings a tool: the city's own stations, shown and not moved.
const Places kNoTool{.table = std::string(tables::stations.name), .large = "professional", .many = {"Orte", "Places"}};

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

std::vector<const ToolEntry*> places_tools(const Registry& registry) {
  std::vector<const ToolEntry*> found;
  for (const Plugin& plugin : registry.plugins)
    for (const ToolEntry& tool : plugin.tools)
      if (tool.places) found.push_back(&tool);
  std::ranges::sort(found, {}, &ToolEntry::name);
  return found;
}

std::vector<PlacedRow> placed_rows(const Places& places, const City& city, const std::vector<Value>& measures) {
  std::vector<PlacedRow> rows;
  if (!city.has(places.table)) return rows;
  const Table& table = city.table(places.table);
  const auto names = texts_in(table, "name");
  const auto positions = points_in(table, "position");
  const auto closed = numbers_in(table, "closed"), large = numbers_in(table, places.large);
  if (!names || !positions) return rows;
  for (std::size_t row = 0; row < table.size(); ++row)
    rows.push_back({.id = table.external_ids()[row],
                    .name = (*names)[row],
                    .at = (*positions)[row],
                    .large = !large || (*large)[row] != 0.0,
                    .closed = closed && (*closed)[row] != 0.0});
  const Projection projection(city.profile.crs);
  for (const Value& measure : measures) {
    const std::string name = name_of(measure);
    const auto at = measure.find("at") ? ground_of(projection, *measure.find("at")) : std::nullopt;
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const PlacedRow& row) { return row.is_called(name); });
    if (is(measure, places.measures.add) && at && found == rows.end())
      rows.push_back({.name = name, .at = *at, .added = true});
    else if (is(measure, places.measures.move) && at && found != rows.end()) {
      found->at = *at;
      found->moved = true;
    } else if (is(measure, places.measures.close) && found != rows.end())
      found->closed = true;
  }
  return rows;
}

void move_row(const Places& places, Document& document, const Registry& registry, const City& base,
              const PlacedRow& row, LonLat to) {
  const auto& [add, move, close] = places.measures;
  const auto& measures = document.measures();
  for (std::size_t at = measures.size(); at-- > 0;)
    if ((is(measures[at], add) || is(measures[at], move)) && row.is_called(name_of(measures[at]))) {
      Value changed = measures[at];
      changed.set("at", place_value(to));
      check(changed, registry, base);
      return document.replace(at, changed);
    }
  const Value added = Value::table({{"kind", move}, {"name", row.name}, {"at", place_value(to)}});
  check(added, registry, base);
  document.add(added);
}

std::string add_row(const Places& places, Document& document, const Registry& registry, const City& base, LonLat at,
                    Language language) {
  const std::string& kind = places.measures.add;
  Value measure = new_measure(kind, form_of(registry.measure(kind).describe()), {.place = at});
  const auto taken = [&](const std::string& name) {
    return std::any_of(document.measures().begin(), document.measures().end(),
                       [&](const Value& other) { return name_of(other) == name; });
  };
  const std::string word = places.fresh.in(language) + " ";
  int number = 1;
  while (taken(word + std::to_string(number))) ++number;
  const std::string name = word + std::to_string(number);
  measure.set("name", name);
  check(measure, registry, base);
  document.add(measure);
  return name;
}

std::optional<std::size_t> PlacesChoices::find(const std::string& id) const {
  const auto found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) return std::nullopt;
  return static_cast<std::size_t>(found - ids.begin());
}

PlacesChoices choices_of(const Places& places, const City& city, Language language) {
  const std::string& name = places.asked.choices;
  if (name.empty() || !city.has(name)) return {};
  const Table& table = city.table(name);
  const auto titles = texts_in(table, language == Language::de ? "title_de" : "title_en");
  return {table.external_ids(), titles ? *titles : table.external_ids()};
}

ServedChange change_of(const City& city, const PlacesAnswer& answer) {
  ServedChange change;
  const Table& table = city.table(answer.domain.table);
  if (answer.served.size() != table.size() || answer.served_before.size() != table.size()) return change;
  const auto residents = numbers_in(table, "residents");
  change.of_residents = residents.has_value();
  const auto amount = [&](std::size_t row) { return residents ? (*residents)[row] : 1.0; };
  const auto on_territory = [&](std::size_t row) {
    if (answer.domain != domain_of<BuildingId>) return true;
    return city[tables::zones].district[city[tables::buildings].zone[BuildingId(row)]].has_value();
  };
  for (std::size_t row = 0; row < table.size(); ++row) {
    const double now = answer.served[row], before = answer.served_before[row];
    if (now == before || !on_territory(row)) continue;
    (now > before ? change.gained : change.lost).push_back(row);
    (now > before ? change.amount_gained : change.amount_lost) += amount(row);
  }
  const auto more = [&](std::size_t a, std::size_t b) { return amount(a) > amount(b); };
  std::stable_sort(change.gained.begin(), change.gained.end(), more);
  std::stable_sort(change.lost.begin(), change.lost.end(), more);
  return change;
}

/// Whom the base serves; kept while the scenario on it changes.
struct PlacesSession::Base {
  std::shared_ptr<const Case> made{};
  ToolEntry entry{};
  std::unique_ptr<Tool> tool{};
  int hour = -1;
  std::vector<double> served{};

  const std::vector<double>& served_at(int wanted, const Workbench& bench, const Value& options,
                                       const std::stop_token& stop, RunObserver& observer) {
    if (hour == wanted) return served;
    RunContext context(made->seed, stop, observer);
    if (!tool) tool = bench.prepare(entry.name, *made, options, stop, observer);
    served = answer_of(*entry.places, tool->update(Value::table({{"hour", wanted}}), context)).served;
    hour = wanted;
    return served;
  }
};

/// The tool with the scenario that it is prepared for; only the worker prepares and asks it.
struct PlacesSession::Prepared {
  std::string key{};
  ScenarioText scenario{};
  ToolEntry entry{};
  std::unique_ptr<Tool> tool{};
  std::uint64_t seed = 1;

  void make_ready(const Workbench& bench, const Value& options, const std::stop_token& stop, RunObserver& observer) {
    if (tool) return;
    const Case made = bench.case_of(scenario);
    seed = made.seed;
    tool = bench.prepare(entry.name, made, options, stop, observer);
  }
};

PlacesSession::PlacesSession(Workbench& bench) : bench_(bench) {
  if (const auto tools = places_tools(*bench.services().registry); !tools.empty()) set_tool(tools.front()->name);
}

const ToolEntry* PlacesSession::tool() const {
  return tool_.empty() ? nullptr : &bench_.services().registry->tool(tool_);
}

const Places& PlacesSession::places() const {
  const ToolEntry* asked = tool();
  return asked ? *asked->places : kNoTool;
}

void PlacesSession::set_tool(const std::string& name) {
  if (name == tool_) return;
  tool_ = name;
  chosen_ = places().asked.chosen;
  clear();
}

void PlacesSession::choose(const std::string& row) {
  if (row == chosen_) return;
  chosen_ = row;
  clear();
}

void PlacesSession::clear() {
  worker_.cancel();
  sites_.cancel();
  asked_.clear();
  answer_.reset();
  prepared_.reset();
  base_.reset();
}

Value PlacesSession::options_with_choice(Value options) const {
  if (const std::string& choice = places().asked.choice; !choice.empty()) options.set(choice, chosen_);
  return options;
}

std::string PlacesSession::scenario_key() const { return bench_.document()->toml("/") + tool_ + "|" + chosen_; }

bool PlacesSession::is_current(int hour) const {
  return answer_ && prepared_ && bench_.document() && prepared_->key == scenario_key() && answer_->hour == hour;
}

void PlacesSession::ask(int hour) {
  if (!tool() || !bench_.is_sound()) return;
  const std::string asked = fmt::format("{}|{}", scenario_key(), hour);
  if (asked == asked_) return;
  start(Value::table({{"hour", hour}}));
  asked_ = asked;
}

void PlacesSession::ask(int hour, const std::string& row, LonLat at) {
  if (!tool() || !bench_.is_sound()) return;
  start(Value::table({{"hour", hour}, {places().asked.row, row}, {"at", place_value(at)}}));
  asked_.clear();
}

void PlacesSession::start(Value edit) {
  const auto scenario = bench_.current();
  if (!scenario || !bench_.base_city()) return;
  const ToolEntry& entry = *tool();
  if (const std::string key = scenario_key(); !prepared_ || prepared_->key != key)
    prepared_ = std::make_shared<Prepared>(Prepared{.key = key, .scenario = *scenario, .entry = entry});
  if (!base_) base_ = std::make_shared<Base>(Base{.made = bench_.base_case(), .entry = entry});
  const Value options = options_with_choice(Value::table({{"hour", edit.at("hour")}}));
  worker_.start_latest(
      entry.name,
      [this, edit, options, prepared = prepared_, base = base_](std::stop_token stop,
                                                                RunObserver& observer) -> Worker::Answer {
        prepared->make_ready(bench_, options, stop, observer);
        const int hour = static_cast<int>(edit.at("hour").as_integer());
        const std::vector<double>& before = base->served_at(hour, bench_, options, stop, observer);
        RunContext context(prepared->seed, stop, observer);
        const double start_s = now_s();
        PlacesAnswer answer = answer_of(*prepared->entry.places, prepared->tool->update(edit, context));
        answer.seconds = now_s() - start_s;
        answer.served_before = before;
        return [this, answer, prepared] { take(answer, prepared); };
      },
      [this, prepared = prepared_](const Error& error) {
        if (prepared != prepared_) return;
        answer_.reset();
        bench_.report(error);
      });
}

/// What was asked about another scenario or choice is forgotten.
void PlacesSession::take(const PlacesAnswer& answer, const std::shared_ptr<Prepared>& prepared) {
  if (prepared != prepared_) return;
  answer_ = answer;
  ++answers_;
}

bool PlacesSession::poll() {
  const bool answered = worker_.poll();
  return sites_.poll() || answered;
}

void PlacesSession::best_site() {
  const auto scenario = bench_.current();
  const Places::Proposal& proposal = places().proposal;
  if (!scenario || !bench_.base_city() || proposal.tool.empty()) return;
  sites_.start(
      proposal.tool,
      [this, scenario = *scenario, name = proposal.tool, options = options_with_choice(proposal.options),
       opening = bench_.opening()](std::stop_token stop, RunObserver& observer) -> Worker::Answer {
        const Case made = bench_.case_of(scenario);
        const auto tool = bench_.prepare(name, made, options, stop, observer);
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
