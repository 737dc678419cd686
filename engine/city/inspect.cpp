#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/city/road_index.hpp"

namespace planspiel {

namespace {

/// Strongly connected components of the links that cars may use (Tarjan 1972, without recursion).
class Components {
 public:
  explicit Components(const City& city) : roads_(city[tables::roads]), component_(city[tables::nodes].size(), kNone) {
    std::vector<NodeId> tails;
    std::vector<EdgeId> kept;
    for (const EdgeId edge : roads_.ids())
      if (roads_.access[edge] & access::car) {
        tails.push_back(roads_.from[edge]);
        kept.push_back(edge);
      }
    leaving_ = Adjacency<NodeId, EdgeId>::grouped(component_.size(), tails);
    for (EdgeId& edge : leaving_.values()) edge = kept[edge.index()];
    order_.assign(component_.size(), kNone);
    low_.assign(component_.size(), 0);
    for (std::size_t node = 0; node < component_.size(); ++node)
      if (order_[node] == kNone) search(node);
  }
  std::uint32_t of(NodeId node) const { return component_[node.index()]; }
  std::size_t count() const { return count_; }

 private:
  static constexpr std::uint32_t kNone = 0xffffffffu;
  struct Frame {
    std::uint32_t node, next;
  };

  void search(std::size_t start) {
    std::vector<Frame> frames{{static_cast<std::uint32_t>(start), 0}};
    open(start);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const auto links = std::as_const(leaving_)[NodeId(std::size_t{frame.node})];
      if (frame.next < links.size()) {
        const std::uint32_t head = roads_.to[links[frame.next++]].value;
        if (order_[head] == kNone) {
          open(head);
          frames.push_back({head, 0});
        } else if (component_[head] == kNone) {
          low_[frame.node] = std::min(low_[frame.node], order_[head]);
        }
        continue;
      }
      const std::uint32_t done = frame.node;
      frames.pop_back();
      if (!frames.empty()) low_[frames.back().node] = std::min(low_[frames.back().node], low_[done]);
      if (low_[done] == order_[done]) close(done);
    }
  }
  void open(std::size_t node) {
    order_[node] = low_[node] = clock_++;
    stack_.push_back(static_cast<std::uint32_t>(node));
  }
  void close(std::uint32_t root) {
    while (true) {
      const std::uint32_t node = stack_.back();
      stack_.pop_back();
      component_[node] = static_cast<std::uint32_t>(count_);
      if (node == root) break;
    }
    ++count_;
  }

  const Roads& roads_;
  Adjacency<NodeId, EdgeId> leaving_;
  std::vector<std::uint32_t> component_, order_, low_, stack_;
  std::uint32_t clock_ = 0;
  std::size_t count_ = 0;
};

void note(std::vector<Finding>& report, Finding::Severity severity, std::string table, std::string id,
          std::string message) {
  report.push_back({severity, std::move(table), std::move(id), std::move(message)});
}

void inspect_connectivity(const City& city, std::vector<Finding>& report) {
  const Roads& roads = city[tables::roads];
  const Components components(city);
  std::vector<std::size_t> links(components.count() + 1, 0);
  std::size_t between = 0, all = 0;
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & access::car)) continue;
    ++all;
    if (components.of(roads.from[edge]) == components.of(roads.to[edge]))
      ++links[components.of(roads.from[edge])];
    else
      ++between;
  }
  if (all == 0) return note(report, Finding::Severity::error, "roads", "", "no road is open to cars");
  const std::size_t largest = *std::max_element(links.begin(), links.end());
  const auto small =
      static_cast<std::size_t>(std::count_if(links.begin(), links.end(), [](std::size_t count) { return count > 0; })) -
      (largest > 0);
  note(report, Finding::Severity::note, "roads", "",
       fmt::format("{} links open to cars, {:.2f} % of them in the largest strongly connected part", all,
                   100.0 * double(largest) / double(all)));
  if (largest < all)
    note(report, Finding::Severity::warning, "roads", "",
         fmt::format("{} links lie outside it: {} in {} smaller parts, {} between parts (one-way ends)", all - largest,
                     all - largest - between, small, between));
}

void inspect_totals(const City& city, std::vector<Finding>& report) {
  const Roads& roads = city[tables::roads];
  std::array<double, kRoadClassNames.size()> km{};
  for (const EdgeId edge : roads.ids())
    km[static_cast<std::size_t>(roads.road_class[edge])] += in_km(roads.length[edge]);
  for (std::size_t road_class = 0; road_class < km.size(); ++road_class)
    if (km[road_class] > 0.0)
      note(report, Finding::Severity::note, "roads", std::string(kRoadClassNames[road_class]),
           fmt::format("{:.1f} km of directed links", km[road_class]));
  double residents = 0.0, jobs = 0.0, housed = 0.0;
  for (const double value : city[tables::zones].residents) residents += value;
  for (const double value : city[tables::zones].jobs) jobs += value;
  for (const double value : city[tables::buildings].residents) housed += value;
  note(report, Finding::Severity::note, "zones", "",
       fmt::format("{} zones, {:.0f} residents, {:.0f} jobs", city[tables::zones].size(), residents, jobs));
  note(report, Finding::Severity::note, "buildings", "",
       fmt::format("{} buildings with {:.0f} residents", city[tables::buildings].size(), housed));
  note(report, Finding::Severity::note, "lines", "",
       fmt::format("{} lines, {} stops", city[tables::lines].size(), city[tables::stops].size()));
  note(report, Finding::Severity::note, "stations", "",
       fmt::format("{} stations, {} units", city[tables::stations].size(), city[tables::units].size()));
}

void inspect_transit(const City& city, std::vector<Finding>& report) {
  const Stops& stops = city[tables::stops];
  const RoadIndex roads(city[tables::roads]);
  for (const StopId stop : stops.ids())
    if (!roads.nearest(stops.position[stop], Metres(200.0), {.access = access::walk, .last_class = RoadClass::path}))
      note(report, Finding::Severity::warning, "stops", stops.id[stop],
           "'" + stops.name[stop] + "' is more than 200 m from any road one may walk on");
  const Lines& lines = city[tables::lines];
  std::vector<bool> runs(lines.size(), false);
  for (const LineId line : city[tables::headways].line) runs[line.index()] = true;
  for (const LineId line : lines.ids())
    if (!runs[line.index()])
      note(report, Finding::Severity::warning, "lines", lines.id[line],
           "'" + lines.name[line] + "' has no headway: it never runs");
}

void inspect_speeds(const City& city, std::vector<Finding>& report) {
  const Roads& roads = city[tables::roads];
  for (const EdgeId edge : roads.ids()) {
    if (roads.free_speed[edge] > roads.limit[edge] * 1.05)
      note(report, Finding::Severity::warning, "roads", roads.id[edge],
           fmt::format("free speed {:.0f} km/h is above the limit of {:.0f} km/h", in_km_h(roads.free_speed[edge]),
                       in_km_h(roads.limit[edge])));
    const double per_lane = in_per_hour(roads.capacity[edge]) / std::max(1, roads.lanes[edge]);
    if (per_lane < 100.0 || per_lane > 2600.0)
      note(report, Finding::Severity::warning, "roads", roads.id[edge],
           fmt::format("capacity of {:.0f} per hour and lane is implausible (100 to 2,600)", per_lane));
  }
}

}  // namespace

std::vector<Finding> inspect(const City& city) {
  std::vector<Finding> report = faults(city);
  inspect_connectivity(city, report);
  inspect_speeds(city, report);
  inspect_transit(city, report);
  inspect_totals(city, report);
  return report;
}

}  // namespace planspiel
