#include "viewer/app/search.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "engine/city/row_shapes.hpp"

namespace planspiel::viewer {

namespace {

/// Letters of two bytes in UTF-8 that German names use, and what they are without marks.
constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kPlain{{{"ä", "ae"},
                                                                                {"ö", "oe"},
                                                                                {"ü", "ue"},
                                                                                {"Ä", "ae"},
                                                                                {"Ö", "oe"},
                                                                                {"Ü", "ue"},
                                                                                {"ß", "ss"},
                                                                                {"é", "e"},
                                                                                {"è", "e"},
                                                                                {"ê", "e"},
                                                                                {"É", "e"},
                                                                                {"á", "a"},
                                                                                {"à", "a"},
                                                                                {"ó", "o"},
                                                                                {"ô", "o"},
                                                                                {"í", "i"},
                                                                                {"ç", "c"},
                                                                                {"ñ", "n"}}};

/// 0: begins with it, 1: a word begins with it, 2: contains it, 3: not at all.
int fit(const std::string& name, const std::string& text) {
  const std::size_t at = name.find(text);
  if (at == std::string::npos) return 3;
  if (at == 0) return 0;
  return name.find(" " + text) != std::string::npos || name.find("-" + text) != std::string::npos ? 1 : 2;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto known = std::find_if(kPlain.begin(), kPlain.end(),
                                    [&](const auto& pair) { return text.substr(at).starts_with(pair.first); });
    if (known != kPlain.end()) {
      plain += known->second;
      at += known->first.size();
    } else {
      const char c = text[at++];
      plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return plain;
}

SearchIndex::SearchIndex(const City& city) {
  begin(domain_of<DistrictId>);
  const Districts& districts = city[tables::districts];
  std::set<std::string> boroughs;
  for (const DistrictId row : districts.ids()) {
    const Point middle = districts.outline[row].centroid();
    add(row.index(), districts.name[row], middle);
    if (const std::string& borough = districts.borough[row];
        borough != districts.name[row] && boroughs.insert(borough).second)
      add(row.index(), borough, middle);
  }
  begin(domain_of<StationId>);
  const Stations& stations = city[tables::stations];
  for (const StationId row : stations.ids()) add(row.index(), stations.name[row], stations.position[row]);
  begin(domain_of<StopId>);
  const Stops& stops = city[tables::stops];
  std::set<std::string> names;
  for (const StopId row : stops.ids())
    if (names.insert(stops.name[row]).second) add(row.index(), stops.name[row], stops.position[row]);
  add_others(city);
  begin(domain_of<EdgeId>);
  const Roads& roads = city[tables::roads];
  names.clear();
  for (const EdgeId row : roads.ids())
    if (!roads.name[row].empty() && roads.shape[row].size() > 0 && names.insert(roads.name[row]).second)
      add(row.index(), roads.name[row], roads.shape[row][roads.shape[row].size() / 2]);
  begin(domain_of<BuildingId>);
  const Buildings& buildings = city[tables::buildings];
  for (const BuildingId row : buildings.ids()) add(row.index(), buildings.address[row], buildings.centre[row]);
}

void SearchIndex::add_others(const City& city) {
  for (const std::string& name : city.table_names()) {
    const Table& table = city.table(name);
    if (is_own_table(name) || geometry_of(table) == Geometry::none) continue;
    begin(domain_of_table(table));
    const RowShapes shapes = shapes_of(city, name, geometry_of(table));
    const std::vector<std::string> names = names_of_rows(table);
    for (std::size_t row = 0; row < names.size(); ++row)
      if (const auto middle = shapes.middle(row)) add(row, names[row], *middle);
  }
}

void SearchIndex::add(std::size_t row, const std::string& name, Point at) {
  if (!name.empty()) entries_.push_back({folded(name), domains_.size() - 1, row, name, at});
}

std::vector<Found> SearchIndex::find(std::string_view text, std::size_t most) const {
  const std::string wanted = folded(trim(text));
  if (wanted.empty()) return {};
  std::vector<std::pair<std::tuple<int, std::size_t, std::size_t, std::size_t>, const Entry*>> hits;
  for (std::size_t at = 0; at < entries_.size(); ++at)
    if (const int how = fit(entries_[at].folded, wanted); how < 3)
      hits.push_back({{how, entries_[at].domain, entries_[at].folded.size(), at}, &entries_[at]});
  const auto end = hits.begin() + static_cast<std::ptrdiff_t>(std::min(most, hits.size()));
  std::partial_sort(hits.begin(), end, hits.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Found> found;
  for (auto hit = hits.begin(); hit != end; ++hit) {
    const Entry& entry = *hit->second;
    found.push_back({domains_[entry.domain], entry.row, entry.name, entry.at});
  }
  return found;
}

}  // namespace planspiel::viewer
