#include "engine/location/place_classes.hpp"

#include <algorithm>
#include <string>

#include "engine/base/error.hpp"
#include "engine/location/site_hash.hpp"

namespace planspiel::location {
namespace {

[[noreturn]] void refuse_cover(const std::string& what) { throw Error(ErrorKind::config, "cover problem: " + what); }

void check_lengths(const CoverProblem& problem) {
  if (problem.first.empty() || problem.first.front() != 0 || problem.first.back() != problem.place_of.size())
    refuse_cover("the lists of covered places need one offset per site, from 0 to their total length");
  if (problem.weight.size() != problem.places)
    refuse_cover(std::to_string(problem.weight.size()) + " weights for " + std::to_string(problem.places) +
                 " places; one each is needed");
  if (!problem.cost.empty() && problem.cost.size() != problem.sites())
    refuse_cover(std::to_string(problem.cost.size()) + " costs for " + std::to_string(problem.sites()) +
                 " sites; one each, or none at all, is needed");
}

void check_list(const CoverProblem& problem, SiteNumber site) {
  if (problem.first[site] > problem.first[site + 1]) refuse_cover("the offsets of the sites' lists must not fall");
  const auto list = problem.covers(site);
  for (std::size_t k = 0; k < list.size(); ++k) {
    if (list[k] >= problem.places)
      refuse_cover("site " + std::to_string(site) + " covers place " + std::to_string(list[k]) +
                   ", but there are only " + std::to_string(problem.places));
    if (k > 0 && list[k] <= list[k - 1])
      refuse_cover("the places of site " + std::to_string(site) + " must be ascending, each once");
  }
}

}  // namespace

void check(const CoverProblem& problem) {
  check_lengths(problem);
  for (SiteNumber site = 0; site < problem.sites(); ++site) check_list(problem, site);
  for (std::size_t place = 0; place < problem.places; ++place)
    if (!(problem.weight[place] >= 0.0 && problem.weight[place] < 1e300))
      refuse_cover("the weight of place " + std::to_string(place) + " must be a number, zero or more");
  for (std::size_t site = 0; site < problem.cost.size(); ++site)
    if (!(problem.cost[site] > 0.0 && problem.cost[site] < 1e300))
      refuse_cover("the cost of site " + std::to_string(site) + " must be above zero");
  for (const SiteNumber site : problem.fixed)
    if (site >= problem.sites())
      refuse_cover("fixed site " + std::to_string(site) + " does not exist; there are " +
                   std::to_string(problem.sites()));
}

CoveringSites covering_sites(const CoverProblem& problem) {
  CoveringSites sites;
  sites.first.assign(problem.places + 1, 0);
  for (const PlaceNumber place : problem.place_of) ++sites.first[place + 1];
  for (std::size_t place = 0; place < problem.places; ++place) sites.first[place + 1] += sites.first[place];
  sites.site_of.resize(problem.place_of.size());
  std::vector<std::uint32_t> at(sites.first.begin(), sites.first.end() - 1);
  for (SiteNumber site = 0; site < problem.sites(); ++site)
    for (const PlaceNumber place : problem.covers(site)) sites.site_of[at[place]++] = site;
  return sites;
}

PlaceClasses merge_places(const CoverProblem& problem) {
  std::vector<std::uint64_t> hash(problem.places, 0);
  for (SiteNumber site = 0; site < problem.sites(); ++site)
    for (const PlaceNumber place : problem.covers(site)) hash[place] += site_hash(site);
  const CoveringSites sites = covering_sites(problem);
  PlaceClasses classes;
  std::vector<std::uint32_t> leader;
  classes.class_of = group_rows(
      hash, leader, [&](PlaceNumber a, PlaceNumber b) { return std::ranges::equal(sites.of(a), sites.of(b)); });
  CoverProblem& merged = classes.problem;
  merged.places = leader.size();
  merged.weight.assign(leader.size(), 0.0);
  for (PlaceNumber place = 0; place < problem.places; ++place)
    merged.weight[classes.class_of[place]] += problem.weight[place];
  for (SiteNumber site = 0; site < problem.sites(); ++site) {  // ascending: a class is numbered by its leader
    for (const PlaceNumber place : problem.covers(site))
      if (leader[classes.class_of[place]] == place) merged.place_of.push_back(classes.class_of[place]);
    merged.first.push_back(std::uint32_t(merged.place_of.size()));
  }
  merged.cost = problem.cost;
  merged.fixed = problem.fixed;
  return classes;
}

}  // namespace planspiel::location
