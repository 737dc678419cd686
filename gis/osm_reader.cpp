#include "gis/osm_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <osmium/handler.hpp>
#include <unordered_set>

#include "engine/base/stop.hpp"
#include "gis/osm_file.hpp"
#include "gis/osm_restrictions.hpp"

namespace planspiel {

namespace {

OsmTags tags_of(const osmium::OSMObject& object, char kind, OsmUnread& unread) {
  std::vector<OsmTags::Pair> pairs;
  for (const osmium::Tag& tag : object.tags()) pairs.emplace_back(tag.key(), tag.value());
  return OsmTags(std::move(pairs), fmt::format("{}{}", kind, object.id()), unread);
}

LonLat place_of(const osmium::Location& location) { return LonLat::degrees(location.lon(), location.lat()); }

/// A street as it stands in the file: all nodes, whether the file holds them or not.
struct DraftWay {
  std::int64_t id = 0;
  std::uint32_t version = 0;
  bool deleted = false;
  std::optional<OsmStreet> street{};
  std::vector<std::int64_t> nodes{};
};

/// Keeps of each id the newest version, unless that one is deleted; sorts by id.
template <class Draft>
void keep_newest(std::vector<Draft>& drafts, OsmStreets& streets) {
  std::stable_sort(drafts.begin(), drafts.end(),
                   [](const Draft& a, const Draft& b) { return a.id != b.id ? a.id < b.id : a.version > b.version; });
  const auto rest =
      std::unique(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) { return a.id == b.id; });
  streets.repeated += static_cast<std::size_t>(drafts.end() - rest);
  drafts.erase(rest, drafts.end());
  streets.deleted += std::erase_if(drafts, [](const Draft& draft) { return draft.deleted; });
}

class WaysAndRestrictions : public osmium::handler::Handler {
 public:
  WaysAndRestrictions(const OsmSource& source, OsmStreets& streets) : source_(source), streets_(streets) {}

  void way(const osmium::Way& way) {
    check_stop();
    DraftWay draft{way.id(), way.version(), source_.is_deleted(way), {}, {}};
    if (!draft.deleted) draft.street = read_street(tags_of(way, 'w', streets_.unread));
    if (!draft.street && !draft.deleted && way.version() < 2) return;  // later versions may undo a street
    if (draft.street) take_nodes(way, draft);
    ways.push_back(std::move(draft));
  }

  void relation(const osmium::Relation& relation) {
    std::vector<OsmMember> members;
    for (const auto& member : relation.members())
      members.push_back({member.type() == osmium::item_type::way, member.ref(), member.role()});
    auto draft = read_restriction(tags_of(relation, 'r', streets_.unread), members);
    if (!draft) return;
    draft->id = relation.id();
    restrictions.push_back({relation.id(), relation.version(), source_.is_deleted(relation), std::move(*draft)});
  }

  struct DraftRestriction {
    std::int64_t id = 0;
    std::uint32_t version = 0;
    bool deleted = false;
    OsmRestriction rule{};
  };
  std::vector<DraftWay> ways{};
  std::vector<DraftRestriction> restrictions{};

 private:
  /// Files may hold the places in the ways ("locations on ways", Overpass `out geom`).
  void take_nodes(const osmium::Way& way, DraftWay& draft) {
    for (const osmium::NodeRef& node : way.nodes()) {
      if (draft.nodes.empty() || draft.nodes.back() != node.ref()) draft.nodes.push_back(node.ref());
      if (node.location().valid()) streets_.places.emplace(node.ref(), place_of(node.location()));
    }
  }
  const OsmSource& source_;
  OsmStreets& streets_;
};

class NodesOfStreets : public osmium::handler::Handler {
 public:
  NodesOfStreets(const OsmSource& source, OsmStreets& streets, const std::unordered_set<std::int64_t>& wanted)
      : source_(source), streets_(streets), wanted_(wanted) {}

  void node(const osmium::Node& node) {
    if (++nodes_ % 4096 == 0) check_stop();
    if (!wanted_.contains(node.id())) return;
    const auto [version, is_new] = versions_.try_emplace(node.id(), node.version());
    streets_.repeated += !is_new;
    if (!is_new && node.version() <= version->second) return;
    version->second = node.version();
    const bool gone = source_.is_deleted(node);
    streets_.deleted += gone;
    streets_.barriers.erase(node.id());
    if (gone || !node.location().valid()) {
      streets_.places.erase(node.id());
      return;
    }
    streets_.places.insert_or_assign(node.id(), place_of(node.location()));
    if (node.tags().empty()) return;
    if (const std::int32_t open_to = barrier_access(tags_of(node, 'n', streets_.unread)); open_to != access::all)
      streets_.barriers[node.id()] = open_to;
  }

 private:
  const OsmSource& source_;
  OsmStreets& streets_;
  const std::unordered_set<std::int64_t>& wanted_;
  std::size_t nodes_ = 0;
  std::unordered_map<std::int64_t, std::uint32_t> versions_{};
};

/// The way in parts between nodes that are not there.
OsmWay whole_parts(DraftWay& draft, OsmStreets& streets) {
  OsmWay way{draft.id, std::move(*draft.street), {}};
  std::vector<std::int64_t> part;
  bool is_cut = false;
  const auto end_part = [&] {
    if (part.size() > 1) way.parts.push_back(std::move(part));
    part.clear();
  };
  for (const std::int64_t node : draft.nodes) {
    if (streets.places.contains(node)) {
      part.push_back(node);
      continue;
    }
    is_cut = true;
    end_part();
  }
  end_part();
  streets.cut_ways += is_cut;
  streets.short_ways += way.parts.empty();
  return way;
}

[[noreturn]] void refuse(const std::filesystem::path& file, const char* what) {
  throw Error(ErrorKind::input, file.string() + ": " + what);
}

}  // namespace

OsmStreets read_osm_streets(const std::filesystem::path& file) {
  const OsmSource source(file);
  OsmStreets streets;
  WaysAndRestrictions found(source, streets);
  source.read(osmium::osm_entity_bits::way | osmium::osm_entity_bits::relation, found);
  keep_newest(found.ways, streets);
  std::erase_if(found.ways, [](const DraftWay& way) { return !way.street; });
  if (found.ways.empty()) refuse(file, "no street for cars in this file: an extract with highway=* is wanted");
  std::unordered_set<std::int64_t> wanted;
  for (const DraftWay& way : found.ways) wanted.insert(way.nodes.begin(), way.nodes.end());
  NodesOfStreets nodes(source, streets, wanted);
  source.read(osmium::osm_entity_bits::node, nodes);
  for (DraftWay& way : found.ways) streets.ways.push_back(whole_parts(way, streets));
  std::erase_if(streets.ways, [](const OsmWay& way) { return way.parts.empty(); });
  if (streets.ways.empty()) refuse(file, "the streets have no nodes with coordinates in this file");
  keep_newest(found.restrictions, streets);
  for (auto& draft : found.restrictions) streets.restrictions.push_back(std::move(draft.rule));
  return streets;
}

}  // namespace planspiel
