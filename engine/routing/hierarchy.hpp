#pragma once

/// Customizable contraction hierarchy (Dibbelt, Strasser, Wagner 2016): the order of a graph's vertices is found once
/// by nested dissection; each vector of arc weights is then a `Metric` that costs milliseconds.
///
/// Vertices that nothing enters or nothing leaves (connectors of zones) come first and are not filled in: no path
/// passes through them, so they cost the hierarchy nothing.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/routing/road_graph.hpp"

namespace planspiel {

/// The chordal supergraph of a road graph in elimination order, without weights. Works on ranks (0 is contracted
/// first). A *link* joins a lower with a higher rank; it has two *slots*, 2·link upwards and 2·link + 1 downwards.
class Hierarchy {
 public:
  explicit Hierarchy(const RoadGraph& graph);

  std::size_t vertices() const { return rank_.size(); }
  std::size_t arcs() const { return slot_of_arc_.size(); }
  std::size_t links() const { return link_head_.size(); }
  std::size_t slots() const { return 2 * links(); }
  std::size_t triangles() const { return triangle_link_.size(); }
  std::uint32_t rank(VertexId vertex) const { return rank_[vertex.index()]; }
  VertexId vertex(std::uint32_t rank) const { return VertexId(vertex_[rank]); }

  /// Links of rank r are first_link()[r] … first_link()[r + 1] - 1, their heads ascending.
  const std::vector<std::uint32_t>& first_link() const { return first_link_; }
  const std::vector<std::uint32_t>& link_head() const { return link_head_; }
  /// For each rank and each pair i < j of its links: the link from head(i) to head(j). Empty for connectors.
  const std::vector<std::uint32_t>& triangle_link() const { return triangle_link_; }
  /// Ranks below this one are connectors.
  std::uint32_t first_filled() const { return first_filled_; }
  /// Slot of an arc; kNoSlot for a loop.
  std::uint32_t slot(ArcId arc) const { return slot_of_arc_[arc.index()]; }
  static constexpr std::uint32_t kNoSlot = 0xffffffffu;

  /// All ranks that paths from (or to) the given ranks may climb through, ascending, the given ones included.
  std::vector<std::uint32_t> closure(std::vector<std::uint32_t> ranks) const;

 private:
  void eliminate(const RoadGraph& graph);
  void list_triangles();
  void map_arcs(const RoadGraph& graph);

  std::vector<std::uint32_t> rank_, vertex_;
  std::uint32_t first_filled_ = 0;
  std::vector<std::uint32_t> first_link_, link_head_, triangle_link_, slot_of_arc_;
};

/// What a slot's weight is made of: one arc, or a lower slot followed by another.
struct Via {
  std::uint32_t first = 0;
  std::uint32_t second = kArc;
  static constexpr std::uint32_t kArc = 0xffffffffu;      ///< `first` is an arc
  static constexpr std::uint32_t kNothing = 0xfffffffeu;  ///< the slot is closed
};

/// A hierarchy with weights. `Real` is float (fast; relative error about 1e-7) or double.
template <class Real>
class Metric {
 public:
  explicit Metric(const Hierarchy& hierarchy);

  /// Weights of arcs, non-negative; infinity closes an arc.
  void customize(std::span<const Real> arc_weight);

  const Hierarchy& hierarchy() const { return *hierarchy_; }
  const std::vector<Real>& weight() const { return weight_; }  ///< of each slot
  const std::vector<Via>& via() const { return via_; }

  /// The sum of another property of arcs (length, toll) along each slot's path.
  std::vector<Real> along(std::span<const Real> arc_value) const;
  /// Moves flow on slots down to the arcs they are made of; `slot_flow` is used up.
  void unpack(std::span<double> slot_flow, std::span<double> arc_flow) const;
  /// Appends the arcs of a slot in driving order.
  void unpack(std::uint32_t slot, std::vector<ArcId>& path) const;

 private:
  const Hierarchy* hierarchy_;
  std::vector<Real> weight_;
  std::vector<Via> via_;
};

extern template class Metric<float>;
extern template class Metric<double>;

}  // namespace planspiel
