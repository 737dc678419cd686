#include "engine/city/connectivity.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace planspiel {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// Tarjan's algorithm (SIAM J. Comput. 1, 1972) with a stack of its own, since a street may be long.
class StrongParts {
 public:
  StrongParts(std::size_t nodes, const Roads& roads, std::int32_t access)
      : part_(nodes, kNone), order_(nodes, kNone), low_(nodes, 0) {
    std::vector<NodeId> tails;
    std::vector<NodeId> heads;
    for (const EdgeId edge : roads.ids()) {
      if (!(roads.access[edge] & access)) continue;
      tails.push_back(roads.from[edge]);
      heads.push_back(roads.to[edge]);
    }
    next_ = Adjacency<NodeId, NodeId>::grouped(nodes, tails);
    for (NodeId& node : next_.values()) node = heads[node.index()];
    for (const NodeId node : part_.ids())
      if (order_[node] == kNone) search(node);
  }

  Column<NodeId, std::uint32_t> take() { return std::move(part_); }
  std::size_t count() const { return count_; }

 private:
  struct Visit {
    NodeId node;
    std::size_t next = 0;  ///< of its outgoing links
  };

  void search(NodeId start) {
    std::vector<Visit> path{{start}};
    open(start);
    while (!path.empty()) {
      Visit& visit = path.back();
      const auto heads = std::as_const(next_)[visit.node];
      if (visit.next < heads.size()) {
        const NodeId head = heads[visit.next++];
        if (order_[head] == kNone) {
          open(head);
          path.push_back({head});
        } else if (part_[head] == kNone) {
          low_[visit.node] = std::min(low_[visit.node], order_[head]);
        }
        continue;
      }
      const NodeId done = visit.node;
      path.pop_back();
      if (!path.empty()) low_[path.back().node] = std::min(low_[path.back().node], low_[done]);
      if (low_[done] == order_[done]) close(done);
    }
  }
  void open(NodeId node) {
    order_[node] = low_[node] = clock_++;
    open_.push_back(node);
  }
  void close(NodeId root) {
    NodeId node;
    do {
      node = open_.back();
      open_.pop_back();
      part_[node] = static_cast<std::uint32_t>(count_);
    } while (node != root);
    ++count_;
  }

  Adjacency<NodeId, NodeId> next_{};
  Column<NodeId, std::uint32_t> part_, order_, low_;
  std::vector<NodeId> open_{};
  std::uint32_t clock_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

Connectivity connectivity(std::size_t nodes, const Roads& roads, std::int32_t access) {
  StrongParts parts(nodes, roads, access);
  Connectivity result;
  result.links.assign(parts.count(), 0);
  result.part = parts.take();
  for (const EdgeId edge : roads.ids()) {
    if (!(roads.access[edge] & access)) continue;
    ++result.usable;
    const std::uint32_t part = result.part[roads.from[edge]];
    if (part == result.part[roads.to[edge]]) ++result.links[part];
  }
  result.largest =
      static_cast<std::uint32_t>(std::max_element(result.links.begin(), result.links.end()) - result.links.begin());
  return result;
}

}  // namespace planspiel
