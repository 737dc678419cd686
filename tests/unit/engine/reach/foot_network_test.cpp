#include "engine/reach/foot_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"
#include "tests/unit/town.hpp"

namespace planspiel::reach {
namespace {

constexpr FootLaw kLaw{.speed = 1.0_m_s, .reach = 1000.0_m, .fixed = 30.0_s};

/// Stops at letters, `east` metres beside them.
test::Town town_with_stops(std::string_view drawing, const std::vector<std::pair<char, double>>& beside) {
  return test::town(drawing, {.more = [&](CityBuilder& builder) {
                      Stops& stops = builder[tables::stops];
                      for (const auto& [letter, east] : beside) {
                        const Point at = test::place(builder, letter);
                        stops.position[stops.add(std::string(1, letter))] = Point::metres(at.x_m + east, at.y_m);
                      }
                    }});
}

FootNetwork network_of(const test::Town& town) {
  return {town.city[tables::roads], town.city[tables::nodes].size(), town.city[tables::stops]};
}

std::optional<Seconds> walk(const test::Town& town, char from, char to, const FootLaw& law = kLaw) {
  return walk_between(network_of(town), test::place(town, from), test::place(town, to), law);
}

TEST(FootNetwork, WalksAlongTheStreetsNotAsTheCrowFlies) {
  const test::Town town = test::town(R"(
    A   B
    |   |
    C---D
  )");
  EXPECT_EQ(walk(town, 'A', 'B'), 800.0_s + 30.0_s);  // 200 down, 400 along, 200 up
}

TEST(FootNetwork, WalksBothWaysWhereCarsDriveOneWay) {
  const test::Town town = test::town("A->-B");
  EXPECT_EQ(walk(town, 'B', 'A'), walk(town, 'A', 'B'));
}

TEST(FootNetwork, DoesNotWalkWhereNobodyMay) {
  const test::Town town = test::town("A---B", {.access = access::car});
  EXPECT_FALSE(walk(town, 'A', 'B'));
}

TEST(FootNetwork, EndsAtTheReach) {
  const test::Town town = test::town("A---B");
  EXPECT_TRUE(walk(town, 'A', 'B', {.speed = 1.0_m_s, .reach = 400.0_m}));
  EXPECT_FALSE(walk(town, 'A', 'B', {.speed = 1.0_m_s, .reach = 399.0_m}));
}

TEST(FootNetwork, WalksAlongAPartOfOneLink) {
  const test::Town town = town_with_stops("A-------B", {{'A', 100.0}, {'B', -100.0}});
  const auto paths = footpaths_between_stops(network_of(town), kLaw);
  ASSERT_EQ(paths.size(), 2u);
  EXPECT_NEAR(paths[0].walk.value, 600.0 + 30.0, 1e-6);
  EXPECT_NEAR(paths[1].walk.value, 600.0 + 30.0, 1e-6);
}

TEST(FootNetwork, StopsAroundAPlaceAreThoseWithinReachWithTheWayOffTheStreet) {
  const test::Town town = town_with_stops("A-----B-----------C", {{'A', 0.0}, {'B', 0.0}, {'C', 0.0}});
  const Point a = test::place(town, 'A');
  const std::vector<Point> points{Point::metres(a.x_m + 200.0, a.y_m + 50.0), Point::metres(a.x_m, a.y_m + 900.0)};
  const auto around = stops_around(network_of(town), points, kLaw);
  ASSERT_EQ(around[0].size(), 2u);
  EXPECT_NEAR(around[0][0].walk.value, 50.0 + 200.0 + 30.0, 1e-6);
  EXPECT_NEAR(around[0][1].walk.value, 50.0 + 400.0 + 30.0, 1e-6);
  EXPECT_TRUE(around[1].empty());  // no street near
}

TEST(FootNetwork, WalksStraightBetweenPlacesFarFromTheStreet) {
  const test::Town town = test::town("A---B");
  const Point a = test::place(town, 'A');
  const Point left = Point::metres(a.x_m + 100.0, a.y_m + 150.0), right = Point::metres(a.x_m + 120.0, a.y_m + 150.0);
  const FootNetwork network = network_of(town);
  EXPECT_EQ(walk_between(network, left, right, kLaw), 20.0_s + 30.0_s);
  EXPECT_EQ(walk_between(network, left, left, kLaw), 30.0_s);
}

TEST(FootNetwork, WalksAmongPointsAreThoseBetweenTwo) {
  const test::Town town = test::town(R"(
    A   B
    |   |
    C---D------------E
  )");
  const FootNetwork network = network_of(town);
  const std::vector<Point> points{test::place(town, 'A'), test::place(town, 'B'), test::place(town, 'E')};
  const auto walks = walks_among(network, points, kLaw);
  EXPECT_EQ(walks[0], kLaw.fixed);
  EXPECT_EQ(walks[1], walk(town, 'A', 'B'));
  EXPECT_EQ(walks[2], std::nullopt);  // 200 + 400 + 1,300 m
  EXPECT_EQ(walks[3], walk(town, 'B', 'A'));
}

TEST(FootNetwork, SameBytesForAnyNumberOfThreads) {
  std::vector<std::pair<char, double>> stops;
  for (char letter = 'A'; letter <= 'L'; ++letter) stops.push_back({letter, 13.0 * (letter - 'A')});
  const test::Town town = town_with_stops(R"(
    A---B--C-----D
    |   |  |     |
    E---F--G--H--I
    |      |     |
    J------K-----L
  )",
                                          stops);
  const FootNetwork network = network_of(town);
  const auto with = [&](int threads) {
    const ThreadLimit limit(threads);
    std::vector<std::tuple<StopId, StopId, double>> paths;
    for (const Footpath& path : footpaths_between_stops(network, kLaw))
      paths.push_back({path.from, path.to, path.walk.value});
    return paths;
  };
  const auto one = with(1);
  EXPECT_GT(one.size(), 50u);
  EXPECT_EQ(with(2), one);
  EXPECT_EQ(with(4), one);
}

}  // namespace
}  // namespace planspiel::reach
