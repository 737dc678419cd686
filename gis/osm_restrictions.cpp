#include "gis/osm_restrictions.hpp"

#include <algorithm>
#include <array>

namespace planspiel {

namespace {

const Text kBanTimes{"Zeiten und Bedingungen werden nicht gelesen", "times and conditions are not read"};

/// From narrow to general.
constexpr const char* kRuleKeys[] = {"restriction:motorcar", "restriction:motor_vehicle", "restriction:vehicle",
                                     "restriction"};

bool excepts_cars(const OsmTags& tags) {
  const auto excepted = osm_values(tags["except"], ";,");
  return std::any_of(excepted.begin(), excepted.end(), [](const std::string& who) {
    return who == "motorcar" || who == "motor_vehicle" || who == "vehicle" || who == "car";
  });
}

/// The key that holds the rule for cars; an empty text where none binds them.
std::string_view rule_key(const OsmTags& tags) {
  std::string_view rule;
  for (const char* key : kRuleKeys)
    if (rule.empty() && !tags[key].empty()) rule = key;
  for (const auto& [key, value] : tags.all()) {
    const bool is_rule = std::find(std::begin(kRuleKeys), std::end(kRuleKeys), key) != std::end(kRuleKeys);
    if (is_rule || !key.starts_with("restriction:")) continue;
    if (key.ends_with(":conditional"))
      tags.unread_key(key, kBanTimes);
    else
      tags.unread(key, {"bindet keine Pkw, nicht gelesen", "binds no cars, not read"});
  }
  return rule;
}

OsmTurn turn_of(std::string_view rule) {
  if (rule.find("left") != std::string_view::npos) return OsmTurn::left;
  if (rule.find("right") != std::string_view::npos) return OsmTurn::right;
  if (rule.find("straight") != std::string_view::npos) return OsmTurn::straight_on;
  if (rule.find("u_turn") != std::string_view::npos) return OsmTurn::u_turn;
  return OsmTurn::any;
}

/// Members into the rule; says what keeps it from being one.
std::optional<Text> take_members(const std::vector<OsmMember>& members, OsmRestriction& rule) {
  std::size_t via_nodes = 0;
  for (const OsmMember& member : members) {
    if (member.role == "from" && member.is_way) rule.from_ways.push_back(member.id);
    if (member.role == "to" && member.is_way) rule.to_ways.push_back(member.id);
    if (member.role != "via") continue;
    if (member.is_way) return Text{"hat Wege dazwischen, nicht gelesen", "has ways between, not read"};
    rule.via_node = member.id;
    ++via_nodes;
  }
  if (rule.from_ways.empty() || rule.to_ways.empty() || via_nodes != 1)
    return Text{"ohne `from`, `via` oder `to`, nicht gelesen", "lacks from, via or to, not read"};
  return std::nullopt;
}

}  // namespace

std::optional<OsmRestriction> read_restriction(const OsmTags& tags, const std::vector<OsmMember>& members) {
  const std::string_view type = tags["type"];
  if (type.starts_with("restriction:"))
    tags.unread("type", {"Regeln einzelner Fahrzeuge über `type` werden nicht gelesen",
                         "rules of some vehicles by type are not read"});
  if (type != "restriction") return std::nullopt;
  const std::string_view key = rule_key(tags);
  if (key.empty()) return std::nullopt;
  if (tags["hour_on"].size() + tags["day_on"].size() + tags["hour_off"].size() + tags["day_off"].size() > 0) {
    tags.unread(key, kBanTimes);
    return std::nullopt;
  }
  const auto words = osm_values(tags[key]);
  const std::string rule = words.size() == 1 ? words.front() : "?";
  if (!rule.starts_with("no_") && !rule.starts_with("only_")) {
    tags.unread(key, {"nicht verstanden", "not understood"});
    return std::nullopt;
  }
  if (key != "restriction:motorcar" && excepts_cars(tags)) {
    tags.unread("except", {"bindet Pkw nicht, nicht gelesen", "does not bind cars, not read"});
    return std::nullopt;
  }
  OsmRestriction found{.turn = turn_of(rule), .only = rule.starts_with("only_")};
  if (const auto fault = take_members(members, found)) {
    tags.unread(key, *fault);
    return std::nullopt;
  }
  return found;
}

}  // namespace planspiel
