#include "gis/osm_access.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <span>

#include "engine/base/csv.hpp"
#include "planspiel_gis/osm_barriers_csv.hpp"

namespace planspiel {

namespace {

const Text kAccessTimes{"Zeiten und Bedingungen werden nicht gelesen", "times and conditions are not read"};
const Text kUnknownAccess{"nicht verstanden, gilt als nicht vorhanden", "not understood, taken as not there"};

/// Keys of a vehicle from general to narrow.
struct RoadUser {
  std::int32_t bit = 0;
  std::array<const char*, 5> keys{};
  std::span<const char* const> said() const { return {keys.begin(), std::find(keys.begin(), keys.end(), nullptr)}; }
};
constexpr std::size_t kNarrow = 2;  ///< from here on a key names a kind of vehicle

constexpr RoadUser kRoadUsers[] = {
    {access::car, {"access", "vehicle", "motor_vehicle", "motorcar"}},
    {access::truck, {"access", "vehicle", "motor_vehicle", "hgv"}},
    {access::bus, {"access", "vehicle", "motor_vehicle", "psv", "bus"}},
    {access::emergency, {"access", "vehicle", "motor_vehicle", "emergency"}},
    {access::bike, {"access", "vehicle", "bicycle"}},
    {access::walk, {"access", "foot"}},
};

/// What a value opens a key to.
struct Word {
  const char* text;
  std::int32_t open_to;
};
constexpr Word kWords[] = {
    {"yes", access::all},
    {"permissive", access::all},
    {"designated", access::all},
    {"official", access::all},
    {"public", access::all},
    {"allowed", access::all},
    {"unknown", access::all},
    {"discouraged", access::all},
    {"use_sidepath", access::all},  // the path beside the street is part of it here
    {"use_sidewalk", access::all},
    {"separate", access::all},
    {"dismount", access::all},
    {"opposite", access::all},
    {"opposite_lane", access::all},
    {"opposite_track", access::all},
    {"no", 0},
    {"none", 0},
    {"private", 0},
    {"restricted", 0},
    {"military", 0},
    {"forestry", 0},
    {"forest", 0},
    {"agricultural", 0},
    {"agriculture", 0},
    {"employees", 0},
    {"staff", 0},
    {"service", 0},
    {"taxi", 0},
    {"tram", 0},
    {"horse", 0},
    {"moped", 0},
    {"mofa", 0},
    {"motorcycle", 0},
    {"hov", 0},
    {"foot", access::walk},
    {"pedestrian", access::walk},
    {"bicycle", access::bike},
    {"bike", access::bike},
    {"motorcar", access::car},
    {"car", access::car},
    {"hgv", access::truck},
    {"goods", access::truck},
    {"psv", access::bus},
    {"bus", access::bus},
    {"emergency", access::emergency},
    {"motor_vehicle", access::motor},
    {"vehicle", access::motor | access::bike},
};
/// Open to those who have an errand there: taken as open to everybody.
constexpr const char* kErrands[] = {"destination", "customers", "customer", "delivery", "deliveries",
                                    "permit",      "residents", "resident", "visitors", "guests"};

/// Dimensions from which on a vehicle does not pass. Trucks: StVZO § 32 (4.00 m high, 2.55 m wide); weights from the
/// classes of EU 2018/858 (N3 from 12 t). Buses: low-floor bus of 3.2 m and 12 t. Engines: DIN 14502 (3.3 m, 2.5 m);
/// what a bridge bears is left to the fire service. Cars: 1.9 m high, 1.8 m wide.
struct Size {
  const char* key;
  std::int32_t bit;
  double needs;  ///< m or t
};
constexpr Size kSizes[] = {
    {"maxheight", access::car, 1.9},       {"maxheight", access::truck, 4.0},    {"maxheight", access::bus, 3.2},
    {"maxheight", access::emergency, 3.3}, {"maxwidth", access::car, 1.8},       {"maxwidth", access::truck, 2.55},
    {"maxwidth", access::bus, 2.55},       {"maxwidth", access::emergency, 2.5}, {"maxweight", access::truck, 12.0},
    {"maxweight", access::bus, 12.0},
};
constexpr const char* kSizeKeys[] = {"maxheight", "maxwidth", "maxweight"};
constexpr const char* kNoSize[] = {"default", "below_default", "none", "no_sign", "unsigned", "no_indications"};

/// Of the keys that are looked at here: most streets have none of them.
constexpr std::string_view kAccessKeys[] = {"access", "vehicle", "motor",  "hgv",      "psv",    "bus",    "emergency",
                                            "foot",   "bicycle", "oneway", "cycleway", "busway", "lanes:", "max"};

bool is_one_of(std::string_view text, std::span<const char* const> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// Whom the value of a key names; nothing where no part of it is understood.
std::optional<std::int32_t> named_by(const OsmTags& tags, std::string_view key) {
  const std::string_view value = tags[key];
  if (value.empty()) return std::nullopt;
  if (value.find('@') != std::string_view::npos) {
    tags.unread(key, kAccessTimes);
    return std::nullopt;
  }
  std::optional<std::int32_t> open_to;
  bool unknown = false, errand = false;
  for (const std::string& word : osm_values(value, ";,|")) {
    const auto known =
        std::find_if(std::begin(kWords), std::end(kWords), [&](const Word& row) { return word == row.text; });
    const bool is_errand = is_one_of(word, kErrands);
    if (known != std::end(kWords)) open_to = open_to.value_or(0) | known->open_to;
    if (is_errand) open_to = access::all;
    errand |= is_errand;
    unknown |= known == std::end(kWords) && !is_errand;
  }
  if (unknown) tags.unread(key, kUnknownAccess);
  if (errand)
    tags.unread(key, {"gilt als offen für alle, auch für Durchgangsverkehr",
                      "taken as open to everybody, through traffic too"});
  return open_to;
}

/// The values of all keys of access, each read once.
class AccessKeys {
 public:
  explicit AccessKeys(const OsmTags& tags) {
    for (const auto& [key, value] : tags.all())
      if (is_known(key) && !said_.contains(key))
        if (const auto named = named_by(tags, key)) said_.emplace(key, *named);
  }
  /// The mask of the key in this direction.
  std::optional<std::int32_t> of(const std::string& key, const std::string& direction) const {
    if (said_.empty()) return std::nullopt;
    for (const std::string& whole : {key + direction, key})
      if (const auto found = said_.find(whole); found != said_.end()) return found->second;
    return std::nullopt;
  }
  bool opens(std::string_view whole, std::int32_t bit) const {
    const auto found = said_.find(whole);
    return found != said_.end() && (found->second & bit);
  }
  bool empty() const { return said_.empty(); }

 private:
  /// "motor_vehicle", "motor_vehicle:forward", "motor_vehicle:backward", and those of the others.
  static bool is_known(std::string_view key) {
    for (const std::string_view direction : {":forward", ":backward"})
      if (key.ends_with(direction)) key.remove_suffix(direction.size());
    return std::any_of(std::begin(kRoadUsers), std::end(kRoadUsers),
                       [&](const RoadUser& user) { return is_one_of(key, user.said()); });
  }
  std::map<std::string, std::int32_t, std::less<>> said_{};
};

/// The bits of those who are too high, wide or heavy. Weights are signs: they do not bind whom a sign admits by name.
std::int32_t too_big(const OsmTags& tags, const AccessKeys& keys) {
  std::int32_t closed_to = 0;
  for (const char* key : kSizeKeys) {
    if (tags[key].empty() || is_one_of(tags[key], kNoSize)) continue;
    const auto size = osm_measure(tags[key]);
    if (!size) tags.unread(key, kUnknownAccess);
    for (const Size& row : kSizes)
      if (size && std::string_view(key) == row.key && *size < row.needs) closed_to |= row.bit;
  }
  if (keys.opens("hgv", access::truck)) closed_to &= ~access::truck;
  if (keys.opens("bus", access::bus) || keys.opens("psv", access::bus)) closed_to &= ~access::bus;
  return closed_to;
}

enum class Oneway { both, forward, backward };

std::optional<Oneway> oneway_of(const OsmTags& tags, const std::string& key) {
  if (tags[key].empty()) return std::nullopt;
  const auto values = osm_values(tags[key]);
  const std::string value = values.size() == 1 ? values.front() : "?";
  if (value == "yes" || value == "1" || value == "true") return Oneway::forward;
  if (value == "-1" || value == "reverse") return Oneway::backward;
  if (value == "no" || value == "0" || value == "false" || value == "alternating" || value == "alternate")
    return Oneway::both;
  if (value == "reversible") {
    tags.unread(key, {"nie in beide Richtungen zugleich offen, gilt als Einbahnstraße in Zeichenrichtung",
                      "never open both ways at once, taken as one-way as drawn"});
    return Oneway::forward;
  }
  tags.unread(key, kUnknownAccess);
  return std::nullopt;
}

/// Lanes and tracks that lead a vehicle against the one-way.
bool has_contraflow(const OsmTags& tags, std::int32_t bit) {
  if (bit == access::bike) {
    for (const char* key : {"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"}) {
      if (tags[key].starts_with("opposite")) return true;
      const std::string_view own = tags[std::string(key) + ":oneway"];
      if (own == "no" || own == "-1") return true;
    }
  }
  if (bit == access::bus) {
    for (const char* key : {"busway", "busway:left", "busway:right", "busway:both", "psv", "bus"})
      if (tags[key].starts_with("opposite")) return true;
    for (const char* key : {"lanes:psv:backward", "lanes:bus:backward"})
      if (std::atoi(std::string(tags[key]).c_str()) > 0) return true;
  }
  return false;
}

Oneway oneway_for(const OsmTags& tags, const RoadUser& vehicle, bool implied) {
  if (vehicle.bit == access::walk) return oneway_of(tags, "oneway:foot").value_or(Oneway::both);
  Oneway way = oneway_of(tags, "oneway").value_or(implied ? Oneway::forward : Oneway::both);
  if (has_contraflow(tags, vehicle.bit)) way = Oneway::both;
  for (const char* key : vehicle.said().subspan(1)) way = oneway_of(tags, std::string("oneway:") + key).value_or(way);
  return way;
}

/// May the vehicle go this way, by the keys of access alone? A class's own habit weighs more than a plain `access`
/// that opens: `access = yes` sends no walker onto a motorway.
bool is_open(const AccessKeys& keys, const RoadUser& vehicle, const std::string& direction, bool usual) {
  bool open = usual;
  std::size_t rank = 0;
  for (const char* key : vehicle.said()) {
    const auto named = keys.of(key, direction);
    if (named && rank == 0) open = usual && (*named & vehicle.bit);
    if (named && rank > 0) open = *named & vehicle.bit;
    ++rank;
  }
  return open;
}

/// `bus:backward = yes` opens a one-way street; `access:backward = yes` does not.
bool opened_by_name(const AccessKeys& keys, const RoadUser& vehicle, const std::string& direction) {
  const auto said = vehicle.said();
  return std::any_of(said.begin() + std::min(kNarrow, said.size()), said.end(),
                     [&](const char* key) { return keys.opens(key + direction, vehicle.bit); });
}

const Csv& barriers() {
  static const Csv table = Csv::parse(embedded::osm_barriers_csv, "osm_barriers.csv");
  return table;
}

/// Who passes where the barrier has no tags of access; nothing where the table does not know it.
std::optional<std::int32_t> passed_by(const std::string& barrier) {
  for (std::size_t row = 0; row < barriers().size(); ++row)
    if (barriers().text(row, "barrier") == barrier) return static_cast<std::int32_t>(barriers().number(row, "open_to"));
  return std::nullopt;
}

}  // namespace

OsmAccess street_access(const OsmTags& all, const OsmStreetUse& usual) {
  const OsmTags tags = all.about(kAccessKeys);
  if (tags.all().empty() && !usual.one_way) return {usual.open_to, usual.open_to};
  const AccessKeys keys(tags);
  const std::int32_t closed_to = too_big(tags, keys);
  OsmAccess street;
  for (const RoadUser& vehicle : kRoadUsers) {
    if (closed_to & vehicle.bit) continue;
    const Oneway way = oneway_for(tags, vehicle, usual.one_way);
    const auto may_go = [&](const char* direction, Oneway against) {
      if (way == against && !opened_by_name(keys, vehicle, direction)) return false;
      return is_open(keys, vehicle, direction, usual.open_to & vehicle.bit);
    };
    if (may_go(":forward", Oneway::backward)) street.forward |= vehicle.bit;
    if (may_go(":backward", Oneway::forward)) street.backward |= vehicle.bit;
  }
  return street;
}

std::int32_t barrier_access(const OsmTags& tags) {
  if (tags["barrier"].empty()) return access::all;
  std::int32_t usual = access::all;
  for (const std::string& barrier : osm_values(tags["barrier"])) {
    const auto passed = passed_by(barrier);
    if (!passed) tags.unread("barrier", {"nicht bekannt, gilt als offen", "not known, taken as open"});
    usual &= passed.value_or(access::all);
  }
  const AccessKeys keys(tags);
  if (tags["locked"] == "yes" && keys.empty()) usual = 0;
  if (!tags["maxheight"].empty() && tags["barrier"] == "height_restrictor") usual = access::all;
  std::int32_t open_to = 0;
  for (const RoadUser& vehicle : kRoadUsers) {
    bool open = usual & vehicle.bit;
    for (const char* key : vehicle.said())
      if (const auto named = keys.of(key, "")) open = *named & vehicle.bit;
    if (open) open_to |= vehicle.bit;
  }
  return open_to & ~too_big(tags, keys);
}

}  // namespace planspiel
