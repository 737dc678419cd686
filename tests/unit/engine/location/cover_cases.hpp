#pragma once

/// Covering problems drawn in tests, published ones from files, and checkers that know nothing of the solvers.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <string>

#include "engine/base/random.hpp"
#include "engine/location/cover_problem.hpp"

namespace planspiel::location::test {

/// Site s covers the places in lists[s].
inline CoverProblem problem_of(const std::vector<std::vector<PlaceNumber>>& lists, std::vector<double> weight) {
  CoverProblem problem;
  problem.places = weight.size();
  problem.weight = std::move(weight);
  for (const auto& list : lists) {
    problem.place_of.insert(problem.place_of.end(), list.begin(), list.end());
    problem.first.push_back(std::uint32_t(problem.place_of.size()));
  }
  return problem;
}

struct RandomShape {
  std::size_t places = 12, sites = 8;
  double density = 0.3;
  bool whole_weights = true;
  bool coverable = false;  ///< every place gets a site
};
inline CoverProblem random_problem(std::uint64_t seed, const RandomShape& shape) {
  const RandomStream random(seed, "test.cover");
  std::vector<std::vector<PlaceNumber>> lists(shape.sites);
  std::vector<double> weight(shape.places);
  for (PlaceNumber place = 0; place < shape.places; ++place) {
    weight[place] = 20.0 * random.uniform(place, 1000);
    if (shape.whole_weights) weight[place] = std::floor(weight[place]);
    const auto sure = std::size_t(random.uniform(place, 2000) * double(shape.sites));
    for (std::size_t site = 0; site < shape.sites; ++site)
      if (random.uniform(place, site) < shape.density || (shape.coverable && site == sure))
        lists[site].push_back(place);
  }
  return problem_of(lists, std::move(weight));
}

/// Points in a square of 1 km, each a place and a site, that reach so far.
inline CoverProblem random_town(std::uint64_t seed, std::size_t points, double reach_km) {
  const RandomStream random(seed, "test.town");
  std::vector<std::vector<PlaceNumber>> lists(points);
  std::vector<double> weight(points);
  for (PlaceNumber a = 0; a < points; ++a) {
    weight[a] = std::floor(1.0 + 30.0 * random.uniform(a, 2));
    for (PlaceNumber b = 0; b < points; ++b)
      if (std::hypot(random.uniform(a, 0) - random.uniform(b, 0), random.uniform(a, 1) - random.uniform(b, 1)) <=
          reach_km)
        lists[a].push_back(b);
  }
  return problem_of(lists, std::move(weight));
}

/// How many of the units cover each place; a site may appear several times.
inline std::vector<std::size_t> times(const CoverProblem& problem, const std::vector<SiteNumber>& open) {
  std::vector<std::size_t> count(problem.places, 0);
  for (const SiteNumber site : open)
    for (const PlaceNumber place : problem.covers(site)) ++count[place];
  return count;
}
inline double weight_covered(const CoverProblem& problem, const std::vector<SiteNumber>& open,
                             std::size_t at_least = 1) {
  const auto count = times(problem, open);
  double sum = 0.0;
  for (std::size_t place = 0; place < problem.places; ++place)
    if (count[place] >= at_least) sum += problem.weight[place];
  return sum;
}
inline bool holds(const std::vector<SiteNumber>& open, const std::vector<SiteNumber>& fixed) {
  return std::ranges::all_of(fixed, [&](SiteNumber site) { return std::ranges::find(open, site) != open.end(); });
}

/// The greatest value of all choices of `units` units (each site at most `most` times) with the fixed sites among them;
/// minus infinity where none has a value.
inline double best_of_all(const CoverProblem& problem, std::size_t units, std::size_t most,
                          const std::function<double(const std::vector<SiteNumber>&)>& value) {
  double best = -std::numeric_limits<double>::infinity();
  std::vector<SiteNumber> open;
  const std::function<void(SiteNumber)> choose = [&](SiteNumber from) {
    if (open.size() == units) {
      if (holds(open, problem.fixed)) best = std::max(best, value(open));
      return;
    }
    if (from == problem.sites()) return;
    for (std::size_t here = 0; here <= most && open.size() + here <= units; ++here) {
      open.insert(open.end(), here, from);
      choose(from + 1);
      open.resize(open.size() - here);
    }
  };
  choose(0);
  return best;
}

/// The folder of published cases; empty where there is no folder of shared data at all. A case that is gone is a fault.
inline std::filesystem::path published_cases() {
  const auto shared = std::filesystem::path(PLANSPIEL_SOURCE_DIR) / "../shared";
  return std::filesystem::exists(shared) ? shared / "cases" : std::filesystem::path{};
}
#define PLANSPIEL_NEEDS_CASES(folder)                                                \
  const std::filesystem::path folder = planspiel::location::test::published_cases(); \
  if (folder.empty()) GTEST_SKIP() << "no folder ../shared with published cases"

inline std::ifstream open_case(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + " is gone");
  return in;
}

/// OR-Library set cover, row format: `rows columns`, costs, then for each row its number of columns and these.
inline CoverProblem read_scp(const std::filesystem::path& file) {
  std::ifstream in = open_case(file);
  std::size_t rows = 0, columns = 0;
  in >> rows >> columns;
  std::vector<std::vector<PlaceNumber>> lists(columns);
  std::vector<double> cost(columns);
  for (double& c : cost) in >> c;
  for (PlaceNumber row = 0; row < rows; ++row) {
    std::size_t count = 0, column = 0;
    for (in >> count; count > 0 && in >> column; --count) lists[column - 1].push_back(row);
  }
  CoverProblem problem = problem_of(lists, std::vector<double>(rows, 1.0));
  problem.cost = cost;
  return problem;
}

struct Point {
  double x = 0.0, y = 0.0;
};
inline CoverProblem within(const std::vector<Point>& sites, const std::vector<Point>& places,
                           std::vector<double> weight, double reach) {
  std::vector<std::vector<PlaceNumber>> lists(sites.size());
  for (std::size_t s = 0; s < sites.size(); ++s)
    for (PlaceNumber p = 0; p < places.size(); ++p)
      if (std::hypot(sites[s].x - places[p].x, sites[s].y - places[p].y) <= reach) lists[s].push_back(p);
  return problem_of(lists, std::move(weight));
}

/// SJC: `n 9999 p S`, then `x y demand`; every point is a place and a site.
inline CoverProblem read_sjc(const std::filesystem::path& file, double reach_m) {
  std::ifstream in = open_case(file);
  std::size_t points = 0;
  std::string rest;
  in >> points;
  std::getline(in, rest);
  std::vector<Point> at(points);
  std::vector<double> weight(points);
  for (std::size_t k = 0; k < points; ++k) in >> at[k].x >> at[k].y >> weight[k];
  return within(at, at, std::move(weight), reach_m);
}

/// A comment line, `places sites`, places `x y weight`, sites `x y`, in km.
inline CoverProblem read_synthetic(const std::filesystem::path& file, double reach_km) {
  std::ifstream in = open_case(file);
  std::string comment;
  std::getline(in, comment);
  std::size_t places = 0, sites = 0;
  in >> places >> sites;
  std::vector<Point> place(places), site(sites);
  std::vector<double> weight(places);
  for (std::size_t k = 0; k < places; ++k) in >> place[k].x >> place[k].y >> weight[k];
  for (Point& point : site) in >> point.x >> point.y;
  return within(site, place, std::move(weight), reach_km);
}

/// San Francisco: distances in metres by store and tract.
inline CoverProblem read_san_francisco(const std::filesystem::path& file, double reach_m) {
  std::ifstream in = open_case(file);
  std::string line;
  std::getline(in, line);
  std::map<std::string, PlaceNumber> tracts;
  std::map<std::string, std::size_t> stores;
  std::vector<std::vector<PlaceNumber>> lists;
  std::vector<double> weight;
  while (std::getline(in, line)) {
    std::vector<std::string> cell(1);
    for (const char c : line)
      if (c == ',')
        cell.emplace_back();
      else if (c != '"' && c != '\r')
        cell.back() += c;
    const auto [tract, is_new] = tracts.emplace(cell.at(2), PlaceNumber(weight.size()));
    if (is_new) weight.push_back(std::stod(cell.at(3)));
    const auto store = stores.emplace(cell.at(1), lists.size()).first->second;
    if (store == lists.size()) lists.emplace_back();
    if (std::stod(cell.at(0)) <= reach_m) lists[store].push_back(tract->second);
  }
  for (auto& list : lists) std::ranges::sort(list);
  return problem_of(lists, std::move(weight));
}

}  // namespace planspiel::location::test
