#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/map/map.hpp"
#include "engine/run/stored.hpp"
#include "engine/run/tolerance.hpp"

namespace planspiel {

namespace {

struct AxisStep {
  std::size_t size = 1, first = 0, last = 0;  ///< entries taken: first … last
  bool hours = false;
};

std::vector<AxisStep> steps_of(const FieldValues& field, const MapOptions& options) {
  std::vector<AxisStep> steps;
  for (std::size_t axis = 0; axis < field.spec.axes.size(); ++axis) {
    const AxisSpec& spec = field.spec.axes[axis];
    AxisStep step{.size = field.grid->shape()[axis + 1]};
    step.last = step.size - 1;
    step.hours = spec.name == "hour";
    if (step.hours && options.hour) step.first = step.last = static_cast<std::size_t>(*options.hour);
    if (!step.hours) {
      const auto pick = std::find_if(options.picks.begin(), options.picks.end(),
                                     [&](const AxisPick& p) { return p.axis == spec.name; });
      if (pick == options.picks.end())
        throw Error(ErrorKind::config, field.spec.name + " has an axis '" + spec.name +
                                           "': say which, for example --pick " + spec.name + "=" +
                                           (spec.labels.empty() ? "…" : spec.labels.front()));
      const auto label = std::find(spec.labels.begin(), spec.labels.end(), pick->label);
      if (label == spec.labels.end())
        throw Error(ErrorKind::config, "axis '" + spec.name + "' has no '" + pick->label +
                                           "': " + nearest_known(pick->label, spec.labels));
      step.first = step.last = static_cast<std::size_t>(label - spec.labels.begin());
    }
    steps.push_back(step);
  }
  return steps;
}

Text label_title(const FieldSpec& spec, const AxisPick& pick) {
  for (const AxisSpec& axis : spec.axes)
    for (std::size_t at = 0; at < axis.label_titles.size(); ++at)
      if (axis.name == pick.axis && axis.labels[at] == pick.label) return axis.label_titles[at];
  return {pick.label, pick.label};
}

std::string title_of(const FieldSpec& spec, const MapOptions& options, bool has_hours, bool sums) {
  const bool german = options.language == Language::de;
  std::string title = spec.title.in(options.language);
  for (const AxisPick& pick : options.picks) title += ", " + label_title(spec, pick).in(options.language);
  if (!has_hours) return title;
  if (options.hour)
    return title + ", " + std::to_string(*options.hour) + "–" + std::to_string(*options.hour + 1) +
           (german ? " Uhr" : " h");
  return title + (sums ? (german ? ", ganzer Tag" : ", whole day") : (german ? ", Tagesmittel" : ", mean of the day"));
}

}  // namespace

Text title_of(const RunFolder& run) {
  const Value& title = run.manifest().at("title");
  return {title.at("de").as_text(), title.at("en").as_text()};
}

MapLayer layer_of(const FieldValues& field, const MapOptions& options) {
  std::vector<AxisStep> steps = steps_of(field, options);
  const bool has_hours = std::any_of(steps.begin(), steps.end(), [](const AxisStep& step) { return step.hours; });
  const bool whole_day = has_hours && !options.hour;
  const bool sums = whole_day && day_value(field.spec) == DayValue::sum;
  FieldSpec shown = field.spec;
  for (std::size_t axis = 0; axis < steps.size(); ++axis)
    if (!steps[axis].hours) shown = shown_at(std::move(shown), axis, steps[axis].first);
  while (steps.size() < 2) steps.push_back({});
  MapLayer layer;
  layer.unit = unit_in(whole_day ? day_unit(shown, options.language) : shown.unit, options.language);
  layer.adds_up = day_value(field.spec) == DayValue::sum;
  if (field.spec.unit == "1/h") layer.vehicles_per_hour = sums ? 1.0 / static_cast<double>(Hour::kCount) : 1.0;
  layer.title = title_of(field.spec, options, has_hours, sums);
  const std::span<const double> all = field.grid->raw();
  const std::size_t row_size = field.grid->row_size();
  const double factor = unit_factor(shown.unit);
  layer.values.resize(field.grid->rows());
  for (std::size_t row = 0; row < layer.values.size(); ++row) {
    double total = 0.0;
    int count = 0;
    for (std::size_t a = steps[0].first; a <= steps[0].last; ++a)
      for (std::size_t b = steps[1].first; b <= steps[1].last; ++b) {
        const double value = all[row * row_size + a * steps[1].size + b];
        if (std::isnan(value)) continue;
        total += value;
        ++count;
      }
    layer.values[row] = count == 0 ? std::numeric_limits<double>::quiet_NaN() : (sums ? total : total / count) / factor;
  }
  return layer;
}

std::vector<double> seen_values(std::vector<double> values, const Domain& domain, const City& city) {
  if (domain == domain_of<ZoneId>)
    for (const ZoneId zone : city[tables::zones].ids())
      if (city[tables::zones].outline[zone].empty()) values[zone.index()] = std::numeric_limits<double>::quiet_NaN();
  return values;
}

MapLayer difference_of(MapLayer run, const MapLayer& base) {
  const double appended = run.adds_up ? 0.0 : std::numeric_limits<double>::quiet_NaN();
  const double per_hour = run.vehicles_per_hour;
  for (std::size_t row = 0; row < run.values.size(); ++row) {
    const double before = row < base.values.size() ? base.values[row] : appended;
    const double change = run.values[row] - before;
    run.values[row] = per_hour > 0.0 && is_within_tolerance(before * per_hour, change * per_hour) ? 0.0 : change;
  }
  return run;
}

}  // namespace planspiel
