#include "plugins/fire/location_files/location_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "engine/base/encoding.hpp"
#include "engine/base/error.hpp"
#include "engine/base/text.hpp"
#include "plugins/fire/location_files/location_table.hpp"

namespace planspiel::fire {

namespace {

constexpr double kNoWay = std::numeric_limits<double>::infinity();
/// Largest number of distances that are held: 3.2 GB would be too much for a laptop, 1.6 GB are not.
constexpr std::size_t kMostPairs = 200'000'000;
constexpr std::size_t kMostNodes = 14'000;

/// Words of a text, with their lines.
class WordReader {
 public:
  explicit WordReader(const std::filesystem::path& path) : name_(path.string()), text_(read_text(path).text) {}

  bool at_end() {
    skip();
    return at_ >= text_.size();
  }
  std::string word(const std::string& what) {
    if (at_end()) fail(what + " is missing: the file ends here");
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_space(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }
  /// The rest of the line.
  std::string line() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::string rest = text_.substr(at_, end - at_);
    at_ = end;
    return rest;
  }
  double number(const std::string& what) {
    const std::string text = word(what);
    const std::optional<double> value = to_number(text);
    if (!value) fail(what + " is '" + text + "', not a number");
    return *value;
  }
  double not_negative(const std::string& what) {
    const double value = number(what);
    if (value < 0.0) fail(fmt::format("{} is {}: it cannot be negative", what, format_number(value)));
    return value;
  }
  std::size_t count(const std::string& what, std::size_t least, std::size_t most) {
    const double value = number(what);
    if (value != std::floor(value) || value < static_cast<double>(least) || value > static_cast<double>(most))
      fail(fmt::format("{} is {}, not a whole number from {} to {}", what, format_number(value), least, most));
    return static_cast<std::size_t>(value);
  }
  void expect_end() {
    if (!at_end()) fail("there is more than the file's head announces: '" + word("") + "'");
  }
  [[noreturn]] void fail(const std::string& message) const {
    throw Error(ErrorKind::input, fmt::format("{}:{}: {}", name_, line_, message));
  }
  static std::optional<double> to_number(const std::string& text) {
    double value = 0.0;
    const char *begin = text.data() + (text.starts_with("+") ? 1 : 0), *last = text.data() + text.size();
    const auto [end, error] = std::from_chars(begin, last, value);
    if (error != std::errc() || end != last || !std::isfinite(value)) return std::nullopt;
    return value;
  }

 private:
  static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
  void skip() {
    while (at_ < text_.size()) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] == '#')
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (is_space(text_[at_]))
        ++at_;
      else
        return;
    }
  }
  std::string name_, text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

std::vector<std::string> numbered(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i <= count; ++i) names.push_back(std::to_string(i));
  return names;
}

location::MedianProblem all_pairs(std::size_t nodes) {
  location::MedianProblem problem{.places = nodes, .sites = nodes};
  problem.weight.assign(nodes, 1.0);
  problem.distance.assign(nodes * nodes, kNoWay);
  for (std::size_t node = 0; node < nodes; ++node) problem.distance[node * nodes + node] = 0.0;
  return problem;
}

/// Floyd and Warshall.
void close_over_paths(location::MedianProblem& problem) {
  const std::size_t nodes = problem.places;
  std::vector<double>& distance = problem.distance;
  for (std::size_t over = 0; over < nodes; ++over)
    for (std::size_t from = 0; from < nodes; ++from) {
      const double first = distance[from * nodes + over];
      if (first == kNoWay) continue;
      for (std::size_t to = 0; to < nodes; ++to)
        distance[from * nodes + to] = std::min(distance[from * nodes + to], first + distance[over * nodes + to]);
    }
}

struct PlanePoint {
  double x = 0.0, y = 0.0;
};

template <class Measure>
location::MedianProblem between(const std::vector<PlanePoint>& places, const std::vector<PlanePoint>& sites,
                                Measure&& measure) {
  location::MedianProblem problem{.places = places.size(), .sites = sites.size()};
  problem.distance.reserve(places.size() * sites.size());
  for (const PlanePoint& place : places)
    for (const PlanePoint& site : sites)
      problem.distance.push_back(measure(std::hypot(place.x - site.x, place.y - site.y)));
  return problem;
}

}  // namespace

LocationFile read_orlib_pmed(const std::filesystem::path& path) {
  WordReader in(path);
  const std::size_t nodes = in.count("the number of nodes", 1, kMostNodes);
  const std::size_t edges = in.count("the number of edges", 0, 100'000'000);
  LocationFile file;
  file.p = in.count("p", 1, nodes);
  file.distances = all_pairs(nodes);
  file.site_names = file.place_names = numbered(nodes);
  for (std::size_t edge = 0; edge < edges; ++edge) {
    const std::size_t a = in.count("the first node of an edge", 1, nodes) - 1;
    const std::size_t b = in.count("the second node of an edge", 1, nodes) - 1;
    const double cost = in.not_negative("the cost of an edge");
    if (a != b) file.distances.distance[a * nodes + b] = file.distances.distance[b * nodes + a] = cost;
  }
  in.expect_end();
  close_over_paths(file.distances);
  return file;
}

LocationFile read_orlib_scp(const std::filesystem::path& path) {
  WordReader in(path);
  const std::size_t rows = in.count("the number of rows", 1, 10'000'000);
  const std::size_t columns = in.count("the number of columns", 1, 10'000'000);
  LocationFile file;
  location::CoverProblem& cover = file.cover.emplace();
  cover.places = rows;
  cover.weight.assign(rows, 1.0);
  for (std::size_t column = 0; column < columns; ++column) {
    cover.cost.push_back(in.number("the cost of column " + std::to_string(column + 1)));
    if (!(cover.cost.back() > 0.0))
      in.fail(fmt::format("column {} costs {}: costs are above 0", column + 1, cover.cost.back()));
  }
  std::vector<std::vector<location::PlaceNumber>> covered(columns);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t count = in.count(fmt::format("the number of columns that cover row {}", row + 1), 0, columns);
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t column = in.count(fmt::format("a column of row {}", row + 1), 1, columns);
      auto& list = covered[column - 1];
      if (list.empty() || list.back() != row)
        list.push_back(static_cast<location::PlaceNumber>(row));
      else if (file.notes.empty())
        file.notes.push_back(
            {fmt::format("Zeile {}: Spalte {} steht zweimal da: gibt die Datei stattdessen die Zeilen jeder Spalte an "
                         "(das Format der Bahnfälle)?",
                         row + 1, column),
             fmt::format("row {}: column {} is there twice: does the file give the rows of each column "
                         "(the format of the rail cases) instead?",
                         row + 1, column)});
    }
  }
  in.expect_end();
  for (const auto& list : covered) {
    cover.place_of.insert(cover.place_of.end(), list.begin(), list.end());
    cover.first.push_back(static_cast<std::uint32_t>(cover.place_of.size()));
  }
  file.site_names = numbered(columns);
  file.place_names = numbered(rows);
  return file;
}

LocationFile read_tsplib(const std::filesystem::path& path) {
  WordReader in(path);
  std::size_t nodes = 0;
  while (true) {
    std::string key = in.word("NODE_COORD_SECTION");
    if (key == "NODE_COORD_SECTION") break;
    std::string value = in.line();
    if (const auto colon = key.find(':'); colon != std::string::npos) {
      value = key.substr(colon + 1) + value;
      key.resize(colon);
    }
    value = std::string(trim(value));
    if (!value.empty() && value[0] == ':') value = std::string(trim(value.substr(1)));
    if (key == "DIMENSION") {
      const auto number = WordReader::to_number(value);
      if (!number || *number < 1 || *number > static_cast<double>(kMostNodes) || *number != std::floor(*number))
        in.fail(fmt::format("DIMENSION is '{}', not a whole number from 1 to {}", value, kMostNodes));
      nodes = static_cast<std::size_t>(*number);
    }
    if (key == "EDGE_WEIGHT_TYPE" && value != "EUC_2D")
      in.fail("EDGE_WEIGHT_TYPE is '" + value + "': only EUC_2D is read");
  }
  if (nodes == 0) in.fail("DIMENSION is missing before NODE_COORD_SECTION");
  std::vector<PlanePoint> points(nodes);
  std::vector<bool> seen(nodes, false);
  for (std::size_t k = 0; k < nodes; ++k) {
    const std::size_t node = in.count("the number of a node", 1, nodes) - 1;
    if (seen[node]) in.fail(fmt::format("node {} is there twice", node + 1));
    seen[node] = true;
    points[node].x = in.number("x of a node");
    points[node].y = in.number("y of a node");
  }
  if (!in.at_end())
    if (const std::string next = in.word("EOF"); WordReader::to_number(next) && next != "-1")
      in.fail(fmt::format("there are more nodes than DIMENSION says, {}", nodes));
  LocationFile file;
  file.distances = between(points, points, [](double d) { return std::floor(d); });
  file.distances.weight.assign(nodes, 1.0);
  file.site_names = file.place_names = numbered(nodes);
  return file;
}

LocationFile read_points(const std::filesystem::path& path) {
  WordReader in(path);
  LocationFile file;
  in.at_end();
  std::string head = in.line();
  std::vector<std::string> words;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t start = head.find_first_not_of(" \t\r", at);
    if (start == std::string::npos) break;
    at = std::min(head.find_first_of(" \t\r", start), head.size());
    words.push_back(head.substr(start, at - start));
  }
  const auto whole = [&](std::size_t k, const std::string& what) {
    const auto value = k < words.size() ? WordReader::to_number(words[k]) : std::nullopt;
    if (!value || *value < 1 || *value > 1e7 || *value != std::floor(*value))
      in.fail(what + " is missing in the first line: it is `n any p radius` or `n m`");
    return static_cast<std::size_t>(*value);
  };
  if (words.size() != 2 && words.size() != 4) in.fail("the first line is neither `n any p radius` nor `n m`");
  const std::size_t places = whole(0, "the number of points");
  const bool two_lists = words.size() == 2;
  const std::size_t sites = two_lists ? whole(1, "the number of sites") : places;
  refuse_too_many(path.string() + ":1", places, sites);
  if (!two_lists) {
    if (WordReader::to_number(words[2])) file.p = whole(2, "a whole number of sites p");
    file.radius = WordReader::to_number(words[3]);
    if (file.radius && !(*file.radius > 0.0)) in.fail("the radius is " + words[3] + ": it has to be above 0");
  }
  std::vector<PlanePoint> place(places);
  std::vector<double> weight(places);
  for (std::size_t k = 0; k < places; ++k) {
    place[k].x = in.number("x of a point");
    place[k].y = in.number("y of a point");
    weight[k] = in.not_negative("the weight of a point");
  }
  std::vector<PlanePoint> site = place;
  if (two_lists) {
    site.assign(sites, {});
    for (PlanePoint& one : site) {
      one.x = in.number("x of a site");
      one.y = in.number("y of a site");
    }
  }
  in.expect_end();
  file.distances = between(place, site, [](double d) { return d; });
  file.distances.weight = std::move(weight);
  file.site_names = numbered(sites);
  file.place_names = numbered(places);
  return file;
}

void refuse_too_many(const std::string& place, std::size_t places, std::size_t sites) {
  if (places > 0 && sites > kMostPairs / places)
    throw Error(ErrorKind::input,
                fmt::format("{}: {} places by {} sites are more than {} distances", place, places, sites, kMostPairs));
}

LocationFile read_location_file(const std::string& format, const std::filesystem::path& path,
                                const std::string& decimal) {
  if (format == "orlib-pmed") return read_orlib_pmed(path);
  if (format == "orlib-scp") return read_orlib_scp(path);
  if (format == "tsplib") return read_tsplib(path);
  if (format == "points") return read_points(path);
  return read_location_table(path, decimal);
}

location::CoverProblem covered_within(const location::MedianProblem& distances, double radius) {
  const double reach = radius * (1.0 + 1e-9);  // 0.1 + 0.2 is within 0.3
  location::CoverProblem cover;
  cover.places = distances.places;
  cover.weight = distances.weight;
  cover.fixed = distances.fixed;
  for (location::SiteNumber site = 0; site < distances.sites; ++site) {
    for (location::PlaceNumber place = 0; place < distances.places; ++place)
      if (distances.to(place, site) <= reach) cover.place_of.push_back(place);
    cover.first.push_back(static_cast<std::uint32_t>(cover.place_of.size()));
  }
  return cover;
}

}  // namespace planspiel::fire
