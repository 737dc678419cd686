#include "viewer/app/places.hpp"

#include <gtest/gtest.h>

#include <thread>

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

const Places kStations{
    .table = "stations",
    .large = "professional",
    .fresh = {"Neue Wache", "New station"},
    .measures = {.add = "add_fire_station", .move = "move_fire_station", .close = "close_fire_station"}};

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
  PlacedRow station(const std::string& name) const {
    for (const PlacedRow& place : placed_rows(kStations, city, document.measures()))
      if (place.name == name) return place;
    throw Error(ErrorKind::internal, "no station " + name);
  }
  LonLat degrees(char at) const { return Projection(city.profile.crs).to_degrees(test::place(city, at)); }
};

TEST_F(StationsTest, StandWhereTheMeasuresPutThem) {
  EXPECT_FALSE(station("west").moved);
  move_row(kStations, document, registry, city, station("west"), degrees('B'));
  EXPECT_TRUE(station("west").moved);
  EXPECT_NEAR(station("west").at.x_m, test::place(city, 'B').x_m, 0.2);  // six decimals of a degree
  document.undo();
  EXPECT_EQ(station("west").at, test::place(city, 'A'));
}

TEST_F(StationsTest, MovingAgainChangesTheSameMeasure) {
  move_row(kStations, document, registry, city, station("west"), degrees('B'));
  move_row(kStations, document, registry, city, station("west"), degrees('C'));
  move_row(kStations, document, registry, city, station("east"), degrees('B'));
  EXPECT_EQ(document.measures().size(), 2U);
  EXPECT_NEAR(station("west").at.x_m, test::place(city, 'C').x_m, 0.2);
}

TEST_F(StationsTest, ANewOneHasAFreeNameAndMovesAsItsOwnMeasure) {
  EXPECT_EQ(add_row(kStations, document, registry, city, degrees('B'), Language::de), "Neue Wache 1");
  EXPECT_EQ(add_row(kStations, document, registry, city, degrees('C'), Language::de), "Neue Wache 2");
  EXPECT_TRUE(station("Neue Wache 1").added);
  move_row(kStations, document, registry, city, station("Neue Wache 1"), degrees('A'));
  EXPECT_EQ(document.measures().size(), 2U);
  EXPECT_NEAR(station("Neue Wache 1").at.x_m, test::place(city, 'A').x_m, 0.2);
}

TEST_F(StationsTest, AreKnownByNameAndById) {
  const std::string id = city[tables::stations].id[*city[tables::stations].find(station("west").id)];
  document.add(Value::table({{"kind", "move_fire_station"}, {"name", id}, {"at", place_value(degrees('B'))}}));
  EXPECT_TRUE(station("west").moved);
  move_row(kStations, document, registry, city, station("west"), degrees('C'));
  EXPECT_EQ(document.measures().size(), 1U);
}

TEST_F(StationsTest, APlaceThatIsNoneOnEarthMovesNothing) {
  for (const LonLat wrong : {LonLat::degrees(11.5, 48137.0), LonLat::degrees(11576.0, 48.1)}) {
    document.add(Value::table({{"kind", "move_fire_station"}, {"name", "west"}, {"at", place_value(wrong)}}));
    document.add(Value::table({{"kind", "add_fire_station"}, {"name", "far"}, {"at", place_value(wrong)}}));
  }
  EXPECT_FALSE(station("west").moved);
  EXPECT_EQ(placed_rows(kStations, city, document.measures()).size(), city[tables::stations].size());
}

/// A drop where a station cannot stand says why, and the scenario is as it was.
TEST_F(StationsTest, WhereTheMeasureRefusesThePlaceNothingChanges) {
  move_row(kStations, document, registry, city, station("west"), degrees('B'));
  add_row(kStations, document, registry, city, degrees('B'), Language::en);
  const std::string before = document.toml("/");
  const Point b = test::place(city, 'B');
  const LonLat far = Projection(city.profile.crs).to_degrees(Point::metres(b.x_m, b.y_m + 400.0));
  for (const char* name : {"west", "east", "New station 1"}) try {
      move_row(kStations, document, registry, city, station(name), far);
      ADD_FAILURE() << name << " moved";
    } catch (const Error& error) {
      EXPECT_EQ(error.what(), "'" + std::string(name) + "' lies far from any road");
    }
  EXPECT_THROW(add_row(kStations, document, registry, city, far, Language::en), Error);
  EXPECT_EQ(document.toml("/"), before);
  EXPECT_EQ(station("east").at, test::place(city, 'C'));
}

TEST_F(StationsTest, AClosedOneIsMarked) {
  document.add(Value::table({{"kind", "close_fire_station"}, {"name", "east"}}));
  EXPECT_TRUE(station("east").closed);
}

TEST_F(StationsTest, WhoIsServedNowAndWasNotIsListed) {
  const auto people = [](CityBuilder& builder) { builder[tables::buildings].residents.values() = {3.0, 20.0}; };
  city = test::small_town(people);
  PlacesAnswer answer{.served = {1.0, 0.0}, .served_before = {0.0, 1.0}};
  const ServedChange change = change_of(city, answer);
  EXPECT_EQ(change.gained, (std::vector<std::size_t>{0}));
  EXPECT_EQ(change.lost, (std::vector<std::size_t>{1}));
  EXPECT_EQ(change.amount_gained, 3.0);
  EXPECT_EQ(change.amount_lost, 20.0);
  answer.served_before = answer.served;
  EXPECT_TRUE(change_of(city, answer).gained.empty());
}

TEST_F(StationsTest, WithoutThePluginThereIsAMessage) {
  registry.measures.clear();
  EXPECT_THROW(move_row(kStations, document, registry, city, station("west"), degrees('B')), Error);
  EXPECT_THROW(add_row(kStations, document, registry, city, degrees('B'), Language::de), Error);
  EXPECT_TRUE(places_tools(registry).empty());
}

// A family that the viewer has never heard of: depots of a waste service, in a table of their own, which serve zones.

struct DepotId : Id<DepotId> {
  using Id::Id;
};
struct Depots : TableOf<Depots, DepotId> {
  static constexpr std::string_view kName = "depots";
  Column<DepotId, std::string> name;
  Column<DepotId, Point> position;
  template <class Each>
  void describe(Each&& each) {
    each("name", name, {.help = {"Name", "name"}});
    each("position", position, {.help = {"wo er steht", "where it stands"}});
  }
};
constexpr TableKey<Depots> kDepots;

struct MoveDepot {
  std::string name;
  LonLat at{};
  void describe(OptionSet& set) {
    set.text("name", name, {{"Name", "Name"}}).required();
    set.place("at", at, {{"Ort", "Place"}}).required();
  }
};
City apply(const MoveDepot& measure, City city) {
  Depots depots = city.copy(kDepots);
  for (const DepotId depot : depots.ids())
    if (depots.name[depot] == measure.name) depots.position[depot] = Projection(city.profile.crs).to_metres(measure.at);
  return city.with(std::move(depots));
}

struct CollectOptions {
  std::string depot;
  LonLat at{};
  std::int64_t hour = 0;
  double reach_m = 120.0;
  void describe(OptionSet& set) {
    set.text("depot", depot, {{"Hof", "Depot"}});
    set.place("at", at, {{"Ort", "Place"}});
    set.integer("hour", hour, {{"Stunde", "Hour"}}, {0, 23});
    set.number("reach_m", reach_m, {{"Reichweite", "Reach"}}, {1.0, 1e5});
  }
};
const Field<ZoneId, double> kCollected =
    Field<ZoneId, double>{"waste.collected", "", {"Abgeholt", "Collected"}, Better::more, {}}.as_flag();

/// A zone is served where a depot lies within reach of its middle.
class CollectTool final : public Tool {
 public:
  explicit CollectTool(Ports& ports)
      : options_(ports.options<CollectOptions>()),
        depots_(ports.table(kDepots)),
        zones_(ports.table(tables::zones)),
        crs_(ports.profile().crs) {}
  ToolAnswer run(RunContext&) override {
    ToolAnswer answer;  // the best place for one depot more: at the first zone
    const LonLat at = Projection(crs_).to_degrees(zones_.centre[ZoneId(std::size_t{0})]);
    answer.measures.push_back(Value::table({{"kind", "move_depot"}, {"name", "North"}, {"at", place_value(at)}}));
    return answer;
  }
  ToolAnswer update(const Value& edit, RunContext&) override {
    const auto wanted = read_options<CollectOptions>(edit);
    auto served = std::make_shared<Grid<ZoneId, double>>(std::vector<std::size_t>{zones_.size()});
    double inside = 0.0;
    for (const ZoneId zone : zones_.ids())
      for (const DepotId depot : depots_.ids()) {
        const Point at =
            depots_.name[depot] == wanted.depot ? Projection(crs_).to_metres(wanted.at) : depots_.position[depot];
        if (distance(at, zones_.centre[zone]).value <= options_.reach_m) (*served)[zone] = 1.0;
      }
    for (const ZoneId zone : zones_.ids()) inside += (*served)[zone];
    const auto all = static_cast<double>(zones_.size());
    ToolAnswer answer;
    answer.answer = Value::table({{"depot", wanted.depot},
                                  {"hour", wanted.hour},
                                  {"tons", inside},
                                  {"tons_all", all},
                                  {"part", 100.0 * inside / all},
                                  {"paved", true}});
    answer.fields.emplace(kCollected.spec.name, FieldValues{kCollected.spec, served});
    return answer;
  }

 private:
  CollectOptions options_;
  const Depots& depots_;
  const Zones& zones_;
  std::string crs_;
};

Places depot_places() {
  Places places{.table = "depots", .many = {"Höfe", "Depots"}, .fresh = {"Neuer Hof", "New depot"}};
  places.measures.move = "move_depot";
  places.asked.row = "depot";
  places.answered = {.share = "part", .served = "tons", .all = "tons_all", .works = "paved"};
  places.shown.served = "waste.collected";
  places.proposal.tool = "collect";
  return places;
}

/// One depot "North" at A, zones A, B and C 200 m apart: only A is served.
class DepotsTest : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  Registry registry{};
  std::optional<Workbench> bench{};
  std::optional<PlacesSession> session{};

  static City town_with_depot() {
    return test::small_town([](CityBuilder& builder) {
      auto depots = std::make_unique<Depots>();
      const DepotId north = depots->add("d1");
      depots->name[north] = "North";
      depots->position[north] = test::place(builder, 'A');
      builder.add_table(std::move(depots));
    });
  }
  void SetUp() override {
    registry.measures.push_back(measure<MoveDepot>("move_depot", "waste", {"Hof verlegen", "Move a depot"}));
    registry.plugins.push_back({.name = "waste", .version = "1"});
    registry.plugins.back().add(table<Depots>({"Höfe.", "Depots."}));
    registry.plugins.back().add(
        places(depot_places(), tool<CollectTool, CollectOptions>("collect", {"Abholung", "Collection"}, {"", ""})));
    write_file(folder / "city.toml", "kind = \"generated\"\n");
    write_file(folder / "base.toml", "city = \"city.toml\"\n");
    bench.emplace(Services{.registry = &registry, .load_city = [](const std::filesystem::path&, const Services&) {
                             return town_with_depot();
                           }});
    session.emplace(*bench);
    bench->open(folder / "base.toml");
    while (bench->busy()) {
      bench->poll();
      std::this_thread::yield();
    }
    check();
  }
  /// As the window does it: a scenario is asked about when it was checked.
  void check() {
    bench->check();
    while (bench->checker().busy()) bench->poll();
  }
  const PlacesAnswer& answer() {
    while (session->busy() || session->seeks_site()) {
      session->poll();
      std::this_thread::yield();
    }
    session->poll();
    return session->answer().value();
  }
  LonLat degrees(char at) const {
    const City& city = bench->base_city()->city;
    return Projection(city.profile.crs).to_degrees(test::place(city, at));
  }
};

TEST_F(DepotsTest, StandOnTheMapByWhatTheToolDeclares) {
  ASSERT_NE(session->tool(), nullptr);
  EXPECT_EQ(session->places().many.en, "Depots");
  const auto rows = placed_rows(session->places(), bench->base_city()->city, {});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].name, "North");
  EXPECT_TRUE(rows[0].large);
  EXPECT_FALSE(rows[0].closed);  // the table has no such column
}

TEST_F(DepotsTest, WhoIsServedFollowsTheHandAndIsComparedWithTheBase) {
  session->ask(8);
  EXPECT_EQ(answer().domain, domain_of<ZoneId>);
  EXPECT_EQ(answer().served, (std::vector<double>{1.0, 0.0, 0.0}));
  session->ask(8, "North", degrees('B'));
  EXPECT_EQ(answer().row, "North");
  EXPECT_EQ(answer().served, (std::vector<double>{0.0, 1.0, 0.0}));
  EXPECT_EQ(answer().served_before, (std::vector<double>{1.0, 0.0, 0.0}));
  EXPECT_NEAR(answer().share, 100.0 / 3.0, 1e-9);
  const ServedChange change = change_of(bench->base_city()->city, answer());
  EXPECT_EQ(change.gained, (std::vector<std::size_t>{1}));
  EXPECT_EQ(change.lost, (std::vector<std::size_t>{0}));
}

TEST_F(DepotsTest, ADropIsTheirOwnMeasure) {
  const City& city = bench->base_city()->city;
  const auto row = placed_rows(session->places(), city, {}).at(0);
  move_row(session->places(), *bench->document(), registry, city, row, degrees('C'));
  EXPECT_EQ(bench->document()->measures().at(0).at("kind").as_text(), "move_depot");
  check();
  session->ask(8);
  EXPECT_EQ(answer().served, (std::vector<double>{0.0, 0.0, 1.0}));
  EXPECT_THROW(add_row(session->places(), *bench->document(), registry, city, degrees('B'), Language::en), Error);
}

TEST_F(DepotsTest, WhatTheToolProposesGoesIntoTheScenario) {
  session->best_site();
  while (session->seeks_site()) {
    session->poll();
    std::this_thread::yield();
  }
  session->poll();
  ASSERT_EQ(bench->document()->measures().size(), 1U);
  EXPECT_EQ(bench->document()->measures()[0].at("name").as_text(), "North");
}

}  // namespace
}  // namespace planspiel::viewer
