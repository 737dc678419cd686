#pragma once

/// Lines without times that go the same way, waited for together (Chriqui and Robillard 1975).

#include <span>
#include <vector>

#include "engine/routing/timetable.hpp"

namespace planspiel {

/// A line between two stops.
struct LineBetween {
  LineId line;
  Seconds headway, ride;
};

/// Lines that one boards whichever comes first.
struct CommonLines {
  std::vector<LineShare> lines{};  ///< by riding time, with the probability that this one comes first
  Seconds wait{}, ride{};          ///< expected
};

/// Who comes at random and does not know the times waits for the least of independent waits, each uniform over a
/// headway: E = ∫ Π (1 − t / h) dt. Lines are taken by riding time as long as they bring people there sooner. At least
/// one line; `lines` in any order.
CommonLines common_lines(std::vector<LineBetween> lines);

/// The service with, for each two stops that several lines without times connect directly, one more that stands for
/// those worth taking in each of their windows. Windows count at the stop as they do at the first stop of the line. For
/// expected times alone: drawn days (headway_draw.hpp) pool by themselves and want none of this.
TransitService with_common_lines(TransitService service);

}  // namespace planspiel
