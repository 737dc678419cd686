#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/city/network.hpp"

namespace planspiel {

/// Strongly connected parts of the network of some road users: within a part everybody can drive from each node to
/// each other one.
struct Connectivity {
  Column<NodeId, std::uint32_t> part;  ///< of every node; a node without links is a part of its own
  std::vector<std::size_t> links;      ///< of each part: links with both ends in it
  std::size_t usable = 0;              ///< links that the users may use
  std::uint32_t largest = 0;           ///< the part with most links; the first one of equals

  /// Links with both ends in the largest part.
  std::size_t connected() const { return links.empty() ? 0 : links[largest]; }
  bool is_connected(const Roads& roads, EdgeId edge) const {
    return part[roads.from[edge]] == largest && part[roads.to[edge]] == largest;
  }
};

/// Parts of the links with any of the access bits. `nodes` is the number of nodes. Turn restrictions are not counted.
Connectivity connectivity(std::size_t nodes, const Roads& roads, std::int32_t access);

}  // namespace planspiel
