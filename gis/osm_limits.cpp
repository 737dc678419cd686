#include "gis/osm_limits.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>

#include "engine/base/csv.hpp"
#include "planspiel_gis/osm_limits_csv.hpp"

namespace planspiel {

namespace {

constexpr double kWalkingPace_km_h = 10.0;
constexpr double kNoLimit_km_h = 130.0;  ///< recommended where there is none
constexpr double kFastest_km_h = 200.0;
const Text kUnknownLimit{"nicht verstanden, es gilt das Tempolimit der Straßenklasse",
                         "not understood, the limit of the class of street counts"};
const Text kPartly{"teils verstanden, das niedrigste Tempolimit gilt", "partly understood, the lowest limit counts"};

constexpr std::string_view kLimitKeys[] = {"maxspeed", "source:maxspeed", "zone:"};

/// "de:urban" → km/h.
const std::map<std::string, double, std::less<>>& limits_of_countries() {
  static const auto all = [] {
    const Csv table = Csv::parse(embedded::osm_limits_csv, "osm_limits.csv");
    std::map<std::string, double, std::less<>> limits;
    for (std::size_t row = 0; row < table.size(); ++row)
      limits[table.text(row, "country") + ":" + table.text(row, "kind")] = table.number(row, "limit_km_h");
    return limits;
  }();
  return all;
}

/// A number with its unit.
std::optional<double> number_of(const std::string& text) {
  double number = 0.0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (fault != std::errc()) return std::nullopt;
  std::string unit(end, text.data() + text.size());
  unit.erase(0, std::min(unit.find_first_not_of(' '), unit.size()));
  double factor = 0.0;
  for (const char* same : {"", "km/h", "kmh", "kph", "kmph"})
    if (unit == same) factor = 1.0;
  if (unit == "mph") factor = 1.609344;
  if (unit == "knots") factor = 1.852;
  const double km_h = number * factor;
  return km_h > 0.0 && km_h <= kFastest_km_h ? std::optional(km_h) : std::nullopt;
}

/// "zone:30", "zone30", "30" behind the country.
std::optional<double> zone_of(std::string kind) {
  if (kind.starts_with("zone")) kind.erase(0, 4);
  if (kind.starts_with(":") || kind.starts_with(" ")) kind.erase(0, 1);
  return number_of(kind);
}

/// The lowest limit of a list; writes down what is not understood.
double lowest(const OsmTags& tags, const std::string& key) {
  double limit = 0.0;
  const auto values = osm_values(tags[key]);
  bool unknown = false;
  for (const std::string& value : values) {
    const auto km_h = parse_maxspeed(value);
    unknown |= !km_h;
    if (km_h) limit = limit == 0.0 ? *km_h : std::min(limit, *km_h);
  }
  if (unknown) tags.unread(key, limit > 0.0 ? kPartly : kUnknownLimit);
  if (!unknown && values.size() > 1)
    tags.unread(key, {"mehrere Tempolimits, das niedrigste gilt", "several limits, the lowest counts"});
  return limit;
}

/// "100|100|80": the fastest lane.
double fastest_lane(const OsmTags& tags, const std::string& key) {
  double limit = 0.0;
  const auto lanes = osm_values(tags[key], "|");
  for (const std::string& lane : lanes) limit = std::max(limit, parse_maxspeed(lane).value_or(0.0));
  if (!lanes.empty() && limit == 0.0) tags.unread(key, kUnknownLimit);
  return limit;
}

/// A zone or the country's rule. The keys of sources hold free text as well, which is no limit.
double by_rule(const OsmTags& tags) {
  if (!tags["zone:maxspeed"].empty())
    if (const double limit = lowest(tags, "zone:maxspeed"); limit > 0.0) return limit;
  for (const char* key : {"maxspeed:type", "source:maxspeed", "maxspeed:source", "zone:traffic", "maxspeed:zone"}) {
    const auto values = osm_values(tags[key]);
    if (values.size() != 1) continue;
    const bool names_rule = values.front().find(':') != std::string::npos || values.front().starts_with("zone");
    if (const auto limit = parse_maxspeed(values.front()); limit && names_rule) return *limit;
  }
  return 0.0;
}

double limit_in(const OsmTags& tags, const std::string& direction) {
  for (const char* key : {"maxspeed:motorcar", "maxspeed:motor_vehicle", "maxspeed"})
    for (const std::string& whole : {key + direction, std::string(key)})
      if (const double limit = lowest(tags, whole); limit > 0.0) return limit;
  for (const std::string& key : {"maxspeed:lanes" + direction, std::string("maxspeed:lanes")})
    if (const double limit = fastest_lane(tags, key); limit > 0.0) return limit;
  return by_rule(tags);
}

/// Limits that are not read at all.
void write_down_others(const OsmTags& tags) {
  for (const auto& [key, value] : tags.all())
    for (const char* other : {"maxspeed:hgv", "maxspeed:bus", "maxspeed:variable", "maxspeed:trailer", "maxspeed:wet"})
      if (key == other) tags.unread_key(key, {"nicht gelesen", "not read"});
}

}  // namespace

std::optional<double> parse_maxspeed(std::string_view text) {
  const auto values = osm_values(text);
  if (values.size() != 1) return std::nullopt;
  const std::string& value = values.front();
  if (value == "none") return kNoLimit_km_h;
  if (value == "walk") return kWalkingPace_km_h;
  if (const auto number = number_of(value)) return number;
  if (const auto rule = limits_of_countries().find(value); rule != limits_of_countries().end()) return rule->second;
  if (value.starts_with("zone")) return zone_of(value);
  const std::size_t colon = value.find(':');
  if (colon != 2 && colon != 6) return std::nullopt;  // "de:", "be-vlg:"
  const std::string kind = value.substr(colon + 1);
  if (kind == "walk" || kind == "pedestrian_zone") return kWalkingPace_km_h;
  return zone_of(kind);
}

OsmLimits street_limits(const OsmTags& all) {
  const OsmTags tags = all.about(kLimitKeys);
  if (tags.all().empty()) return {};
  write_down_others(tags);
  OsmLimits limits{.forward_km_h = limit_in(tags, ":forward"), .backward_km_h = limit_in(tags, ":backward")};
  return limits;
}

}  // namespace planspiel
