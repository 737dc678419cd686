#include "engine/location/cover_state.hpp"

#include <algorithm>

#include "engine/base/error.hpp"

namespace planspiel::location {

CoverState::CoverState(const CoverProblem& problem) : worth_(problem.weight) {
  std::vector<std::uint32_t> units_at(problem.sites(), 0);
  for (const SiteNumber site : problem.fixed) units_at[site] = 1;
  build(problem, units_at);
}

CoverState::CoverState(const CoverModel& model, std::span<const std::uint32_t> units_at)
    : levels_(model.levels), worth_(model.gain) {
  build(model.rows, units_at);
}

void CoverState::build(const CoverProblem& rows, std::span<const std::uint32_t> units_at) {
  const std::size_t sites = rows.sites();
  covers_.resize(sites);
  count_.assign(rows.places, 0);
  site_count_.assign(rows.places, 0);
  units_.assign(sites, 0);
  gain_.assign(sites, 0.0);
  loss_.assign(sites, 0.0);
  for (SiteNumber site = 0; site < sites; ++site) {
    covers_[site].assign(rows.covers(site).begin(), rows.covers(site).end());
    for (const PlaceNumber row : covers_[site]) {
      ++site_count_[row];
      gain_[site] += worth(row, 1);
    }
  }
  make_room();
  for (SiteNumber site = 0; site < sites; ++site)
    for (std::uint32_t unit = 0; unit < units_at[site]; ++unit) add(site);
}

/// Lists the sites of each row anew, with room for two more.
void CoverState::make_room() {
  site_first_.assign(count_.size() + 1, 0);
  for (std::size_t row = 0; row < count_.size(); ++row) site_first_[row + 1] = site_first_[row] + site_count_[row] + 2;
  site_of_.assign(site_first_.back(), 0);
  std::ranges::fill(site_count_, 0);
  for (SiteNumber site = 0; site < covers_.size(); ++site)
    for (const PlaceNumber row : covers_[site]) site_of_[site_first_[row] + site_count_[row]++] = site;
}

void CoverState::shift_gain(PlaceNumber row, double by) {
  if (by == 0.0) return;
  for (const SiteNumber site : covering(row)) gain_[site] += by;
}

void CoverState::shift_loss(PlaceNumber row, double by) {
  if (by == 0.0) return;
  for (const SiteNumber site : covering(row)) loss_[site] += by;
}

void CoverState::change_count(PlaceNumber row, bool up) {
  const std::uint32_t before = count_[row], after = up ? before + 1 : before - 1;
  count_[row] = after;
  value_ += up ? worth(row, after) : -worth(row, before);
  shift_gain(row, worth(row, after + 1) - worth(row, before + 1));
  shift_loss(row, worth(row, after) - worth(row, before));
}

void CoverState::add(SiteNumber site) {
  ++units_[site];
  for (const PlaceNumber row : covers_[site]) change_count(row, true);
}

void CoverState::drop(SiteNumber site) {
  PLANSPIEL_CHECK(units_[site] > 0);
  --units_[site];
  for (const PlaceNumber row : covers_[site]) change_count(row, false);
}

double CoverState::swap_gain(SiteNumber out, SiteNumber in) {
  double shared = 0.0;  // what both cover: the loss and the gain of each alone do not see the other
  auto left = covers_[out].begin(), right = covers_[in].begin();
  while (left != covers_[out].end() && right != covers_[in].end()) {
    if (*left == *right)
      shared += worth(*left, count_[*left]) - worth(*left, count_[*left] + 1), ++left, ++right;
    else if (*left < *right)
      ++left;
    else
      ++right;
  }
  return gain_[in] - loss_[out] + shared;
}

void CoverState::replace(SiteNumber site, std::span<const PlaceNumber> covers) {
  const std::uint32_t units = units_[site];
  while (units_[site] > 0) drop(site);
  for (const PlaceNumber row : covers_[site]) {
    const auto list = covering(row);
    const auto at = std::ranges::find(list, site);
    *at = list.back();
    --site_count_[row];
  }
  covers_[site].assign(covers.begin(), covers.end());
  bool fits = true;
  gain_[site] = loss_[site] = 0.0;
  for (const PlaceNumber row : covers) {
    gain_[site] += worth(row, count_[row] + 1);
    loss_[site] += worth(row, count_[row]);
    fits = fits && site_first_[row] + site_count_[row] < site_first_[row + 1];
    if (fits) site_of_[site_first_[row] + site_count_[row]++] = site;
  }
  if (!fits) {  // site_count_ must hold the full lists before they are laid out anew
    std::ranges::fill(site_count_, 0);
    for (const auto& list : covers_)
      for (const PlaceNumber row : list) ++site_count_[row];
    make_room();
  }
  for (std::uint32_t unit = 0; unit < units; ++unit) add(site);
}

}  // namespace planspiel::location
