#include "gis/rings.hpp"

#include <optional>

namespace planspiel {

std::vector<std::vector<const Ring*>> parts_of(const Polygon& polygon) {
  const std::size_t count = polygon.rings.size();
  std::vector<std::vector<std::size_t>> around(count);  // the rings that each one lies in
  for (std::size_t inner = 0; inner < count; ++inner)
    for (std::size_t outer = 0; outer < count; ++outer)
      if (inner != outer && lies_in(polygon.rings[inner], polygon.rings[outer])) around[inner].push_back(outer);
  std::vector<std::vector<const Ring*>> parts;
  std::vector<std::optional<std::size_t>> part_of(count);
  for (std::size_t ring = 0; ring < count; ++ring)
    if (around[ring].size() % 2 == 0) {
      part_of[ring] = parts.size();
      parts.push_back({&polygon.rings[ring]});
    }
  for (std::size_t ring = 0; ring < count; ++ring)
    for (const std::size_t outer : around[ring])  // the outer ring of a hole lies one level above it
      if (around[ring].size() % 2 == 1 && part_of[outer] && around[outer].size() + 1 == around[ring].size())
        parts[*part_of[outer]].push_back(&polygon.rings[ring]);
  return parts;
}

}  // namespace planspiel
