#include "gis/osm_tags.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace planspiel {

namespace {

constexpr std::array<std::pair<const char*, RoadClass>, 16> kClasses{{{"motorway", RoadClass::motorway},
                                                                      {"motorway_link", RoadClass::motorway_link},
                                                                      {"trunk", RoadClass::trunk},
                                                                      {"trunk_link", RoadClass::trunk_link},
                                                                      {"primary", RoadClass::primary},
                                                                      {"primary_link", RoadClass::primary_link},
                                                                      {"secondary", RoadClass::secondary},
                                                                      {"secondary_link", RoadClass::secondary},
                                                                      {"tertiary", RoadClass::tertiary},
                                                                      {"tertiary_link", RoadClass::tertiary},
                                                                      {"unclassified", RoadClass::tertiary},
                                                                      {"road", RoadClass::tertiary},
                                                                      {"residential", RoadClass::residential},
                                                                      {"living_street", RoadClass::living_street},
                                                                      {"busway", RoadClass::path},
                                                                      {"track", RoadClass::path}}};

bool is_closed(const std::string& access) { return access == "no" || access == "private"; }

/// The narrowest key that says something decides: motorcar over motor_vehicle over vehicle over access.
bool cars_may_use(const OsmTag& tag) {
  for (const char* key : {"motorcar", "motor_vehicle", "vehicle", "access"})
    if (const std::string value = tag(key); !value.empty())
      return !is_closed(value) && value != "agricultural" && value != "forestry" && value != "agricultural;forestry";
  return true;
}

int count_of(const std::string& text) {
  const int count = std::atoi(text.c_str());
  return count > 0 && count <= 12 ? count : 0;
}

void read_directions(const OsmTag& tag, OsmStreet& street) {
  const std::string oneway = tag("oneway"), junction = tag("junction");
  if (oneway == "-1" || oneway == "reverse") {
    street.forward = false;
  } else if (oneway == "yes" || oneway == "1" || oneway == "true") {
    street.backward = false;
  } else if (oneway.empty()) {
    const bool implied = junction == "roundabout" || junction == "circular" || street.road_class == RoadClass::motorway;
    street.backward = !implied;
  }
}

void read_lanes(const OsmTag& tag, OsmStreet& street) {
  const int all = count_of(tag("lanes"));
  street.lanes_forward = count_of(tag("lanes:forward"));
  street.lanes_backward = count_of(tag("lanes:backward"));
  const bool both = street.forward && street.backward;
  if (!street.lanes_forward && all)
    street.lanes_forward = both ? std::max(1, all - (street.lanes_backward ? street.lanes_backward : all / 2)) : all;
  if (!street.lanes_backward && all) street.lanes_backward = both ? std::max(1, all - street.lanes_forward) : all;
}

}  // namespace

std::optional<double> parse_maxspeed(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "none") return 130.0;
  if (text == "walk" || text == "DE:living_street" || text == "DE:walk") return 10.0;
  if (text == "DE:urban") return 50.0;
  if (text == "DE:rural") return 100.0;
  if (text == "DE:motorway") return 130.0;
  if (const std::size_t zone = text.find("zone"); zone != std::string::npos) {
    const std::size_t digit = text.find_first_of("0123456789", zone);
    return digit == std::string::npos ? std::nullopt : parse_maxspeed(text.substr(digit));
  }
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !(number > 0.0 && number <= 200.0)) return std::nullopt;
  return std::string(end).find("mph") == std::string::npos ? number : number * 1.609344;
}

std::optional<OsmStreet> read_street(const OsmTag& tag) {
  const std::string highway = tag("highway");
  const auto found =
      std::find_if(kClasses.begin(), kClasses.end(), [&](const auto& row) { return row.first == highway; });
  if (found == kClasses.end() || found->second == RoadClass::path) return std::nullopt;
  if (!cars_may_use(tag) || tag("area") == "yes") return std::nullopt;
  OsmStreet street;
  street.road_class = found->second;
  read_directions(tag, street);
  read_lanes(tag, street);
  for (const char* key : {"maxspeed", "maxspeed:type", "source:maxspeed"})
    if (street.limit_km_h == 0.0) street.limit_km_h = parse_maxspeed(tag(key)).value_or(0.0);
  street.name = tag("name").empty() ? tag("ref") : tag("name");
  return street;
}

}  // namespace planspiel
