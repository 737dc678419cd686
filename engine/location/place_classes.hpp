#pragma once

/// Places that the same sites cover are one to every solver: they are merged into classes.

#include "engine/location/cover_problem.hpp"

namespace planspiel::location {

/// Throws Error(config) that says what contradicts itself: lengths, numbers out of range or out of order, negative
/// weights, costs that are not positive.
void check(const CoverProblem& problem);

/// The sites that cover each place, ascending.
struct CoveringSites {
  std::vector<std::uint32_t> first{0};
  std::vector<SiteNumber> site_of{};

  std::span<const SiteNumber> of(PlaceNumber place) const {
    return {site_of.data() + first[place], first[place + 1] - first[place]};
  }
};
CoveringSites covering_sites(const CoverProblem& problem);

struct PlaceClasses {
  CoverProblem problem{};               ///< one place for each class; weight: the sum of its places
  std::vector<PlaceNumber> class_of{};  ///< of each place
};

/// Classes are numbered by their first place.
PlaceClasses merge_places(const CoverProblem& problem);

/// Numbers groups of rows with equal lists in the order of their first row. `hash` must agree for equal lists; `same`
/// decides.
template <class Same>
std::vector<std::uint32_t> group_rows(std::span<const std::uint64_t> hash, std::vector<std::uint32_t>& leader,
                                      Same&& same);

template <class Same>
std::vector<std::uint32_t> group_rows(std::span<const std::uint64_t> hash, std::vector<std::uint32_t>& leader,
                                      Same&& same) {
  std::size_t slots = 16;
  while (slots < 2 * hash.size()) slots *= 2;
  std::vector<std::uint32_t> slot_group(slots, 0), group_of(hash.size());  // group + 1; 0: free
  leader.clear();
  for (std::uint32_t row = 0; row < hash.size(); ++row) {
    std::size_t slot = (hash[row] * 0x9E3779B97F4A7C15ull >> 20) & (slots - 1);
    while (slot_group[slot] != 0) {
      const std::uint32_t other = leader[slot_group[slot] - 1];
      if (hash[other] == hash[row] && same(other, row)) break;
      slot = (slot + 1) & (slots - 1);
    }
    if (slot_group[slot] == 0) {
      leader.push_back(row);
      slot_group[slot] = std::uint32_t(leader.size());
    }
    group_of[row] = slot_group[slot] - 1;
  }
  return group_of;
}

}  // namespace planspiel::location
