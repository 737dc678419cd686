#pragma once

/// OpenStreetMap drawn in the test: tags, and small files as text.

#include <string>
#include <utility>
#include <vector>

#include "gis/osm_object.hpp"

namespace planspiel::osm {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Tags of one object with what nobody understood.
struct Written {
  Pairs pairs;
  OsmUnread unread{};
  explicit Written(Pairs written) : pairs(std::move(written)) {}
  OsmTags tags() {
    std::vector<OsmTags::Pair> views;
    for (const auto& [key, value] : pairs) views.emplace_back(key, value);
    return OsmTags(std::move(views), "w1", unread);
  }
};

inline std::string tag(const std::string& key, const std::string& value) {
  return "<tag k='" + key + "' v='" + value + "'/>";
}
inline std::string tags(const Pairs& pairs) {
  std::string text;
  for (const auto& [key, value] : pairs) text += tag(key, value);
  return text;
}
inline std::string node(long id, double lat, double lon, const Pairs& pairs = {}) {
  return "<node id='" + std::to_string(id) + "' version='1' lat='" + std::to_string(lat) + "' lon='" +
         std::to_string(lon) + "'>" + tags(pairs) + "</node>";
}
inline std::string way(long id, const std::vector<long>& nodes, const Pairs& pairs,
                       const std::string& attributes = "version='1'") {
  std::string text = "<way id='" + std::to_string(id) + "' " + attributes + ">";
  for (const long ref : nodes) text += "<nd ref='" + std::to_string(ref) + "'/>";
  return text + tags(pairs) + "</way>";
}
/// Members as "from w10", "via n2", "to w12".
inline std::string relation(long id, const std::vector<std::string>& members, const Pairs& pairs) {
  std::string text = "<relation id='" + std::to_string(id) + "' version='1'>";
  for (const std::string& member : members) {
    const std::size_t blank = member.find(' ');
    text += std::string("<member type='") + (member[blank + 1] == 'w' ? "way" : "node") + "' ref='" +
            member.substr(blank + 2) + "' role='" + member.substr(0, blank) + "'/>";
  }
  return text + tags(pairs) + "</relation>";
}
inline std::string file(const std::string& content) { return "<osm version='0.6'>" + content + "</osm>"; }

}  // namespace planspiel::osm
