#include "plugins/fire/new_stations/stations_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/projection.hpp"
#include "engine/generate/generate.hpp"
#include "engine/run/measure.hpp"
#include "plugins/fields.hpp"
#include "plugins/fire/arrivals/reach_tool.hpp"
#include "plugins/fire/measures/add_fire_station.hpp"
#include "plugins/fire/measures/close_fire_station.hpp"
#include "plugins/fire/measures/move_fire_station.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

namespace planspiel::fire {
namespace {

/// testtown with the station in the north alone, on a day that is slow at 7 and slower, elsewhere, at 15 o'clock: in
/// six minutes from the alarm nobody is everywhere.
class StationsOnRoads : public testing::Test {
 protected:
  static City town() {
    City city = generate_city(PLANSPIEL_SOURCE_DIR "/scenarios/testtown/city.toml");
    Standards standards = city.copy(tables::standards);
    for (const StandardId standard : standards.ids()) standards.time[standard] = Seconds(360.0);
    return apply(CloseFireStation{"Hauptwache"}, city.with(std::move(standards)));
  }
  static void slow(test::FireDay& day) {
    for (const EdgeId edge : day.city[tables::roads].ids()) {
      (*day.road_speed)(edge, Hour(7)) *= 0.6;
      (*day.road_speed)(edge, Hour(15)) *= edge.index() % 3 == 0 ? 0.3 : 0.7;
    }
  }

  City city = town();
  test::FireDay day{city};
  RunObserver observer{};
  RunContext context{1, {}, observer};
  City empty{};

  void SetUp() override { slow(day); }

  template <class ToolClass>
  std::unique_ptr<Tool> prepare(const Value& options) {
    DeclaringPorts declaring("tool", empty, nullptr);
    const ToolClass declared(declaring);
    const FieldMap given{
        {planspiel::fields::road_speed.spec.name, {planspiel::fields::road_speed.spec, day.road_speed}}};
    BoundPorts ports(declaring.declared(),
                     Binding{.city = city, .empty_city = empty, .fields = given, .options = options});
    return std::make_unique<ToolClass>(ports);
  }
  ToolAnswer ask(const std::string& options) {
    return prepare<StationsTool>(
               parse_toml("standard = \"hilfsfrist_professional\"\ncandidate_count = 12\n" + options, "options"))
        ->run(context);
  }
  /// Residents reached in each hour when the proposed measures are run, by the model.
  std::vector<double> run_of(const ToolAnswer& answer, const std::string& standard = "hilfsfrist_professional") {
    City built = city;
    for (const Value& measure : answer.measures) {
      const std::string& kind = measure.at("kind").as_text();
      if (kind == "add_fire_station")
        built = apply(read_options<AddFireStation>(measure, kMeasureKeys), std::move(built));
      else if (kind == "move_fire_station")
        built = apply(read_options<MoveFireStation>(measure, kMeasureKeys), std::move(built));
    }
    test::FireDay after(built);
    slow(after);
    after.run();
    std::vector<double> reached;
    const StandardId asked = *city[tables::standards].find(standard);
    for (const Hour hour : kHoursOfDay) {
      reached.push_back(0.0);
      for (const DistrictId district : city[tables::districts].ids())
        reached.back() +=
            after.result(fields::coverage_residents)(district, asked, hour) * after.result(fields::residents)(district);
    }
    return reached;
  }
  static double value(const ToolAnswer& answer) { return answer.answer.at("value").as_number(); }

  /// Offsets of a lattice of 100 m within 1 km.
  template <class Body>
  static void for_lattice(Body&& body) {
    for (int x = -10; x <= 10; ++x)
      for (int y = -10; y <= 10; ++y)
        if (x * x + y * y <= 100 && (x != 0 || y != 0)) body(100.0 * x, 100.0 * y);
  }
};

TEST_F(StationsOnRoads, TheAnswerIsTheNumberOfARun) {
  const ToolAnswer one_hour = ask("add = 1\nhours = \"15:00-16:00\"");
  EXPECT_NEAR(value(one_hour), run_of(one_hour)[15], 1e-6);
  const ToolAnswer both = ask("add = 2");
  const std::vector<double> reached = run_of(both);
  EXPECT_NEAR(value(both), std::min(reached[7], reached[15]), 1e-6);  // the worst hour, as a run's indicator
  const ToolAnswer moved = ask("move = 1");
  const std::vector<double> after_move = run_of(moved);
  EXPECT_NEAR(value(moved), std::min(after_move[7], after_move[15]), 1e-6);
}

TEST_F(StationsOnRoads, NoPointOfALatticeAroundTheAnswerIsBetterByARun) {
  const ToolAnswer answer = ask("add = 1");
  const Projection projection(city.profile.crs);
  const Value& at = answer.answer.at("sites").items()[0].at("at");
  const Point centre = projection.to_metres(LonLat::degrees(at.items()[0].as_number(), at.items()[1].as_number()));
  const auto reach = prepare<ReachTool>(parse_toml("standard = \"hilfsfrist_professional\"\nhour = 7", "options"));
  std::map<std::pair<double, double>, double> least;
  for (const int hour : {7, 15}) {
    reach->update(Value::table({{"hour", hour}}), context);
    for_lattice([&](double x, double y) {
      const LonLat place = projection.to_degrees(Point::metres(centre.x_m + x, centre.y_m + y));
      const Value edit = Value::table({{"station", "new"}, {"at", Value::list({place.lon_deg, place.lat_deg})}});
      const double reached = reach->update(edit, context).answer.at("residents").as_number();
      const auto [seen, first] = least.insert({{x, y}, reached});
      if (!first) seen->second = std::min(seen->second, reached);
    });
  }
  for (const auto& [offset, reached] : least)
    EXPECT_LE(reached, value(answer) + 1e-6) << offset.first << ", " << offset.second;
}

TEST_F(StationsOnRoads, AreBetterThanTheBestCandidate) {
  const ToolAnswer answer = ask("add = 1");
  const Value& proof = answer.answer.at("proof");
  EXPECT_GT(value(answer), proof.at("candidate_value").as_number());
  EXPECT_LT(value(answer), answer.answer.at("of").as_number());
  EXPECT_EQ(answer.answer.at("bound").as_number(), value(answer));
  EXPECT_GT(answer.answer.at("sites").items()[0].at("moved_m").as_number(), 0.0);
}

TEST_F(StationsOnRoads, SayWhatTheProofCoversInBothLanguages) {
  const Text refined = ask("add = 1").headline;
  EXPECT_THAT(refined.de, testing::HasSubstr("Bewiesen: keine Wahl unter den"));
  EXPECT_THAT(refined.de, testing::HasSubstr("im Umkreis von 1 km"));
  EXPECT_THAT(refined.en, testing::HasSubstr("within 1 km"));
  const Text candidates_only = ask("add = 1\nobjective = \"p-median\"").headline;
  EXPECT_THAT(candidates_only.en, testing::HasSubstr("other places were not tried"));
}

TEST_F(StationsOnRoads, CountAPlaceInEveryHourWhicheverStationReachesIt) {
  const ToolAnswer answer = ask("add = 1\nover_hours = \"every\"");
  EXPECT_LE(value(answer), std::min(run_of(answer)[7], run_of(answer)[15]) + 1e-6);
  const ToolAnswer worst = ask("add = 1");
  EXPECT_GE(value(worst), value(answer) - 1e-6);  // what counts in every hour counts in the worst one
}

}  // namespace
}  // namespace planspiel::fire
