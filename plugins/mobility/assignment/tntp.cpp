#include "plugins/mobility/assignment/tntp.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "engine/base/encoding.hpp"
#include "engine/base/error.hpp"
#include "engine/base/math.hpp"
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
      line = line.substr(0, line.find('~'));
      while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
      while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
      if (!line.empty()) return line;
    }
    return std::nullopt;
  }
  int line() const { return line_; }
  [[noreturn]] void fail(const std::string& message) const { fail_at(line_, message); }
  [[noreturn]] void fail_at(int line, const std::string& message) const {
    throw Error(ErrorKind::input, name_ + ":" + std::to_string(line) + ": " + message);
  }
  [[noreturn]] void fail_whole(const std::string& message) const {
    throw Error(ErrorKind::input, name_ + ": " + message);
  }

  double number(std::string_view text, const char* what) const {
    if (text.size() > 1 && text[0] == '+') text.remove_prefix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
      fail(std::string(what) + ": '" + std::string(text) + "' is not a finite number");
    }
    return value;
  }
  /// Also "3.0" and "1e3": some programs write every number so.
  std::int64_t integer(std::string_view text, const char* what) const {
    const double value = number(text, what);
    if (value < 0.0 || value != std::floor(value) || value > 0x1p53) {
      fail(std::string(what) + ": '" + std::string(text) + "' is not a whole number of at least 0");
    }
    return static_cast<std::int64_t>(value);
  }

 private:
  std::string_view rest_;
  std::string name_;
  int line_ = 0;
};

/// Capitals, one blank between the words: "number of zones" is "NUMBER OF ZONES".
std::string key_of(std::string_view text) {
  std::string key;
  for (const char c : trim(text)) {
    const bool blank = is_space(c) || c == '_';
    if (blank && key.ends_with(' ')) continue;
    key += blank ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  return key;
}

/// The `<KEY> value` lines up to `<END OF METADATA>`.
class Header {
 public:
  explicit Header(Lines& lines) {
    while (const auto line = lines.next()) {
      const std::size_t close = line->find('>');
      if (line->front() != '<' || close == std::string_view::npos) {
        lines.fail("a line '<KEY> value' or '<END OF METADATA>' is expected");
      }
      const std::string key = key_of(line->substr(1, close - 1));
      if (key == "END OF METADATA") return;
      if (!values_.emplace(key, trim(line->substr(close + 1))).second) lines.fail("<" + key + "> is given twice");
    }
    lines.fail_whole("<END OF METADATA> is missing");
  }

  /// None where the key is missing or has no value.
  const std::string* find(const std::string& key) const {
    const auto found = values_.find(key);
    return found == values_.end() || found->second.empty() ? nullptr : &found->second;
  }
  const std::string& at(const std::string& key, const Lines& lines) const {
    const std::string* value = find(key);
    if (!value) lines.fail_whole("<" + key + "> is missing in the header");
    return *value;
  }
  std::size_t count(const std::string& key, const Lines& lines) const {
    double value = 0.0;
    const std::string& text = at(key, lines);
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= 0.0) || value > 1e15 ||
        value != std::floor(value)) {
      lines.fail_whole("<" + key + "> is '" + text + "', not a whole number");
    }
    return static_cast<std::size_t>(value);
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
  if (line.back() == ';') line.remove_suffix(1);
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
  if (row.length < 0.0) lines.fail("length is " + format_number(row.length) + "; it must be at least 0");
  if (row.toll < 0.0)
    lines.fail("toll is " + format_number(row.toll) + "; it must be at least 0: nobody is paid to drive");
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
  int line;
};

/// The pairs `j : flow;` of one line; the last one may end with the line.
void parse_pairs(std::string_view line, std::int64_t origin, const Lines& lines, std::vector<TripRow>& trips) {
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(';'), line.size());
    const std::string_view pair = trim(line.substr(0, end));
    line = trim(line.substr(std::min(end + 1, line.size())));
    const std::size_t colon = pair.find(':');
    if (colon == std::string_view::npos) lines.fail("'" + std::string(pair) + "' is not of the form 'zone : trips'");
    const double flow = lines.number(trim(pair.substr(colon + 1)), "trips");
    if (flow < 0.0) lines.fail("trips are " + format_number(flow) + "; they must be at least 0");
    trips.push_back({origin, lines.integer(trim(pair.substr(0, colon)), "destination"), flow, lines.line()});
  }
}

/// What stands behind "Origin" in any letters; none on another line.
std::optional<std::string_view> after_origin(std::string_view line) {
  constexpr std::string_view kOrigin = "ORIGIN";
  if (key_of(line.substr(0, kOrigin.size())) != kOrigin) return std::nullopt;
  return trim(line.substr(kOrigin.size()));
}

/// One unit of the last digit of a number as it is written: 0.01 of "200.00", 1000 of "2.00e5".
double last_digit(std::string_view text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::size_t point = std::min(text.find('.'), e);
  const double decimals = point == e ? 0.0 : static_cast<double>(e - point - 1);
  double power = 0.0;
  std::string_view exponent = text.substr(std::min(e + 1, text.size()));
  if (exponent.starts_with("+")) exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
  return math::pow(10.0, power - decimals);
}

/// Holds the sum against that of the header; a note where the header has none.
Text check_total(const std::vector<TripRow>& trips, const Header& header, const Lines& lines) {
  const std::string* promised = header.find("TOTAL OD FLOW");
  if (!promised)
    return {"<TOTAL OD FLOW> fehlt: die Summe der Fahrten kann nicht geprüft werden",
            "<TOTAL OD FLOW> is missing: the sum of the trips cannot be checked"};
  const double wanted = lines.number(trim(*promised), "<TOTAL OD FLOW>");
  double total = 0.0;
  for (const TripRow& row : trips) total += row.trips;
  const double allowed = std::max(1e-6 * wanted, (1.0 + 1e-9) * last_digit(*promised));
  const bool nothing = (total > 0.0) != (wanted > 0.0);
  if (std::abs(total - wanted) > allowed || nothing) {
    lines.fail_whole("<TOTAL OD FLOW> is " + *promised + ", but the trips add up to " + format_number(total));
  }
  return {};
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
      const auto first = std::find_if(rows_of_file.begin(), rows_of_file.end(), [&](const TripRow& other) {
        return other.from == row.from && other.to == row.to;
      });
      lines.fail_at(row.line, "the trips from " + std::to_string(row.from) + " to " + std::to_string(row.to) +
                                  " are given twice, first in line " + std::to_string(first->line));
    }
    given[cell] = 1;
    table.demand[cell] = static_cast<float>(row.trips);
  }
  return table;
}

}  // namespace

TntpNetwork read_tntp_network(const std::filesystem::path& path) {
  return parse_tntp_network(read_text(path).text, path.string());
}
TntpTrips read_tntp_trips(const std::filesystem::path& path) {
  return parse_tntp_trips(read_text(path).text, path.string());
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
  } else {
    network.notes.push_back({name + ": <FIRST THRU NODE> fehlt: Wege dürfen durch jede Zelle führen",
                             name + ": <FIRST THRU NODE> is missing: ways may lead through every zone"});
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
    if (const auto rest = after_origin(*line)) {
      const std::size_t end = std::min(rest->find_first_of(" \t;"), rest->size());
      origins.push_back(lines.integer(rest->substr(0, end), "origin"));
      parse_pairs(trim(rest->substr(std::min(rest->size(), end + 1))), origins.back(), lines, trips);
    } else if (origins.empty()) {
      lines.fail("a line 'Origin i' is expected first");
    } else {
      parse_pairs(*line, origins.back(), lines, trips);
    }
  }
  const Text note = check_total(trips, header, lines);
  TntpTrips table = make_table(trips, zone_names(trips, origins, zones, lines), lines);
  if (!note.en.empty()) table.notes.push_back(same_text(name + ": ") + note);
  return table;
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
