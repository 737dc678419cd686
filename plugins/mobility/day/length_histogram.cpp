#include "plugins/mobility/day/length_histogram.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel::mobility {

namespace {

constexpr std::size_t kBins = 1000;
constexpr double kBin_km = 0.1;

}  // namespace

LengthHistogram::LengthHistogram() : ways_(kBins, 0.0) {}

void LengthHistogram::add(Metres length, double ways) {
  ways_[std::min(kBins - 1, static_cast<std::size_t>(length.value / 1000.0 / kBin_km))] += ways;
  all_ += ways;
}

void LengthHistogram::add(const LengthHistogram& other) {
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    ways_[bin] += other.ways_[bin];
    all_ += other.ways_[bin];
  }
}

double LengthHistogram::median_km() const {
  double running = 0.0;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    if (running + ways_[bin] >= 0.5 * all_ && ways_[bin] > 0.0)
      return kBin_km * (static_cast<double>(bin) + (0.5 * all_ - running) / ways_[bin]);
    running += ways_[bin];
  }
  return std::nan("");
}

}  // namespace planspiel::mobility
