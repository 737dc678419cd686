#include "plugins/mobility/assignment/tntp.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/text.hpp"

namespace planspiel::mobility {
namespace {

constexpr std::size_t kMostZones = 20000;  // a full table of floats takes 1.6 GB

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// Walks through a file line by line and knows where it is.
class Lines {
 public:
  Lines(std::string_view text, const std::string& name) : rest_(text), name_(name) {}

  /// The next line without comment and blanks at its ends; skips empty ones. None at the end of the file.
  std::optional<std::string_view> next() {
    while (!rest_.empty()) {
      const std::size_t end = rest_.find('\n');
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      ++line_;
      if (const std::size_t comment = line.find('~'); comment != std::string_view::npos && !line.starts_with("<")) {
        line = line.substr(0, comment);
      }
      while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
      while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
      if (!line.empty()) return line;
    }
    return std::nullopt;
  }
  [[noreturn]] void fail(const std::string& message) const {
    throw Error(ErrorKind::input, name_ + ":" + std::to_string(line_) + ": " + message);
  }
  [[noreturn]] void fail_whole(const std::string& message) const {
    throw Error(ErrorKind::input, name_ + ": " + message);
  }

  double number(std::string_view text, const char* what) const {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
      fail(std::string(what) + ": '" + std::string(text) + "' is not a finite number");
    }
    return value;
  }
  std::int64_t integer(std::string_view text, const char* what) const {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0) {
      fail(std::string(what) + ": '" + std::string(text) + "' is not a whole number of at least 0");
    }
    return value;
  }

 private:
  std::string_view rest_;
  std::string name_;
  int line_ = 0;
};

/// The `<KEY> value` lines up to `<END OF METADATA>`.
class Header {
 public:
  explicit Header(Lines& lines) {
    while (const auto line = lines.next()) {
      const std::size_t close = line->find('>');
      if (line->front() != '<' || close == std::string_view::npos) {
        lines.fail("a line '<KEY> value' or '<END OF METADATA>' is expected");
      }
      const std::string key(line->substr(1, close - 1));
      if (key == "END OF METADATA") return;
      if (!values_.emplace(key, trim(line->substr(close + 1))).second) lines.fail("<" + key + "> is given twice");
    }
    lines.fail_whole("<END OF METADATA> is missing");
  }

  const std::string* find(const std::string& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
  }
  const std::string& at(const std::string& key, const Lines& lines) const {
    const std::string* value = find(key);
    if (!value) lines.fail_whole("<" + key + "> is missing in the header");
    return *value;
  }
  std::size_t count(const std::string& key, const Lines& lines) const {
    std::size_t value = 0;
    const std::string& text = at(key, lines);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
      lines.fail_whole("<" + key + "> is '" + text + "', not a whole number");
    }
    return value;
  }

 private:
  std::map<std::string, std::string> values_;
};

/// The ten fields of a network row.
struct NetworkRow {
  std::int64_t from, to;
  RoadDelay delay;
  double length, toll;
};

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  while (!line.empty()) {
    const std::size_t end = std::find_if(line.begin(), line.end(), is_space) - line.begin();
    if (end > 0) fields.push_back(line.substr(0, end));
    line.remove_prefix(std::min(line.size(), end + 1));
  }
  return fields;
}

NetworkRow parse_row(std::string_view line, const Lines& lines) {
  if (line.back() != ';') lines.fail("the row does not end with ';'");
  line.remove_suffix(1);
  const std::vector<std::string_view> f = fields_of(line);
  if (f.size() != 10) {
    lines.fail("the row has " + std::to_string(f.size()) +
               " fields; 10 are expected: init_node term_node capacity length free_flow_time b power speed toll type");
  }
  NetworkRow row{lines.integer(f[0], "init_node"), lines.integer(f[1], "term_node"), {}, 0.0, 0.0};
  row.delay.capacity = lines.number(f[2], "capacity");
  row.length = lines.number(f[3], "length");
  row.delay.free_time = lines.number(f[4], "free_flow_time");
  row.delay.alpha = lines.number(f[5], "b");
  row.delay.beta = lines.number(f[6], "power");
  lines.number(f[7], "speed");
  row.toll = lines.number(f[8], "toll");
  lines.number(f[9], "type");
  if (row.length < 0.0 || row.toll < 0.0) lines.fail("length and toll must be at least 0");
  try {
    VolumeDelay(1).set(ArcId(0), row.delay);
  } catch (const Error& error) {
    lines.fail(error.what());
  }
  return row;
}

/// Numbers 1 … nodes when all rows use them; else the numbers that the rows use.
std::vector<std::int64_t> node_names(const std::vector<NetworkRow>& rows_of_file, std::size_t nodes,
                                     const Lines& lines) {
  std::vector<std::int64_t> used;
  for (const NetworkRow& row : rows_of_file) used.insert(used.end(), {row.from, row.to});
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  if (used.empty() || (used.front() >= 1 && used.back() <= static_cast<std::int64_t>(nodes))) {
    std::vector<std::int64_t> all(nodes);
    for (std::size_t i = 0; i < nodes; ++i) all[i] = static_cast<std::int64_t>(i) + 1;
    return all;
  }
  if (used.size() != nodes) {
    lines.fail_whole("<NUMBER OF NODES> is " + std::to_string(nodes) + ", but the rows name " +
                     std::to_string(used.size()) + " nodes, not all of them from 1 to " + std::to_string(nodes));
  }
  return used;
}

VertexId vertex_named(const std::vector<std::int64_t>& names, std::int64_t name) {
  return VertexId(static_cast<std::size_t>(std::lower_bound(names.begin(), names.end(), name) - names.begin()));
}

struct TripRow {
  std::int64_t from, to;
  double trips;
};

/// The pairs `j : flow;` of one line.
void parse_pairs(std::string_view line, std::int64_t origin, const Lines& lines, std::vector<TripRow>& trips) {
  while (!line.empty()) {
    const std::size_t end = line.find(';');
    if (end == std::string_view::npos) lines.fail("'" + std::string(line) + "' does not end with ';'");
    const std::string_view pair = trim(line.substr(0, end));
    line = trim(line.substr(end + 1));
    const std::size_t colon = pair.find(':');
    if (colon == std::string_view::npos) lines.fail("'" + std::string(pair) + "' is not of the form 'zone : trips'");
    const double flow = lines.number(trim(pair.substr(colon + 1)), "trips");
    if (flow < 0.0) lines.fail("trips must be at least 0");
    trips.push_back({origin, lines.integer(trim(pair.substr(0, colon)), "destination"), flow});
  }
}

/// Zones 1 … count, or, where other numbers occur, those numbers.
std::vector<std::int64_t> zone_names(const std::vector<TripRow>& trips, const std::vector<std::int64_t>& origins,
                                     std::size_t count, const Lines& lines) {
  std::vector<std::int64_t> used(origins);
  for (const TripRow& row : trips) used.push_back(row.to);
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  if (used.empty() || (used.front() >= 1 && used.back() <= static_cast<std::int64_t>(count))) {
    used.resize(count);
    for (std::size_t i = 0; i < count; ++i) used[i] = static_cast<std::int64_t>(i) + 1;
  }
  if (used.size() != count) {
    lines.fail_whole("<NUMBER OF ZONES> is " + std::to_string(count) + ", but the table names " +
                     std::to_string(used.size()) + " zones, not all of them from 1 to " + std::to_string(count));
  }
  return used;
}

TntpTrips make_table(const std::vector<TripRow>& rows_of_file, std::vector<std::int64_t> zones, const Lines& lines) {
  TntpTrips table{std::move(zones), {}};
  const std::size_t n = table.zone.size();
  table.demand.assign(n * n, 0.0f);
  std::vector<Flag> given(n * n, 0);
  for (const TripRow& row : rows_of_file) {
    const std::size_t cell = vertex_named(table.zone, row.from).index() * n + vertex_named(table.zone, row.to).index();
    if (given[cell]) {
      lines.fail_whole("the trips from " + std::to_string(row.from) + " to " + std::to_string(row.to) +
                       " are given twice");
    }
    given[cell] = 1;
    table.demand[cell] = static_cast<float>(row.trips);
  }
  return table;
}

}  // namespace

TntpNetwork read_tntp_network(const std::filesystem::path& path) {
  return parse_tntp_network(read_file(path), path.string());
}
TntpTrips read_tntp_trips(const std::filesystem::path& path) {
  return parse_tntp_trips(read_file(path), path.string());
}

TntpNetwork parse_tntp_network(std::string_view text, const std::string& name) {
  Lines lines(text, name);
  const Header header(lines);
  const std::size_t links = header.count("NUMBER OF LINKS", lines);
  std::vector<NetworkRow> file;
  while (const auto line = lines.next()) file.push_back(parse_row(*line, lines));
  if (file.size() != links) {
    lines.fail_whole("<NUMBER OF LINKS> is " + std::to_string(links) + ", but there are " +
                     std::to_string(file.size()) + " rows");
  }
  TntpNetwork network;
  const std::size_t nodes = header.count("NUMBER OF NODES", lines);
  if (nodes > 2 * links + header.count("NUMBER OF ZONES", lines) + 1000) {
    lines.fail_whole("<NUMBER OF NODES> is " + std::to_string(nodes) + ", far more than " + std::to_string(links) +
                     " links can join");
  }
  network.node_name = node_names(file, nodes, lines);
  network.zones = header.count("NUMBER OF ZONES", lines);
  if (network.zones > nodes) lines.fail_whole("there are more zones than nodes");
  if (header.find("FIRST THRU NODE")) {
    network.first_through_node = static_cast<std::int64_t>(header.count("FIRST THRU NODE", lines));
  }
  for (const NetworkRow& row : file) {
    network.tail.push_back(vertex_named(network.node_name, row.from));
    network.head.push_back(vertex_named(network.node_name, row.to));
    network.delay.push_back(row.delay);
    network.length.push_back(row.length);
    network.toll.push_back(row.toll);
  }
  return network;
}

TntpTrips parse_tntp_trips(std::string_view text, const std::string& name) {
  Lines lines(text, name);
  const Header header(lines);
  const std::size_t zones = header.count("NUMBER OF ZONES", lines);
  if (zones > kMostZones) lines.fail_whole("more than " + std::to_string(kMostZones) + " zones");
  std::vector<TripRow> trips;
  std::vector<std::int64_t> origins;
  while (const auto line = lines.next()) {
    constexpr std::string_view kOrigin = "Origin";
    if (line->starts_with(kOrigin)) {
      origins.push_back(lines.integer(trim(line->substr(kOrigin.size())), "origin"));
    } else if (origins.empty()) {
      lines.fail("a line 'Origin i' is expected first");
    } else {
      parse_pairs(*line, origins.back(), lines, trips);
    }
  }
  const double promised = lines.number(trim(header.at("TOTAL OD FLOW", lines)), "<TOTAL OD FLOW>");
  double total = 0.0;
  for (const TripRow& row : trips) total += row.trips;
  if (std::abs(total - promised) > 1e-6 * promised) {
    lines.fail_whole("<TOTAL OD FLOW> is " + format_number(promised) + ", but the trips add up to " +
                     format_number(total));
  }
  return make_table(trips, zone_names(trips, origins, zones, lines), lines);
}

TntpProblem make_tntp_problem(const TntpNetwork& network, const TntpTrips& trips, const TntpWeights& weights) {
  std::vector<VertexId> closed;
  const auto& names = network.node_name;
  for (std::size_t v = 0; v < names.size() && names[v] < network.first_through_node; ++v) closed.push_back(VertexId(v));
  SplitGraph split = without_passage(make_road_graph(names.size(), network.tail, network.head), closed);
  TntpProblem problem;
  problem.delay = VolumeDelay(network.tail.size());
  for (const ArcId arc : network.tail.ids()) {
    problem.delay.set(arc, network.delay[arc]);
    problem.fixed_cost.push_back(weights.toll * network.toll[arc] + weights.distance * network.length[arc]);
  }
  for (const std::int64_t zone : trips.zone) {
    if (!std::binary_search(names.begin(), names.end(), zone)) {
      throw Error(ErrorKind::input, "zone " + std::to_string(zone) + " of the trips is not a node of the network");
    }
    if (vertex_named(names, zone).index() >= network.zones) {
      throw Error(ErrorKind::input, "zone " + std::to_string(zone) + " of the trips is a node, but only the first " +
                                        std::to_string(network.zones) + " nodes of the network are zones");
    }
    problem.network.departs.push_back(split.departs[vertex_named(names, zone)]);
    problem.network.arrives.push_back(split.arrives[vertex_named(names, zone)]);
  }
  problem.network.graph = std::move(split.graph);
  problem.demand = trips.demand;
  return problem;
}

std::string tntp_flows(const TntpNetwork& network, const TntpWeights& weights, const Equilibrium& equilibrium) {
  std::string text = "From\tTo\tVolume\tCost\n";
  for (const ArcId arc : network.tail.ids()) {
    const double cost =
        equilibrium.time[arc.index()] + weights.toll * network.toll[arc] + weights.distance * network.length[arc];
    text += std::to_string(network.node_name[network.tail[arc].index()]) + '\t' +
            std::to_string(network.node_name[network.head[arc].index()]) + '\t' +
            format_number(equilibrium.volume[arc.index()]) + '\t' + format_number(cost) + '\n';
  }
  return text;
}

}  // namespace planspiel::mobility
