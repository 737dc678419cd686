#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

/// The answer about what is selected, as long as it is of the scenario and the hour as they are.
bool why_shown(const Desk& desk) {
  if (!desk.choice.why_on_map || !desk.details.selection || !desk.why.answer() || !desk.why.answer()->field)
    return false;
  const auto& ids = desk.view.seen->city.table(desk.details.selection->domain.table).external_ids();
  return desk.details.selection->row < ids.size() &&
         desk.why.is_current(ids[desk.details.selection->row], desk.clock.hour());
}

std::string key_of(const Desk& desk) {
  Workbench& bench = desk.bench;
  std::string key =
      fmt::format("{}|{}|{}|{}|{}|{}|{}", desk.choice.field, desk.clock.whole_day() ? -1 : desk.clock.hour(),
                  desk.clock.hours(), static_cast<int>(desk.choice.look), static_cast<int>(desk.choice.change),
                  static_cast<int>(desk.language()), desk.choice.breaks_text);
  for (const double limit : desk.choice.breaks) key += fmt::format("|{}", limit);
  for (const AxisPick& pick : desk.choice.picks) key += "|" + pick.axis + "=" + pick.label;
  for (RunData* run : {bench.base_run(), bench.scenario_run()}) key += "|" + (run ? run->folder().path().string() : "");
  if (desk.shows_places()) key += fmt::format("|{}|{}", desk.places.answers(), desk.choice.places_detail);
  if (why_shown(desk)) key += "|" + desk.why.answer()->question.row + desk.why.answer()->question.tool;
  return key + fmt::format("|{}", static_cast<const void*>(desk.view.seen.get()));
}

LayerOptions options_of(const Desk& desk, Change change) {
  return {.field = desk.choice.field,
          .hour = desk.clock.layer_hour(),
          .hours = desk.clock.hours(),
          .picks = desk.choice.picks,
          .change = change,
          .breaks = desk.choice.breaks,
          .language = desk.language()};
}

/// Rows that only the scenario has are no data in the base.
void fit_rows(Layer& layer, const City& city) {
  layer.values.resize(city.table(layer.domain.table).size(), std::numeric_limits<double>::quiet_NaN());
}

void put(Desk& desk, std::size_t pane, Layer layer, const std::string& title) {
  ShownLayer& shown = desk.layers.shown[pane];
  fit_rows(layer, desk.view.seen->city);
  shown.far_values.reset();
  shown.of_places = false;
  if (layer.domain == domain_of<BuildingId>)
    shown.far_values = mean_over_buildings(desk.view.seen->scene, desk.view.seen->city, layer.values);
  shown.layer = std::move(layer);
  shown.title = title;
}

/// The title of the chosen row of the table of choices, and the hour.
std::string note_of(const Desk& desk, int of_hour) {
  const std::string hour = fmt::format("{}–{} {}", of_hour, of_hour + 1, desk.ui.say({"Uhr", "h"}));
  const PlacesChoices choices = choices_of(desk.places.places(), desk.view.seen->city, desk.language());
  const auto chosen = choices.find(desk.places.chosen());
  return chosen ? choices.titles[*chosen] + ", " + hour : hour;
}

/// Who is served, or the second field, while a row is dragged: on the map at once.
void put_places(Desk& desk) {
  const PlacesAnswer& answer = *desk.places.answer();
  const Places::Shown& shown = desk.places.places().shown;
  if (desk.choice.places_detail && answer.detail) {
    const LayerOptions options{
        .field = answer.detail->spec.name, .breaks = shown.detail_breaks, .language = desk.language()};
    Layer layer = make_layer(*answer.detail, nullptr, desk.view.seen->city, options);
    layer.title += fmt::format(", {}–{} {}", answer.hour, answer.hour + 1, desk.ui.say({"Uhr", "h"}));
    return put(desk, 0, std::move(layer), "");
  }
  Layer layer;
  layer.domain = answer.domain;
  layer.values = answer.served;
  layer.title = desk.ui.say(shown.question);
  layer.note = note_of(desk, answer.hour);
  layer.scale = yes_no_scale();
  put(desk, 0, std::move(layer), "");
  desk.layers.shown[0].of_places = true;
}

/// What explains the selected row, as a layer: the traffic over a road, before and after it.
void put_why(Desk& desk) {
  const FieldValues& field = *desk.why.answer()->field;
  put(desk, 0,
      make_layer(field, nullptr, desk.view.seen->city, {.field = field.spec.name, .language = desk.language()}), "");
}

void put_pair(Desk& desk, RunData& base, RunData& scenario) {
  Layer before =
      make_layer(base.field(desk.choice.field), nullptr, desk.bench.base_city()->city, options_of(desk, Change::none));
  LayerOptions same = options_of(desk, Change::none);
  if (before.scale.breaks.size() >= 2) same.breaks = before.scale.breaks;  // one legend for both
  Layer after = make_layer(scenario.field(desk.choice.field), nullptr, desk.view.seen->city, same);
  before.scale.open_low |= after.scale.open_low;
  before.scale.open_high |= after.scale.open_high;
  put(desk, 0, std::move(before), base.title().in(desk.language()));
  put(desk, 1, std::move(after), scenario.title().in(desk.language()));
}

void make_layers(Desk& desk) {
  RunData *base = desk.bench.base_run(), *scenario = desk.bench.scenario_run();
  if (desk.shows_places()) return put_places(desk);
  if (why_shown(desk)) return put_why(desk);
  if (desk.choice.field.empty() || !desk.bench.shown_run()) return;
  const bool both = base && scenario;
  if (both && (desk.choice.look == Look::swipe || desk.choice.look == Look::side_by_side))
    return put_pair(desk, *base, *scenario);
  if (both && desk.choice.look == Look::difference) {
    Layer layer = make_layer(scenario->field(desk.choice.field), &base->field(desk.choice.field), desk.view.seen->city,
                             options_of(desk, desk.choice.change));
    return put(desk, 0, std::move(layer), scenario->title().in(desk.language()));
  }
  RunData& run = desk.choice.look == Look::base && base ? *base : *desk.bench.shown_run();
  const City& city = &run == base && desk.bench.base_city() ? desk.bench.base_city()->city : desk.view.seen->city;
  put(desk, 0, make_layer(run.field(desk.choice.field), nullptr, city, options_of(desk, Change::none)),
      run.title().in(desk.language()));
}

}  // namespace

void LayerChoice::choose(const FieldSpec* spec) {
  field = spec ? spec->name : "";
  picks = spec ? first_picks(*spec) : std::vector<AxisPick>{};
  breaks.clear();
  breaks_text.clear();
  places_on_map = why_on_map = false;
}

void update_layers(Desk& desk) {
  if (!desk.view.seen) return;
  const std::string key = key_of(desk);
  if (key == desk.layers.made_of) return;
  desk.layers.made_of = key;
  desk.layers.error.clear();
  for (ShownLayer& shown : desk.layers.shown) {
    shown.layer.reset();
    shown.far_values.reset();
    ++shown.revision;
  }
  try {
    make_layers(desk);
  } catch (const Error& error) {
    desk.layers.error = error.what();
  }
  desk.frames.settle();
}

}  // namespace planspiel::viewer
