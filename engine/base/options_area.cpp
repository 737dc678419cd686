#include "engine/base/error.hpp"
#include "engine/base/options.hpp"

namespace planspiel {

namespace {

std::vector<LonLat> read_ring(const Value& ring) {
  std::vector<LonLat> points;
  for (const Value& position : ring.items()) {
    if (position.items().size() < 2) position.fail("a position is [longitude, latitude], for example [11.57, 48.14]");
    points.push_back(LonLat::degrees(position.items()[0].as_number(), position.items()[1].as_number()));
  }
  if (points.size() < 3) ring.fail("a ring needs at least three positions");
  return points;
}

}  // namespace

OptionSet& OptionSet::area(std::string name, AreaSelection& member, OptionLabel label) {
  return add({.name = std::move(name),
              .type = "area",
              .label = std::move(label),
              .default_value = member.given() ? Value(member.name) : Value(""),
              .read = [&member](const Value& value) {
                member = {};
                if (value.is_text()) {
                  member.name = value.as_text();
                  return;
                }
                if (!value.is_table())
                  value.fail("an area is a name, for example \"mittlerer-ring\", or the path of a GeoJSON file");
                member.name = value.at("name").as_text();
                for (const Value& ring : value.at("rings").items()) member.rings.push_back(read_ring(ring));
              }});
}

}  // namespace planspiel
