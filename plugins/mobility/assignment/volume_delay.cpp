#include "plugins/mobility/assignment/volume_delay.hpp"

#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel::mobility {
namespace {

void require(bool good, const char* what, double value, const char* right) {
  if (good) return;
  throw Error(ErrorKind::input, std::string(what) + " is " + format_number(value) + "; it must be " + right);
}

bool at_least_zero(double value) { return value >= 0.0 && std::isfinite(value); }

}  // namespace

void VolumeDelay::set(ArcId arc, const RoadDelay& road) {
  require(at_least_zero(road.free_time), "the free-flow time", road.free_time, "a finite number of at least 0");
  require(road.capacity > 0.0, "the capacity", road.capacity, "above 0");
  require(at_least_zero(road.alpha), "the delay factor", road.alpha, "a finite number of at least 0");
  require(road.beta == 0.0 || (road.beta >= 1.0 && std::isfinite(road.beta)), "the delay exponent", road.beta,
          "0 or at least 1");
  require(at_least_zero(road.queue), "the wait at the end", road.queue, "a finite number of at least 0");
  const double factor = road.free_time * road.alpha / power(road.capacity, road.beta);
  roads_[arc] = road.beta == 0.0
                    ? Curve{road.free_time + factor, 0.0, 1.0}
                    : Curve{road.free_time, factor, road.beta, factor > 0.0 ? road.queue / eighth(road.capacity) : 0.0};
}

void VolumeDelay::append(ArcId arc, const VolumeDelay& other, ArcId road) {
  Curve& mine = roads_[arc];
  const Curve& more = other.roads_[road];
  if (mine.factor == 0.0) mine.beta = more.beta;
  PLANSPIEL_CHECK(more.factor == 0.0 || more.beta == mine.beta);
  mine.free += more.free;
  mine.factor += more.factor;
  mine.queue += more.queue;
}

std::vector<double> VolumeDelay::times(std::span<const double> volume) const {
  std::vector<double> result(volume.size());
  for (const ArcId arc : roads_.ids()) result[arc.index()] = time(arc, volume[arc.index()]);
  return result;
}

}  // namespace planspiel::mobility
