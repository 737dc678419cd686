#include "viewer/app/stations.hpp"

#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "engine/base/projection.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/viewer/small_town.hpp"
#include "viewer/app/form.hpp"

namespace planspiel::viewer {
namespace {

struct NewStation {
  std::string name;
  LonLat at{};
  void describe(OptionSet& set) {
    set.text("name", name, {{"Name", "Name"}}).required();
    set.place("at", at, {{"Ort", "Place"}}).required();
  }
};
/// Nobody may stand north of the street.
City apply(const NewStation& measure, City city) {
  if (Projection(city.profile.crs).to_metres(measure.at).y_m > test::place(city, 'A').y_m + 50.0)
    throw Error(ErrorKind::config, "'" + measure.name + "' lies far from any road");
  return city;
}

/// Stations "west" at A and "east" at C.
class StationsTest : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  City city = test::small_town();
  Registry registry{};
  Document document = [this] {
    write_file(folder / "base.toml", "city = \"x\"\n");
    return Document::on_base(folder / "base.toml");
  }();
  void SetUp() override {
    for (const char* kind : {"add_fire_station", "move_fire_station"})
      registry.measures.push_back(measure<NewStation>(kind, "fire", {kind, kind}));
  }
  StationPlace station(const std::string& name) const {
    for (const StationPlace& place : stations_of(city, document.measures()))
      if (place.name == name) return place;
    throw Error(ErrorKind::internal, "no station " + name);
  }
  LonLat degrees(char at) const { return Projection(city.profile.crs).to_degrees(test::place(city, at)); }
};

TEST_F(StationsTest, StandWhereTheMeasuresPutThem) {
  EXPECT_FALSE(station("west").moved);
  move_station(document, registry, city, station("west"), degrees('B'));
  EXPECT_TRUE(station("west").moved);
  EXPECT_NEAR(station("west").at.x_m, test::place(city, 'B').x_m, 0.2);  // six decimals of a degree
  document.undo();
  EXPECT_EQ(station("west").at, test::place(city, 'A'));
}

TEST_F(StationsTest, MovingAgainChangesTheSameMeasure) {
  move_station(document, registry, city, station("west"), degrees('B'));
  move_station(document, registry, city, station("west"), degrees('C'));
  move_station(document, registry, city, station("east"), degrees('B'));
  EXPECT_EQ(document.measures().size(), 2U);
  EXPECT_NEAR(station("west").at.x_m, test::place(city, 'C').x_m, 0.2);
}

TEST_F(StationsTest, ANewOneHasAFreeNameAndMovesAsItsOwnMeasure) {
  EXPECT_EQ(add_station(document, registry, city, degrees('B'), Language::de), "Neue Wache 1");
  EXPECT_EQ(add_station(document, registry, city, degrees('C'), Language::de), "Neue Wache 2");
  EXPECT_TRUE(station("Neue Wache 1").added);
  move_station(document, registry, city, station("Neue Wache 1"), degrees('A'));
  EXPECT_EQ(document.measures().size(), 2U);
  EXPECT_NEAR(station("Neue Wache 1").at.x_m, test::place(city, 'A').x_m, 0.2);
}

TEST_F(StationsTest, AreKnownByNameAndById) {
  const std::string id = city[tables::stations].id[*city[tables::stations].find(station("west").id)];
  document.add(Value::table({{"kind", "move_fire_station"}, {"name", id}, {"at", place_value(degrees('B'))}}));
  EXPECT_TRUE(station("west").moved);
  move_station(document, registry, city, station("west"), degrees('C'));
  EXPECT_EQ(document.measures().size(), 1U);
}

TEST_F(StationsTest, APlaceThatIsNoneOnEarthMovesNothing) {
  for (const LonLat wrong : {LonLat::degrees(11.5, 48137.0), LonLat::degrees(11576.0, 48.1)}) {
    document.add(Value::table({{"kind", "move_fire_station"}, {"name", "west"}, {"at", place_value(wrong)}}));
    document.add(Value::table({{"kind", "add_fire_station"}, {"name", "far"}, {"at", place_value(wrong)}}));
  }
  EXPECT_FALSE(station("west").moved);
  EXPECT_EQ(stations_of(city, document.measures()).size(), city[tables::stations].size());
}

/// A drop where a station cannot stand says why, and the scenario is as it was.
TEST_F(StationsTest, WhereTheMeasureRefusesThePlaceNothingChanges) {
  move_station(document, registry, city, station("west"), degrees('B'));
  add_station(document, registry, city, degrees('B'), Language::en);
  const std::string before = document.toml("/");
  const Point b = test::place(city, 'B');
  const LonLat far = Projection(city.profile.crs).to_degrees(Point::metres(b.x_m, b.y_m + 400.0));
  for (const char* name : {"west", "east", "New station 1"}) try {
      move_station(document, registry, city, station(name), far);
      ADD_FAILURE() << name << " moved";
    } catch (const Error& error) {
      EXPECT_EQ(error.what(), "'" + std::string(name) + "' lies far from any road");
    }
  EXPECT_THROW(add_station(document, registry, city, far, Language::en), Error);
  EXPECT_EQ(document.toml("/"), before);
  EXPECT_EQ(station("east").at, test::place(city, 'C'));
}

TEST_F(StationsTest, AClosedOneIsMarked) {
  document.add(Value::table({{"kind", "close_fire_station"}, {"name", "east"}}));
  EXPECT_TRUE(station("east").closed);
}

TEST_F(StationsTest, WhoIsReachedNowAndWasNotIsListed) {
  const auto people = [](CityBuilder& builder) { builder[tables::buildings].residents.values() = {3.0, 20.0}; };
  city = test::small_town(people);
  Reach reach{.reached = {1.0, 0.0}, .reached_before = {0.0, 1.0}};
  const ReachChange change = change_of(city, reach);
  EXPECT_EQ(change.gained, (std::vector<BuildingId>{BuildingId(std::size_t{0})}));
  EXPECT_EQ(change.lost, (std::vector<BuildingId>{BuildingId(std::size_t{1})}));
  EXPECT_EQ(change.residents_gained, 3.0);
  EXPECT_EQ(change.residents_lost, 20.0);
  reach.reached_before = reach.reached;
  EXPECT_TRUE(change_of(city, reach).gained.empty());
}

TEST_F(StationsTest, WithoutThePluginThereIsAMessage) {
  registry.measures.clear();
  EXPECT_THROW(move_station(document, registry, city, station("west"), degrees('B')), Error);
  EXPECT_THROW(add_station(document, registry, city, degrees('B'), Language::de), Error);
  EXPECT_FALSE(ReachSession::possible(registry));
}

}  // namespace
}  // namespace planspiel::viewer
