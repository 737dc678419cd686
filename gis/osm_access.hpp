#pragma once

/// Who may use a street of OpenStreetMap in each direction, and who gets past a barrier: bits of namespace access.
///
/// One rule for all. Every vehicle has a row of keys from general to narrow (for cars: access, vehicle, motor_vehicle,
/// motorcar); the narrowest key that says something decides, and of one key the form with a direction
/// (`motor_vehicle:backward`) before the one without. `oneway` has the same rows (`oneway:bicycle`). A direction
/// against the one-way is open to whom a key narrower than `vehicle` opens it by name (`bus:backward = yes`). Values
/// are lists: who is named by one of them may pass (`destination;agricultural`, `psv`). Whoever lives there or has an
/// errand (destination, customers, delivery, residents, permit) counts as everybody; the report says how often.

#include "engine/city/network.hpp"
#include "gis/osm_object.hpp"

namespace planspiel {

namespace access {
inline constexpr std::int32_t motor = car | truck | bus | emergency;
}  // namespace access

struct OsmAccess {
  std::int32_t forward = 0, backward = 0;  ///< in the direction of drawing, and against it
  std::int32_t both() const { return forward | backward; }
};

/// What a class of street is like where its tags say nothing.
struct OsmStreetUse {
  std::int32_t open_to = access::all;
  bool one_way = false;  ///< motorways, roundabouts
};

/// A street. Reversible lanes are taken as one-way in the direction of drawing, since they are never open both ways.
/// Walkers are not bound by `oneway`.
OsmAccess street_access(const OsmTags& tags, const OsmStreetUse& usual);

/// Who gets past a node: everybody where it is no barrier.
std::int32_t barrier_access(const OsmTags& tags);

}  // namespace planspiel
