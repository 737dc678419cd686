#include "plugins/fire/sizing/year_case.hpp"

#include <gtest/gtest.h>

#include "engine/generate/generate.hpp"
#include "plugins/fire/sizing/coverage_steps.hpp"
#include "plugins/fire/sizing/simulation/replications.hpp"
#include "tests/unit/plugins/fire/fire_day.hpp"

using namespace planspiel;
using planspiel::fire::YearCase;
using planspiel::test::FireDay;

namespace {

/// Station S and houses at A and B, one kilometre further each; 10 m/s for cars.
constexpr std::string_view kRoad = R"(
  S---------A---------B
)";

struct Rate {
  std::string id;
  double per_resident = 0.01;
  std::int32_t functions = 6;
  double reinforced = 0.0;
  std::int32_t reinforced_functions = 0;
};

City city_with(const std::vector<Rate>& rates) {
  return test::town(kRoad, {.zones = true,
                            .more =
                                [&](CityBuilder& builder) {
                                  test::add_station(builder, "1", test::place(builder, 'S'), {.crews = {10, 6}});
                                  test::add_building(builder, "a", test::place(builder, 'A'), 300.0, 'A');
                                  test::add_building(builder, "b", test::place(builder, 'B'), 100.0, 'B');
                                  test::add_standard(builder, "first");
                                  test::add_standard(builder, "sixteen", {.functions = 16});
                                  IncidentRates& table = builder[tables::incident_rates];
                                  const std::vector<double> even(24, 1.0 / 24.0);
                                  for (const Rate& rate : rates) {
                                    const IncidentRateId row = table.add(rate.id);
                                    table.per_resident[row] = rate.per_resident;
                                    table.functions[row] = rate.functions;
                                    table.reinforced[row] = rate.reinforced;
                                    table.reinforced_functions[row] = rate.reinforced_functions;
                                    table.profile = with_last(table.profile, even);
                                  }
                                }})
      .city;
}

/// The case of a day.
YearCase case_of(const FireDay& day, double faster) {
  std::unique_ptr<fire::DispatchTables> tables;
  struct Asks final : Model {
    Asks(Ports& ports, std::unique_ptr<fire::DispatchTables>& tables) {
      tables = std::make_unique<fire::DispatchTables>(ports);
    }
    void run(RunContext&) override {}
  };
  const ModelEntry entry{"test", [&](Ports& ports) { return std::make_unique<Asks>(ports, tables); }};
  const City empty;
  const Declared declared = declare_model(entry, empty);
  const FieldMap none;
  const Value options = Value::table();
  BoundPorts ports(declared, {.city = day.city, .empty_city = empty, .fields = none, .options = options});
  entry.make(ports);
  RunObserver observer;
  RunContext context(1, {}, observer);
  fire::YearOptions asked;
  asked.response.drive.faster = faster;
  return fire::make_year_case(*tables, asked, *day.road_speed, context);
}
/// The case of a city, with engines as fast as cars.
YearCase case_of(const City& city) { return case_of(FireDay(city), 1.0); }

double sum(const std::vector<double>& values) {
  double total = 0.0;
  for (const double value : values) total += value;
  return total;
}

TEST(YearCase, TakesIncidentsFromResidentsAndDrivesFromTheRoads) {
  const YearCase made = case_of(city_with({{"fire"}}));
  ASSERT_EQ(made.problem.types.size(), 1u);
  EXPECT_NEAR(sum(made.problem.types[0].per_year), 4.0, 1e-9);  // 400 residents, one in a hundred a year
  ASSERT_EQ(made.problem.travel.classes, 2u);                   // the pieces of the street at A and B
  EXPECT_NEAR(made.problem.travel.to(8, 0)[0], 100.0, 0.1);     // 1 km at 10 m/s
  EXPECT_NEAR(made.problem.travel.to(8, 1)[0], 200.0, 0.1);
}

TEST(YearCase, ReinforcedIncidentsAreATypeOfTheirOwn) {
  const YearCase made = case_of(city_with({{"fire", 0.01, 10, 0.25, 26}}));
  ASSERT_EQ(made.problem.types.size(), 2u);
  const fire::IncidentType &large = made.problem.types[0], &usual = made.problem.types[1];
  EXPECT_NEAR(sum(large.per_year), 1.0, 1e-9);
  EXPECT_NEAR(sum(usual.per_year), 3.0, 1e-9);
  EXPECT_EQ(large.second_wave.functions, 26.0);
  EXPECT_EQ(large.standards, (std::vector<Flag>{1, 0}));  // the second wave is no first alarm
  EXPECT_EQ(usual.standards, (std::vector<Flag>{1, 0}));  // ten functions are no case for a demand of sixteen
}

TEST(YearCase, AStandardCountsIncidentsToWhichThePlanSendsItsFunctionsAtOnce) {
  const YearCase made = case_of(city_with({{"alarm", 0.01, 10}, {"building_fire", 0.01, 16}}));
  EXPECT_EQ(made.problem.types[0].standards, (std::vector<Flag>{1, 0}));
  EXPECT_EQ(made.problem.types[1].standards, (std::vector<Flag>{1, 1}));
}

/// testtown on a day on which cars are half as fast, so that more is missed.
class YearOfTesttown : public testing::Test {
 protected:
  FireDay day{generate_city(PLANSPIEL_SOURCE_DIR "/scenarios/testtown/city.toml")};
  void SetUp() override {
    for (Speed& speed : day.road_speed->values()) speed *= 0.5;
  }
  /// The model's expected share of incidents, over all hours.
  double expected_by_model(StandardId standard) const {
    double sum = 0.0, all = 0.0;
    for (const DistrictId district : day.city[tables::districts].ids())
      for (const Hour hour : kHoursOfDay) {
        const double incidents = day.result(fire::fields::district_incidents)(district, hour);
        sum += incidents * day.result(fire::fields::probable_incidents)(district, standard, hour);
        all += incidents;
      }
    return sum / all;
  }
};

TEST_F(YearOfTesttown, WithoutBusyUnitsShowsTheExpectedShareOfTheModel) {
  day.run();
  YearCase made = case_of(day, fire::DriveOptions{}.faster);
  made.problem.dispatch.never_busy = true;
  for (fire::IncidentType& type : made.problem.types)  // more incidents: narrower intervals
    for (double& rate : type.per_year) rate *= 100.0;
  const auto steps = fire::steps_of(made.problem, fire::Spread::usual());
  const auto years = fire::simulate_years(made.problem, {.count = 6, .seed = 1});
  for (const StandardId standard : day.city[tables::standards].ids()) {
    const std::size_t k = standard.index();
    const auto share = fire::estimate(fire::each(years, [k](const auto& year) { return year.in_time[k]; }));
    EXPECT_NEAR(share.mean, steps.expected[k], 1.5 * share.half_width + 5e-4) << k;
    // The model weighs by all incidents, a standard by those that it counts, and pieces of streets stand for buildings.
    EXPECT_NEAR(expected_by_model(standard), steps.expected[k], 0.004) << k;
  }
}

TEST(YearCase, ACityWithoutIncidentsIsRefused) {
  try {
    case_of(city_with({}));
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "the city expects no incidents: fill the table incident_rates");
  }
}

}  // namespace
