#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/generate/streets.hpp"

namespace planspiel::generate {

/// Streets before they become tables: nodes are merged when they fall on the same metre.
class StreetDraft {
 public:
  struct Link {
    std::uint32_t a, b;
    RoadClass road_class;
    bool oneway = false;
    double limit_km_h = 0.0, lanes = 0.0;  ///< 0: as usual for the class
    std::string name{};
    Surroundings where = Surroundings::town;
  };

  std::uint32_t node_at(Point place);
  Point place(std::uint32_t node) const { return nodes_[node]; }
  std::size_t nodes() const { return nodes_.size(); }
  void add(Link link);
  const std::vector<Link>& links() const { return links_; }

  /// Keeps the largest strongly connected part.
  void keep_connected();
  /// Adds the nodes and directed links to the builder's tables.
  void write(CityBuilder& builder) const;

 private:
  std::vector<Point> nodes_;
  std::map<std::pair<long, long>, std::uint32_t> by_metre_;
  std::vector<Link> links_;
};

}  // namespace planspiel::generate
