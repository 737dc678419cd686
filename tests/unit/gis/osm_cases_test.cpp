#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "engine/base/value.hpp"
#include "gis/import_city.hpp"
#include "tests/unit/temporary_folder.hpp"

/// Small inputs with the right answer (../shared/cases/imports, its README says what is right): a grid of 4 × 4
/// crossings with one trouble each.

namespace planspiel {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using Ids = std::set<std::string>;

const fs::path kSharedCases = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";

/// Imports a folder as a user does. Where ../shared is there, its folders must be.
class OsmCases : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(kSharedCases))
      GTEST_SKIP() << "no folder " << kSharedCases << " with cases: real files are not tested";
  }
  City import(const std::string& name) {
    const fs::path source = kSharedCases / "cases/imports" / name;
    if (!fs::is_regular_file(source / "city.toml")) throw Error(ErrorKind::input, source.string() + " is gone");
    fs::copy(source, folder_ / name, fs::copy_options::recursive);
    if (!fs::exists(folder_ / "defaults"))
      fs::create_directory_symlink(fs::path(PLANSPIEL_SOURCE_DIR) / "scenarios/testtown", folder_ / "defaults");
    report_ = {};
    return import_city({.city_toml = folder_ / name / "city.toml"}, report_);
  }
  std::string report() const { return report_.text().en; }

 private:
  test::TemporaryFolder folder_;
  ImportReport report_;
};

Ids links_of(const City& city, std::int32_t bits = access::all, const std::string& beginning = "") {
  Ids found;
  const Roads& roads = city[tables::roads];
  for (const EdgeId edge : roads.ids())
    if ((roads.access[edge] & bits) && roads.id[edge].starts_with(beginning)) found.insert(roads.id[edge]);
  return found;
}
double length_km(const City& city) {
  double km = 0.0;
  for (const Metres length : city[tables::roads].length) km += length.value / 1000.0;
  return km;
}
std::size_t cars(const City& city, const std::string& way, bool forward) {
  std::size_t count = 0;
  for (const std::string& id : links_of(city, access::car, way + ":")) count += id.ends_with('r') != forward;
  return count;
}
std::int32_t access_of(const City& city, const std::string& link) {
  const Roads& roads = city[tables::roads];
  return roads.access[roads.find(link).value()];
}
double limit_of(const City& city, const std::string& link) {
  const Roads& roads = city[tables::roads];
  return in_km_h(roads.limit[roads.find(link).value()]);
}
Ids turns_of(const City& city) {
  const Turns& turns = city[tables::turns];
  return {turns.id.begin(), turns.id.end()};
}

/// Metres of the shortest way for cars; forbidden turns are not looked at.
double car_way_m(const City& city, const char* from, const char* to) {
  const Roads& roads = city[tables::roads];
  std::vector<double> best(city[tables::nodes].size(), 1e12);
  best[city[tables::nodes].find(from)->index()] = 0.0;
  for (std::size_t round = 0; round < best.size(); ++round)
    for (const EdgeId edge : roads.ids())
      if (roads.access[edge] & access::car)
        best[roads.to[edge].index()] =
            std::min(best[roads.to[edge].index()], best[roads.from[edge].index()] + roads.length[edge].value);
  return best[city[tables::nodes].find(to)->index()];
}

class OsmCasesAsTheBase : public OsmCases, public testing::WithParamInterface<const char*> {};

TEST_P(OsmCasesAsTheBase, HasTheStreetsOfTheBase) {
  const City city = import(GetParam());
  EXPECT_EQ(links_of(city).size(), 48u);
  EXPECT_NEAR(length_km(city), 24 * 0.3697 + 24 * 0.556, 0.05);  // both directions of 12 and 12 pieces
}

INSTANTIATE_TEST_SUITE_P(Files, OsmCasesAsTheBase,
                         testing::Values("00_base", "09_osm_gz", "09b_osm_bz2", "10_locations_on_ways", "10b_plain_pbf",
                                         "16_ways_before_nodes", "16b_ways_unsorted", "17_josm_negative_ids",
                                         "19_overpass_out_geom"));

TEST_F(OsmCases, ACutWayHasNoLinkOverTheGap) {
  const City city = import("01_gap_in_way");
  const Roads& roads = city[tables::roads];
  EXPECT_THAT(roads.size(), testing::AnyOf(42u, 46u));
  for (const EdgeId edge : roads.ids()) EXPECT_LT(roads.length[edge].value, 600.0) << roads.id[edge];
  EXPECT_THAT(report(), HasSubstr("1 cut way "));
}

/// The list closes the ways over n5 (jersey barrier) and over n3 (private gate), so cars go round by n4 and n8.
TEST_F(OsmCases, BarriersStopWhomTheyStop) {
  const City city = import("02_barrier_nodes");
  EXPECT_NEAR(car_way_m(city, "n2", "n6"), 4 * 369.7 + 556.0, 5.0);
  EXPECT_EQ(access_of(city, "b201:1"), access::bike | access::walk);
  EXPECT_FALSE(city[tables::roads].find("b202:1"));
  EXPECT_FALSE(city[tables::roads].find("b203:1"));
  EXPECT_EQ(access_of(city, "b204:1"), access::bike | access::walk);
  EXPECT_EQ(access_of(city, "b205:1"), access::emergency | access::bike | access::walk);
  EXPECT_FALSE(city[tables::roads].find("b206:1"));
  EXPECT_EQ(access_of(city, "b207:1"), access::bike | access::walk);
}

TEST_F(OsmCases, RestrictionsBindWhomTheyDoNotExcept) {
  EXPECT_EQ(turns_of(import("03_except_motorcar")), Ids{});
  EXPECT_EQ(turns_of(import("03b_except_psv")), Ids{"w21:0>w62:0"});
  EXPECT_EQ(turns_of(import("04_no_entry_two_from")), (Ids{"w21:0>w22:0", "w61:0>w22:0"}));
  EXPECT_EQ(turns_of(import("13_no_u_turn_through")), (Ids{"w2:0>w2:0r", "w2:1r>w2:1"}));
}

TEST_F(OsmCases, SpeedsAreReadByDirection) {
  const City city = import("05_speed_by_direction");
  EXPECT_NEAR(limit_of(city, "w1:0"), 70.0, 1e-9);
  EXPECT_NEAR(limit_of(city, "w1:0r"), 30.0, 1e-9);
  EXPECT_NEAR(limit_of(city, "w4:0"), 50.0, 1e-9);
  EXPECT_NEAR(limit_of(city, "w4:0r"), 30.0, 1e-9);
  EXPECT_NEAR(limit_of(city, "w3:2"), 60.0, 1e-9);
  EXPECT_NEAR(limit_of(city, "w3:2r"), 60.0, 1e-9);
}

TEST_F(OsmCases, AccessIsReadByDirection) {
  const City city = import("06_access_by_direction");
  const std::map<std::string, std::pair<std::size_t, std::size_t>> right{
      {"w1", {3, 0}}, {"w3", {0, 3}}, {"w4", {3, 0}}, {"w5", {3, 3}}, {"w7", {3, 0}}, {"w8", {3, 3}}};
  for (const auto& [way, count] : right)
    EXPECT_EQ(std::pair(cars(city, way, true), cars(city, way, false)), count) << way;
}

TEST_F(OsmCases, ValuesOfAccessOpenAndCloseAsTheListSays) {
  const City city = import("07_access_values");
  const Value wanted = read_json(kSharedCases / "cases/imports/07_access_values/wanted.json");
  ASSERT_EQ(wanted.items().size(), 23u);
  for (const Value& row : wanted.items()) {
    const std::string way = "w" + std::to_string(row.items()[0].as_integer());
    EXPECT_EQ(cars(city, way, true), static_cast<std::size_t>(row.items()[3].as_integer()))
        << way << " " << row.items()[1].as_text() << "=" << row.items()[2].as_text();
  }
  EXPECT_THAT(report(), HasSubstr("access=customers: taken as open to everybody"));
}

TEST_F(OsmCases, AHistoryIsRefusedByThatName) {
  try {
    import("08_history_pbf");
    FAIL() << "taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.exit_code(), 2);
    EXPECT_THAT(error.what(), AllOf(HasSubstr("roads.osh.pbf is a history file"), HasSubstr("osmium time-filter")));
  }
}

TEST_F(OsmCases, ReversibleLanesAreNeverOpenBothWays) {
  const City city = import("11_oneway_reversible");
  EXPECT_EQ(cars(city, "w1", true), 3u);
  EXPECT_EQ(cars(city, "w1", false), 0u);
  EXPECT_EQ(cars(city, "w4", true) + cars(city, "w4", false), 6u);
  EXPECT_THAT(report(), HasSubstr("1 × oneway=reversible: never open both ways at once"));
}

TEST_F(OsmCases, StreetsUnderConstructionAreNoneAndEnginesKeepTheirs) {
  const City city = import("15_construction_emergency");
  EXPECT_EQ(links_of(city, access::all, "w300:"), Ids{});
  EXPECT_EQ(access_of(city, "w301:0"), access::emergency);
  EXPECT_THAT(report(), HasSubstr("highway=construction: left out (first: w300)"));
  const City apart = import("15c_emergency_link");
  for (const char* link : {"w81:0", "w82:0", "w83:0r"}) EXPECT_EQ(access_of(apart, link), 60) << link;
}

TEST_F(OsmCases, EachVehicleHasItsOwnAccess) {
  const City city = import("15b_access_by_vehicle");
  EXPECT_EQ(access_of(city, "w2:0"), 61);   // hgv=no
  EXPECT_EQ(access_of(city, "w1:0"), 15);   // motorroad
  EXPECT_EQ(access_of(city, "w3:0r"), 15);  // bicycle=no, foot=no
  EXPECT_EQ(access_of(city, "w4:0"), 57);   // maxweight=3.5, bus=no
  EXPECT_EQ(access_of(city, "w8:0"), 63);
}

}  // namespace
}  // namespace planspiel
