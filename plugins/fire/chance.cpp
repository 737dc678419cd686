#include "plugins/fire/chance.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/error.hpp"
#include "engine/base/math.hpp"

namespace planspiel::fire {

namespace {

constexpr double kStep_s = 2.0;
constexpr double kFarthest = 3.0;  ///< times the latest arrival: beyond that drives are computed one by one
constexpr int kPoints = 96;        ///< of the integral over turnouts
constexpr double kTail = 6.0;      ///< its ends, in standard deviations

double phi(double z) { return math::normal_cdf(z); }

/// Chance that exactly k of n come.
double binomial(std::uint32_t n, std::uint32_t k, double p) {
  double chance = 1.0;
  for (std::uint32_t i = 0; i < k; ++i) chance *= static_cast<double>(n - i) / static_cast<double>(i + 1) * p;
  for (std::uint32_t i = k; i < n; ++i) chance *= 1.0 - p;
  return chance;
}

}  // namespace

double arrival_chance(double turnout_s, double latest_s, const Spread& spread, double drive_s) {
  const double left_s = latest_s - drive_s;
  if (!(drive_s < HUGE_VAL) || !(latest_s > 0.0)) return 0.0;
  const bool drive_is_fixed = !(spread.drive > 0.0) || !(drive_s > 0.0);
  const bool turnout_is_fixed = !(spread.turnout > 0.0) || !(turnout_s > 0.0);
  if (drive_is_fixed && turnout_is_fixed) return turnout_s <= left_s ? 1.0 : 0.0;
  if (drive_is_fixed) return left_s > 0.0 ? phi(math::log(left_s / turnout_s) / spread.turnout) : 0.0;
  const auto arrives = [&](double turned_out_s) {
    return turned_out_s < latest_s ? phi(math::log((latest_s - turned_out_s) / drive_s) / spread.drive) : 0.0;
  };
  if (turnout_is_fixed) return arrives(turnout_s);
  double sum = 0.0, weight = 0.0;
  for (int point = 0; point < kPoints; ++point) {
    const double z = kTail * (2.0 * (point + 0.5) / kPoints - 1.0), density = math::exp(-0.5 * z * z);
    sum += density * arrives(turnout_s * math::exp(spread.turnout * z));
    weight += density;
  }
  return sum / weight;
}

ArrivalChance::ArrivalChance(double turnout_s, double latest_s, const Spread& spread)
    : turnout_s_(turnout_s), latest_s_(latest_s), spread_(spread) {
  if (!(latest_s > 0.0) || (!(spread.turnout > 0.0) && !(spread.drive > 0.0))) return;
  const auto steps = static_cast<std::size_t>(kFarthest * latest_s / kStep_s) + 2;
  for (std::size_t step = 0; step < steps; ++step)
    by_drive_.push_back(
        static_cast<float>(arrival_chance(turnout_s, latest_s, spread, static_cast<double>(step) * kStep_s)));
}

double ArrivalChance::operator()(double drive_s) const {
  const double at = drive_s / kStep_s;
  if (!(at + 1.0 < static_cast<double>(by_drive_.size())))
    return arrival_chance(turnout_s_, latest_s_, spread_, drive_s);
  const auto step = static_cast<std::size_t>(at);
  const double part = at - static_cast<double>(step);
  return (1.0 - part) * double{by_drive_[step]} + part * double{by_drive_[step + 1]};
}

Chances::Chances(std::span<const double> turnouts_s, std::span<const Demand> standards, const Spread& spread)
    : standards_(standards.begin(), standards.end()), turnout_s_(turnouts_s.begin(), turnouts_s.end()) {
  std::sort(turnout_s_.begin(), turnout_s_.end());
  turnout_s_.erase(std::unique(turnout_s_.begin(), turnout_s_.end()), turnout_s_.end());
  for (const double turnout_s : turnout_s_)
    for (const Demand& standard : standards_)
      chance_.emplace_back(turnout_s, standard.time_s + 1e-3 - standard.clock_starts_before_alarm_s, spread);
}

double Chances::arrives(const Arrival& unit, StandardId standard) const {
  const auto found = std::lower_bound(turnout_s_.begin(), turnout_s_.end(), unit.turnout_s);
  PLANSPIEL_CHECK(found != turnout_s_.end() && *found == unit.turnout_s);
  const auto turnout = static_cast<std::size_t>(found - turnout_s_.begin());
  return chance_[turnout * standards_.size() + standard.index()](unit.drive_s);
}

double Chances::in_time(std::span<const Arrival> sorted, std::span<const std::size_t> sent, StandardId standard,
                        Crews crews) const {
  if (crews == Crews::expected)
    return enough_of_expected(sorted, sent, standard, standards_[standard.index()].functions - kFunctionsRounding);
  return enough_of_drawn(sorted, sent, standard);
}

/// Over all ways in which units are in time or not.
double Chances::enough_of_expected(std::span<const Arrival> sorted, std::span<const std::size_t> sent,
                                   StandardId standard, double missing) const {
  if (missing <= 0.0) return 1.0;
  if (sent.empty()) return 0.0;
  const Arrival& unit = sorted[sent.front()];
  const auto others = sent.subspan(1);
  if (standards_[standard.index()].professional_only && !unit.professional)
    return enough_of_expected(sorted, others, standard, missing);
  const double chance = arrives(unit, standard);
  return chance * enough_of_expected(sorted, others, standard, missing - unit.functions) +
         (1.0 - chance) * enough_of_expected(sorted, others, standard, missing);
}

/// By the distribution of the functions in time, unit by unit; what is more than enough counts as enough.
double Chances::enough_of_drawn(std::span<const Arrival> sorted, std::span<const std::size_t> sent,
                                StandardId standard) const {
  constexpr std::size_t kMost = 64;
  const auto enough = static_cast<std::size_t>(std::ceil(standards_[standard.index()].functions - kFunctionsRounding));
  if (enough >= kMost) return enough_of_expected(sorted, sent, standard, standards_[standard.index()].functions);
  std::array<double, kMost> chance_of{};
  chance_of[0] = 1.0;
  for (const std::size_t number : sent) {
    const Arrival& unit = sorted[number];
    if (standards_[standard.index()].professional_only && !unit.professional) continue;
    const double in_time = arrives(unit, standard);
    std::array<double, kMost> next{};
    for (std::uint32_t come = 0; come <= unit.crew; ++come) {
      const double chance =
          in_time * (unit.shows_up < 1.0 ? binomial(unit.crew, come, unit.shows_up) : (come == unit.crew ? 1.0 : 0.0));
      if (!(chance > 0.0)) continue;
      for (std::size_t there = 0; there <= enough; ++there)
        next[std::min(enough, there + come)] += chance * chance_of[there];
    }
    for (std::size_t there = 0; there <= enough; ++there) next[there] += (1.0 - in_time) * chance_of[there];
    chance_of = next;
  }
  return chance_of[enough];
}

}  // namespace planspiel::fire
