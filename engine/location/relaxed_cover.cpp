#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "engine/location/cover_relaxation.hpp"
#include "engine/location/site_hash.hpp"

namespace planspiel::location {
namespace {

std::vector<std::uint32_t> count_covered(const CoverModel& model, std::span<const std::uint32_t> units_at) {
  std::vector<std::uint32_t> count(model.row_count(), 0);
  for (SiteNumber site = 0; site < model.site_count(); ++site)
    if (units_at[site] > 0)
      for (const std::uint32_t row : model.rows.covers(site)) count[row] += units_at[site];
  return count;
}

/// Rows that a free site can improve, and a hash of their free sites.
struct OpenRows {
  std::vector<std::uint32_t> row{};
  std::vector<std::uint64_t> hash{};
};
OpenRows open_rows(const CoverModel& model, const std::vector<bool>& is_free, std::span<const std::uint32_t> count) {
  OpenRows open;
  for (std::uint32_t row = 0; row < model.row_count(); ++row) {
    bool worth = false;
    for (std::uint32_t k = count[row] + 1; k <= model.levels; ++k) worth = worth || model.gain_of(row, k) > 0.0;
    if (!worth) continue;
    std::uint64_t hash = 0;
    bool any = false;
    for (const SiteNumber site : model.sites.of(row))
      if (is_free[site]) {
        hash += site_hash(site);
        any = true;
      }
    if (!any) continue;
    open.row.push_back(row);
    open.hash.push_back(hash);
  }
  return open;
}

bool same_free_sites(const CoverModel& model, const std::vector<bool>& is_free, std::uint32_t a, std::uint32_t b) {
  const auto left = model.sites.of(a), right = model.sites.of(b);
  std::size_t l = 0, r = 0;
  while (true) {
    while (l < left.size() && !is_free[left[l]]) ++l;
    while (r < right.size() && !is_free[right[r]]) ++r;
    if (l == left.size() || r == right.size()) return l == left.size() && r == right.size();
    if (left[l++] != right[r++]) return false;
  }
}

void list_members(RelaxedCover& cover, const OpenRows& open, std::span<const std::uint32_t> group_of,
                  std::size_t groups) {
  cover.member_first.assign(groups + 1, 0);
  for (const std::uint32_t group : group_of) ++cover.member_first[group + 1];
  for (std::size_t g = 0; g < groups; ++g) cover.member_first[g + 1] += cover.member_first[g];
  cover.member.resize(open.row.size());
  std::vector<std::uint32_t> at(cover.member_first.begin(), cover.member_first.end() - 1);
  for (std::size_t k = 0; k < open.row.size(); ++k) cover.member[at[group_of[k]]++] = open.row[k];
}

/// Replaces rising gains by their mean until none rise: the slopes of the least concave function above.
void level_gains(std::span<double> gain) {
  if (std::ranges::is_sorted(gain, std::greater<>())) return;
  std::vector<std::pair<double, std::size_t>> blocks;  // sum, length
  for (const double g : gain) {
    blocks.emplace_back(g, 1);
    while (blocks.size() > 1) {
      const auto [last, last_length] = blocks.back();
      auto& [sum, length] = blocks[blocks.size() - 2];
      if (last * double(length) <= sum * double(last_length)) break;
      sum += last;
      length += last_length;
      blocks.pop_back();
    }
  }
  std::size_t k = 0;
  for (const auto& [sum, length] : blocks)
    for (std::size_t i = 0; i < length; ++i) gain[k++] = sum / double(length);
}

/// Lists the rows of each free site, in the order of sites.
void list_rows(RelaxedCover& cover, const CoverModel& model, std::span<const std::uint32_t> least,
               std::span<const std::uint32_t> most, std::span<const std::uint32_t> group_led_by) {
  for (SiteNumber site = 0; site < model.site_count(); ++site) {
    if (least[site] == most[site]) continue;
    cover.site.push_back(site);
    cover.profit.push_back(-model.cost[site]);
    cover.most.push_back(double(most[site] - least[site]));
    for (const std::uint32_t row : model.rows.covers(site))
      if (group_led_by[row] != 0) cover.row_of.push_back(group_led_by[row] - 1);
    cover.first.push_back(std::uint32_t(cover.row_of.size()));
  }
}

}  // namespace

RelaxedCover relax(const CoverModel& model, std::span<const std::uint32_t> least, std::span<const std::uint32_t> most) {
  RelaxedCover cover;
  cover.levels = model.levels;
  std::vector<bool> is_free(model.site_count());
  std::size_t decided = 0;
  for (SiteNumber site = 0; site < model.site_count(); ++site) {
    is_free[site] = least[site] < most[site];
    decided += least[site];
  }
  if (model.units) cover.units = double(*model.units) - double(decided);
  cover.base = value_of(model, least);

  const std::vector<std::uint32_t> count = count_covered(model, least);
  const OpenRows open = open_rows(model, is_free, count);
  std::vector<std::uint32_t> leader;
  const auto group_of = group_rows(open.hash, leader, [&](std::uint32_t a, std::uint32_t b) {
    return same_free_sites(model, is_free, open.row[a], open.row[b]);
  });
  list_members(cover, open, group_of, leader.size());
  cover.gain.assign(leader.size() * model.levels, 0.0);
  for (std::size_t k = 0; k < open.row.size(); ++k)
    for (std::size_t level = 0; level < model.levels; ++level)
      cover.gain[group_of[k] * model.levels + level] +=
          model.gain_of(open.row[k], count[open.row[k]] + std::uint32_t(level) + 1);
  for (std::size_t group = 0; group < leader.size(); ++group)
    level_gains(std::span(cover.gain).subspan(group * model.levels, model.levels));
  std::vector<std::uint32_t> group_led_by(model.row_count(), 0);  // group + 1; 0: leads none
  for (std::size_t group = 0; group < leader.size(); ++group)
    group_led_by[open.row[leader[group]]] = std::uint32_t(group) + 1;
  list_rows(cover, model, least, most, group_led_by);
  return cover;
}

RelaxedPoint start_point(const CoverModel& model) {
  RelaxedPoint point;
  point.multiplier.resize(model.row_count());
  double sites_used = 0.0;
  for (std::uint32_t row = 0; row < model.row_count(); ++row) {
    double guess = 0.5 * (model.gain_of(row, 1) - model.must_of(row)), fewest = 1.0;
    for (const SiteNumber site : model.sites.of(row)) {
      const double size = double(model.rows.covers(site).size());
      if (model.cost[site] > 0.0) guess = std::min(guess, model.cost[site] / size);
      fewest = std::min(fewest, 1.0 / size);
    }
    point.multiplier[row] = float(guess);
    sites_used += fewest;
  }
  const double units = model.units ? double(*model.units) : sites_used;
  point.units.assign(model.site_count(), float(std::min(1.0, units / std::max(1.0, double(model.site_count())))));
  return point;
}

}  // namespace planspiel::location
