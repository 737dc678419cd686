#include "gis/osm_tags.hpp"

#include <algorithm>
#include <charconv>

namespace planspiel {

namespace {

constexpr std::int32_t kMotorRoad = access::motor;
constexpr int kMostLanes = 12;

/// A value of `highway` that is a street, and who may use it where its tags say nothing.
struct Highway {
  const char* value;
  RoadClass road_class;
  std::int32_t open_to = access::all;
};
constexpr Highway kHighways[] = {
    {"motorway", RoadClass::motorway, kMotorRoad},
    {"motorway_link", RoadClass::motorway_link, kMotorRoad},
    {"trunk", RoadClass::trunk, kMotorRoad},
    {"trunk_link", RoadClass::trunk_link, kMotorRoad},
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
    {"pedestrian", RoadClass::living_street, access::walk},
    {"busway", RoadClass::residential, access::bus},
};

/// Of keys whose conditions would matter here.
constexpr std::string_view kConditions[] = {"access",    "vehicle", "motor",   "hgv",    "psv", "bus",
                                            "emergency", "foot",    "bicycle", "oneway", "max", "lanes"};

int lanes_of(const OsmTags& tags, const char* key) {
  const std::string_view text = tags[key];
  if (text.empty()) return 0;
  int count = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool known = fault == std::errc() && count > 0 && count <= kMostLanes;
  if (!known || end != text.data() + text.size())
    tags.unread(key, known ? Text{"die erste Zahl gilt", "the first number counts"}
                           : Text{"nicht verstanden", "not understood"});
  return known ? count : 0;
}

void read_lanes(const OsmTags& tags, OsmStreet& street) {
  const int all = lanes_of(tags, "lanes");
  street.lanes_forward = lanes_of(tags, "lanes:forward");
  street.lanes_backward = lanes_of(tags, "lanes:backward");
  const bool both = (street.access.forward & access::motor) && (street.access.backward & access::motor);
  if (!street.lanes_forward && all)
    street.lanes_forward = both ? std::max(1, all - (street.lanes_backward ? street.lanes_backward : all / 2)) : all;
  if (!street.lanes_backward && all) street.lanes_backward = both ? std::max(1, all - street.lanes_forward) : all;
}

OsmStreetUse usual_use(const OsmTags& tags, const Highway& highway) {
  OsmStreetUse usual{.open_to = highway.open_to};
  if (tags["motorroad"] == "yes") usual.open_to &= access::motor;
  const std::string_view junction = tags["junction"];
  usual.one_way = junction == "roundabout" || junction == "circular" || highway.road_class == RoadClass::motorway;
  return usual;
}

}  // namespace

std::optional<OsmStreet> read_street(const OsmTags& tags) {
  const std::string_view value = tags["highway"];
  if (value.empty()) return std::nullopt;
  const auto highway =
      std::find_if(std::begin(kHighways), std::end(kHighways), [&](const Highway& row) { return value == row.value; });
  if (highway == std::end(kHighways)) {
    tags.unread("highway", {"weggelassen", "left out"});
    return std::nullopt;
  }
  if (tags["area"] == "yes") {
    tags.unread("area", {"weggelassen", "left out"});
    return std::nullopt;
  }
  OsmStreet street{.road_class = highway->road_class};
  street.access = street_access(tags, usual_use(tags, *highway));
  if (!(street.access.both() & access::motor)) {
    tags.unread("highway", {"für alle Kraftfahrzeuge gesperrt, weggelassen", "closed to all motor vehicles, left out"});
    return std::nullopt;
  }
  const OsmTags conditions = tags.about(kConditions);
  for (const auto& [key, condition] : conditions.all())
    if (key.ends_with(":conditional"))
      tags.unread_key(key, {"Zeiten und Bedingungen werden nicht gelesen", "times and conditions are not read"});
  read_lanes(tags, street);
  street.limits = street_limits(tags);
  street.name = tags["name"].empty() ? tags["ref"] : tags["name"];
  return street;
}

}  // namespace planspiel
