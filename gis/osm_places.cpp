#include "gis/osm_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <osmium/handler.hpp>
#include <tuple>

#include "engine/base/csv.hpp"
#include "engine/base/polygon_index.hpp"
#include "gis/osm_areas.hpp"
#include "planspiel_gis/osm_activities_csv.hpp"
#include "planspiel_gis/osm_landuse_csv.hpp"

namespace planspiel {

namespace {

constexpr Metres kSameFireStation{100.0}, kOneStop{150.0};
constexpr double kMostResidents = 5e7;  ///< of one settlement: more is a mistake
constexpr const char* kSettled[] = {"city", "town", "village", "hamlet", "isolated_dwelling", "farm"};

struct ActivityRow {
  std::string key, value;
  OsmActivity activity{};
  double size = 1.0;
};

std::vector<ActivityRow> read_activities() {
  const Csv table = Csv::parse(embedded::osm_activities_csv, "osm_activities.csv");
  const std::map<std::string, OsmActivity> named{
      {"school", OsmActivity::school}, {"retail", OsmActivity::retail}, {"leisure", OsmActivity::leisure}};
  std::vector<ActivityRow> rows;
  for (std::size_t row = 0; row < table.size(); ++row)
    rows.push_back({table.text(row, "key"), table.text(row, "value"), named.at(table.text(row, "activity")),
                    table.number(row, "size")});
  return rows;
}

struct LandUseRow {
  double homes = 0.0;
  bool built_up = false;
};

std::map<std::string, LandUseRow> read_land_uses() {
  const Csv table = Csv::parse(embedded::osm_landuse_csv, "osm_landuse.csv");
  std::map<std::string, LandUseRow> rows;
  for (std::size_t row = 0; row < table.size(); ++row)
    rows[table.text(row, "landuse")] = {table.number(row, "homes"), table.number(row, "built_up") != 0.0};
  return rows;
}

/// "12500", "12 500", "12,500", "12.500": only whole numbers stand under this key.
std::optional<double> residents_of(const osmium::TagList& tags) {
  std::string digits;
  for (const char letter : text_of(tags, "population"))
    if (letter != ' ' && letter != ',' && letter != '.') digits += letter;
  double value = 0.0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault != std::errc() || end != digits.data() + digits.size() || !(value > 0.0) || value > kMostResidents)
    return std::nullopt;
  return value;
}

/// What kind of stop the tags describe: 0 the best that stands for a place, 1 and 2 parts of it; none: no stop.
std::optional<int> stop_rank(const osmium::TagList& tags) {
  if (tags.has_tag("highway", "bus_stop") || tags.has_tag("amenity", "bus_station")) return 0;
  for (const char* value : {"station", "halt", "tram_stop"})
    if (tags.has_tag("railway", value)) return 0;
  if (tags.has_tag("public_transport", "station")) return 0;
  if (tags.has_tag("public_transport", "platform")) return 1;
  return tags.has_tag("public_transport", "stop_position") ? std::optional(2) : std::nullopt;
}

struct StopDraft {
  int rank = 0;
  OsmStop stop{};
};

/// Sorts objects, given by their tags and place, into the lists.
class Sorter {
 public:
  Sorter(OsmPlaces& places, const Projection& projection) : places_(places), projection_(projection) {}

  void node(const osmium::Node& node) {
    take(node.tags(), fmt::format("n{:012}", node.id()),
         projection_.to_metres(LonLat::degrees(node.location().lon(), node.location().lat())), false);
  }

  void area(const osmium::Area& area) {
    Polygon outline = outline_of(area, projection_);
    if (outline.empty()) return;
    take(area.tags(), id_of(area), outline.centroid(), true);
    const auto land_use = land_uses_.find(text_of(area.tags(), "landuse"));
    if (!is_drawable(outline)) return;
    if (land_use != land_uses_.end())
      places_.land_uses.push_back({land_use->first, outline, land_use->second.homes, land_use->second.built_up});
    take_border(area, std::move(outline));
  }

  /// Lists in the order of their ids, each thing once.
  void finish();

 private:
  void take(const osmium::TagList& tags, const std::string& id, Point position, bool is_area) {
    const std::string name = text_of(tags, "name"), place = text_of(tags, "place");
    if (!is_area && std::find(std::begin(kSettled), std::end(kSettled), place) != std::end(kSettled))
      places_.settlements.push_back({id, name, position, residents_of(tags)});
    if (tags.has_tag("amenity", "fire_station")) take_fire_station(tags, {id, name, position}, is_area);
    if (const auto rank = stop_rank(tags)) stops_.push_back({*rank, {id, name, position}});
    for (const ActivityRow& row : activities_) {
      const char* value = tags[row.key.c_str()];
      if (!value || (row.value != "*" && row.value != value) || (row.value == "*" && has_row(row.key, value))) continue;
      if (row.size > 0.0) places_.activities.push_back({row.activity, row.size, position});
      break;
    }
  }

  bool has_row(const std::string& key, const std::string& value) const {
    return std::any_of(activities_.begin(), activities_.end(),
                       [&](const ActivityRow& row) { return row.key == key && row.value == value; });
  }

  void take_fire_station(const osmium::TagList& tags, OsmFireStation station, bool is_area) {
    const std::string& name = station.name;
    if (name.find("Werkfeuerwehr") != std::string::npos || name.find("Werksfeuerwehr") != std::string::npos ||
        tags.has_tag("operator:type", "private")) {
      ++places_.plant_brigades;
      return;
    }
    station.professional = std::any_of(kProfessionalWords.begin(), kProfessionalWords.end(),
                                       [&](const char* word) { return name.find(word) != std::string::npos; });
    (is_area ? station_houses_ : places_.fire_stations).push_back(std::move(station));
  }

  void take_border(const osmium::Area& area, Polygon outline) {
    if (!area.tags().has_tag("boundary", "administrative")) return;
    const std::string level = text_of(area.tags(), "admin_level");
    int number = 0;
    const auto [end, fault] = std::from_chars(level.data(), level.data() + level.size(), number);
    if (fault != std::errc() || end != level.data() + level.size()) return;
    places_.borders.push_back(
        {id_of(area), text_of(area.tags(), "name"), number, std::move(outline), residents_of(area.tags())});
  }

  /// A place within 100 m of a house of the fire service is that house.
  void join_fire_stations() {
    std::vector<Point> houses;
    for (const OsmFireStation& house : station_houses_) houses.push_back(house.position);
    const PointIndex index(houses, kSameFireStation);
    std::erase_if(places_.fire_stations, [&](const OsmFireStation& place) {
      return index.nearest(place.position, kSameFireStation) < houses.size();
    });
    places_.fire_stations.insert(places_.fire_stations.end(), station_houses_.begin(), station_houses_.end());
  }

  void join_stops();

  OsmPlaces& places_;
  const Projection& projection_;
  const std::vector<ActivityRow> activities_ = read_activities();
  const std::map<std::string, LandUseRow> land_uses_ = read_land_uses();
  std::vector<OsmFireStation> station_houses_{};
  std::vector<StopDraft> stops_{};
};

/// The best of the objects that stand for one stop: by rank, then by id.
void Sorter::join_stops() {
  std::sort(stops_.begin(), stops_.end(), [](const StopDraft& a, const StopDraft& b) {
    return std::tie(a.rank, a.stop.id) < std::tie(b.rank, b.stop.id);
  });
  std::map<std::string, std::vector<Point>> by_name;
  for (const StopDraft& draft : stops_) {
    std::vector<Point>& same = by_name[draft.stop.name];
    const bool is_known = std::any_of(same.begin(), same.end(),
                                      [&](Point other) { return distance(other, draft.stop.position) < kOneStop; });
    if (is_known) continue;
    same.push_back(draft.stop.position);
    places_.stops.push_back(draft.stop);
  }
}

void Sorter::finish() {
  join_fire_stations();
  join_stops();
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  std::sort(places_.settlements.begin(), places_.settlements.end(), by_id);
  std::sort(places_.borders.begin(), places_.borders.end(), by_id);
  std::sort(places_.fire_stations.begin(), places_.fire_stations.end(), by_id);
  std::sort(places_.stops.begin(), places_.stops.end(), by_id);
}

class TaggedNodes : public osmium::handler::Handler {
 public:
  TaggedNodes(const OsmSource& source, Sorter& sorter) : source_(source), sorter_(sorter) {}
  void node(const osmium::Node& node) {
    if (!node.tags().empty() && node.location().valid() && !source_.is_deleted(node)) sorter_.node(node);
  }

 private:
  const OsmSource& source_;
  Sorter& sorter_;
};

osmium::TagsFilter wanted_areas() {
  osmium::TagsFilter wanted{false};
  wanted.add_rule(true, "boundary", "administrative");
  for (const char* key : {"landuse", "amenity", "shop", "leisure", "tourism", "railway", "public_transport"})
    wanted.add_rule(true, key);
  return wanted;
}

}  // namespace

OsmPlaces read_osm_places(const std::filesystem::path& file, const std::string& crs) {
  const OsmSource source(file);
  const Projection projection(crs);
  OsmPlaces places;
  Sorter sorter(places, projection);
  TaggedNodes nodes(source, sorter);
  source.read(osmium::osm_entity_bits::node, nodes);
  read_osm_areas(source, wanted_areas(), [&](const osmium::Area& area) { sorter.area(area); });
  sorter.finish();
  return places;
}

}  // namespace planspiel
