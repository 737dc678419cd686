#include "viewer/layer/layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/map/captions.hpp"

namespace planspiel::viewer {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

void check_same_city(const RunFolder& run, const RunFolder& base) {
  const std::string ours = run.manifest().at("base_city").as_text(), other = base.manifest().at("base_city").as_text();
  if (ours != other)
    throw Error(ErrorKind::input, fmt::format("'{}' and '{}' are runs of different cities: compare runs of one city",
                                              run.path().string(), base.path().string()));
}

/// Base values below this are too small for a meaningful share.
double least_base(const std::vector<double>& base) {
  constexpr double kShareOfLarge = 0.02;
  return kShareOfLarge * std::abs(quantile_of(base, 0.99));
}

/// Turns changes into per cent of the base.
void as_percent(Layer& layer, const std::vector<double>& base, Language language) {
  const double least = least_base(base);
  for (std::size_t row = 0; row < layer.values.size(); ++row) {
    const double before = row < base.size() ? base[row] : kNan;
    const bool meaningful = std::abs(before) >= least && before != 0.0;
    layer.values[row] = meaningful ? 100.0 * layer.values[row] / std::abs(before) : kNan;
  }
  layer.note = fmt::format("{} {} {}", language == Language::de ? "ohne Basiswerte unter" : "without base values below",
                           format_number(least, least < 10.0 ? 1 : 0, language), layer.unit);
  layer.unit = "%";
}

/// Changes of long and short links become comparable.
void per_km(Layer& layer, const City& city, const LayerOptions& options, bool by_length) {
  if (!by_length)
    throw Error(ErrorKind::config, options.field +
                                       " does not grow with the length of a link: its change per km says nothing. "
                                       "Per km are amounts of links");
  constexpr double kMetresPerKm = 1000.0;
  const auto& lengths = city[tables::roads].length.values();
  for (std::size_t row = 0; row < layer.values.size(); ++row)
    layer.values[row] *= kMetresPerKm / std::max(1.0, lengths[row].value);
  layer.unit += options.language == Language::de ? " je km" : " per km";
}

/// One value per row of the hours that are asked for: of several the mean, left out where an hour has no value.
MapLayer hours_of(const FieldValues& field, const LayerOptions& options) {
  MapOptions map_options{
      .field = options.field, .hour = options.hour, .picks = options.picks, .language = options.language};
  MapLayer layer = layer_of(field, map_options);
  if (!options.hour || options.hours <= 1) return layer;
  std::vector<double> sum(layer.values.size(), 0.0), count(sum);
  for (int step = 0; step < options.hours; ++step) {
    map_options.hour = (*options.hour + step) % static_cast<int>(Hour::kCount);
    const MapLayer each = layer_of(field, map_options);
    for (std::size_t row = 0; row < sum.size(); ++row)
      if (std::isfinite(each.values[row])) {
        sum[row] += each.values[row];
        count[row] += 1.0;
      }
  }
  for (std::size_t row = 0; row < sum.size(); ++row)
    layer.values[row] = count[row] > 0.0 ? sum[row] / count[row] : kNan;
  const std::string one = fmt::format("{}–{}", *options.hour, *options.hour + 1);
  const int end = (*options.hour + options.hours - 1) % static_cast<int>(Hour::kCount) + 1;
  const std::string mean = options.language == Language::de ? "Mittel " : "mean of ";
  if (const auto at = layer.title.rfind(one); at != std::string::npos)
    layer.title.replace(at, one.size(), fmt::format("{}{}–{}", mean, *options.hour, end));
  return layer;
}

void compare(Layer& layer, MapLayer flat, const FieldValues& base, const City& city, const LayerOptions& options) {
  const MapLayer before = hours_of(base, options);
  if (before.values.size() > flat.values.size())
    throw Error(ErrorKind::input,
                fmt::format("the base has {} rows of {}, the run {}: compare a scenario with its base",
                            before.values.size(), options.field, flat.values.size()));
  const bool flows = flat.vehicles_per_hour > 0.0;
  const bool by_length = layer.domain == domain_of<EdgeId> && flat.adds_up && !flows;
  layer.values = difference_of(std::move(flat), before).values;
  if (options.change == Change::percent)
    as_percent(layer, before.values, options.language);
  else if (options.change == Change::per_km)
    per_km(layer, city, options, by_length);
  else if (flows)
    layer.note = noise_note(options.language);
}

}  // namespace

City city_of(const RunFolder& run) { return run.city(); }

Layer make_layer(const RunFolder& run, const City& city, const LayerOptions& options) {
  const bool difference = options.change != Change::none;
  const FieldValues field = run.field(options.field);
  if (difference && options.base) check_same_city(run, *options.base);
  std::optional<FieldValues> base;
  if (difference && options.base) base = options.base->field(options.field);
  return make_layer(field, base ? &*base : nullptr, city, options);
}

Layer make_layer(const FieldValues& field, const FieldValues* base, const City& city, const LayerOptions& options) {
  if (!field.spec.domain.has_place())
    throw Error(ErrorKind::config, fmt::format("{} is a field over '{}', which has no place in the city", options.field,
                                               field.spec.domain.name));
  check_rows(field, city);
  if (options.hour && (*options.hour < 0 || *options.hour >= static_cast<int>(Hour::kCount)))
    throw Error(ErrorKind::config, fmt::format("hour {}: hours are 0 to 23", *options.hour));
  MapLayer flat = hours_of(field, options);
  Layer layer{.domain = field.spec.domain,
              .values = flat.values,
              .title = flat.title,
              .unit = flat.unit,
              .wide_by_value = flat.adds_up};
  layer.beside_stations = field.spec.beside == tables::stations.name;
  const bool difference = options.change != Change::none;
  if (difference) {
    if (!base) throw Error(ErrorKind::config, "a change needs a base run to compare with");
    compare(layer, std::move(flat), *base, city, options);
  }
  layer.scale = options.breaks.empty() ? scale_for(seen_values(layer.values, layer.domain, city), difference)
                                       : scale_with(options.breaks, layer.values, difference);
  return layer;
}

}  // namespace planspiel::viewer
