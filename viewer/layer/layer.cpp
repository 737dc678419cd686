#include "viewer/layer/layer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "engine/city/snapshot.hpp"
#include "engine/run/noise.hpp"

namespace planspiel::viewer {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

bool is_amount_per_hour(const std::string& unit) { return unit.ends_with("/h") && unit != "km/h"; }

void check_rows(const FieldValues& field, const City& city) {
  const std::size_t rows = city.table(domain_table(field.spec.domain)).size();
  if (field.grid->rows() != rows)
    throw Error(ErrorKind::input,
                fmt::format("{} has {} rows, the city of the run has {} {}: the run folder is mixed "
                            "from two runs; run its scenario again",
                            field.spec.name, field.grid->rows(), rows, domain_table(field.spec.domain)));
}

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

struct ChangeRule {
  Change change = Change::absolute;
  bool flows = false;  ///< vehicles per hour: the noise of the equilibrium is known
  double hours = 1.0;  ///< that the values are summed over
  double least_base = 0.0;
};

double change_of(double value, double base, const ChangeRule& rule) {
  const double difference = value - base;
  if (std::isnan(difference)) return kNan;
  if (rule.flows && is_noise(base / rule.hours, difference / rule.hours)) return 0.0;
  if (rule.change == Change::absolute) return difference;
  return std::abs(base) < rule.least_base || base == 0.0 ? kNan : 100.0 * difference / base;
}

void compare(Layer& layer, const FieldSpec& spec, const LayerOptions& options, const MapOptions& map_options) {
  const MapLayer before = layer_of(options.base->field(options.field), map_options);
  if (before.values.size() > layer.values.size())
    throw Error(ErrorKind::input,
                fmt::format("the base has {} rows of {}, the run {}: compare a scenario with its base",
                            before.values.size(), spec.name, layer.values.size()));
  const bool amount = is_amount_per_hour(spec.unit);
  const ChangeRule rule{.change = options.change,
                        .flows = spec.unit == "1/h",
                        .hours = amount && !options.hour ? 24.0 : 1.0,
                        .least_base = options.change == Change::percent ? least_base(before.values) : 0.0};
  for (std::size_t row = 0; row < layer.values.size(); ++row) {
    const double base = row < before.values.size() ? before.values[row] : (amount ? 0.0 : kNan);
    layer.values[row] = change_of(layer.values[row], base, rule);
  }
  const bool german = options.language == Language::de;
  if (options.change == Change::percent) {
    const double shown = rule.least_base;
    layer.note = fmt::format("{} {} {}", german ? "ohne Basiswerte unter" : "without base values below",
                             format_number(shown, shown < 10.0 ? 1 : 0, options.language), layer.unit);
    layer.unit = "%";
  } else if (rule.flows) {
    layer.note = german ? "Rauschen des Gleichgewichts ausgeblendet" : "noise of the equilibrium left out";
  }
}

}  // namespace

bool has_place(Domain domain) {
  switch (domain) {
    case Domain::edge:
    case Domain::node:
    case Domain::zone:
    case Domain::district:
    case Domain::building:
    case Domain::stop:
    case Domain::line:
    case Domain::station:
    case Domain::cell:
      return true;
    default:
      return false;
  }
}

City city_of(const RunFolder& run) {
  const std::filesystem::path path = run.path() / "city.snapshot";
  if (!std::filesystem::exists(path))
    throw Error(ErrorKind::input,
                fmt::format("'{}' has no city.snapshot: run its scenario again", run.path().string()));
  return read_snapshot(path);
}

Layer make_layer(const RunFolder& run, const City& city, const LayerOptions& options) {
  const FieldValues field = run.field(options.field);
  if (!has_place(field.spec.domain))
    throw Error(ErrorKind::config, fmt::format("{} is a field over '{}', which has no place in the city", options.field,
                                               domain_name(field.spec.domain)));
  check_rows(field, city);
  if (options.hour && (*options.hour < 0 || *options.hour >= static_cast<int>(Hour::kCount)))
    throw Error(ErrorKind::config, fmt::format("hour {}: hours are 0 to 23", *options.hour));
  const MapOptions map_options{
      .field = options.field, .hour = options.hour, .picks = options.picks, .language = options.language};
  MapLayer flat = layer_of(field, map_options);
  Layer layer{.domain = field.spec.domain,
              .values = std::move(flat.values),
              .title = std::move(flat.title),
              .unit = std::move(flat.unit),
              .wide_by_value = is_amount_per_hour(field.spec.unit)};
  const bool difference = options.change != Change::none;
  if (difference) {
    if (!options.base) throw Error(ErrorKind::config, "a change needs a base run to compare with");
    check_same_city(run, *options.base);
    compare(layer, field.spec, options, map_options);
  }
  layer.scale = options.breaks.empty() ? scale_for(layer.values, difference)
                                       : scale_with(options.breaks, layer.values, difference);
  return layer;
}

}  // namespace planspiel::viewer
