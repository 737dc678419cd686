#pragma once

/// Which places each site covers: the input of set cover, maximal cover and their relatives.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/location/answer.hpp"

namespace planspiel::location {

struct CoverProblem {
  std::size_t places = 0;
  std::vector<std::uint32_t> first{0};  ///< site s covers place_of[first[s]] … place_of[first[s+1] − 1]
  std::vector<PlaceNumber> place_of{};  ///< ascending for each site
  std::vector<double> weight{};         ///< demand of each place, ≥ 0
  std::vector<double> cost{};           ///< of each site, > 0; empty: 1 each
  std::vector<SiteNumber> fixed{};      ///< sites that are open in every answer

  std::size_t sites() const { return first.size() - 1; }
  std::span<const PlaceNumber> covers(SiteNumber site) const {
    return {place_of.data() + first[site], first[site + 1] - first[site]};
  }
};

}  // namespace planspiel::location
