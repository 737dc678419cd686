#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/value.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;

/// A tool of the fire service asked on testtown.
Outcome ask(const Workshop& shop, std::vector<std::string> line, const std::string& scenario = "base.toml") {
  line.insert(line.begin() + 1, (shop.town() / scenario).string());
  return shop.run(line);
}

const Value& number(const Value& answer, const std::string& name) {
  for (const Value& row : answer.at("numbers").items())
    if (row.at("name").as_text() == name) return row;
  throw std::runtime_error("no number " + name);
}

TEST(FleetCommand, TellsOfTheYearsAndOfEachStation) {
  const Workshop shop;
  const Outcome told = ask(shop, {"fleet", "--replications", "4", "--smallest", "--json"});
  ASSERT_EQ(told.code, 0) << told.err;
  const Value answer = parse_json(told.out, "stdout");
  const double incidents = number(answer, "incidents").at("value").at("mean").as_number();
  EXPECT_GT(number(answer, "runs").at("value").at("mean").as_number(), incidents);  // one unit each at least
  ASSERT_FALSE(answer.at("table").items().empty());
  for (const Value& row : answer.at("table").items()) {
    EXPECT_GE(row.at("first_due_busy").at("mean").as_number(), 0.0);
    EXPECT_LE(row.at("first_due_busy").at("mean").as_number(), 1.0);
  }
  EXPECT_GT(answer.at("smallest").at("engines").as_integer(), 0);
}

TEST(FleetCommand, ExplainsStepByStepWhatLiesBetweenCoverageAndTheSimulatedShare) {
  const Workshop shop;
  const Outcome told = ask(shop, {"fleet", "--replications", "30", "--json"});
  ASSERT_EQ(told.code, 0) << told.err;
  const Value answer = parse_json(told.out, "stdout");
  ASSERT_EQ(answer.at("steps").items().size(), 4u);  // a row for each standard
  for (const Value& row : answer.at("steps").items()) {
    const auto share = [&](const char* step) { return row.at(step).as_number(); };
    const Value& idle = row.at("simulated_never_busy");
    const double half_width = idle.at("high").as_number() - idle.at("mean").as_number();
    EXPECT_NEAR(idle.at("mean").as_number(), share("expected"), 2.0 * half_width + 0.05)
        << row.at("standard").as_text();
    EXPECT_LE(share("first_alarm"), share("covered") + 1e-9);
    EXPECT_LE(share("with_spread"), share("first_alarm") + 1e-9);
    EXPECT_LT(share("run_covered") - row.at("simulated").at("mean").as_number(), 10.0);
  }
}

TEST(FleetCommand, AnEarlierAnswerGivesPairedDifferences) {
  const Workshop shop;
  const Outcome before = ask(shop, {"fleet", "--replications", "4", "--json"});
  ASSERT_EQ(before.code, 0) << before.err;
  const auto file = shop.folder() / "before.json";
  write_text(file, before.out);
  shop.scenario("one-more.toml",
                "base = \"base.toml\"\n[[measure]]\nkind = \"station_units\"\nname = \"FW1\"\n"
                "units = [{ type = \"Loeschzug\", functions = 10 }, { type = \"HLF\", functions = 6 }, "
                "{ type = \"HLF\", functions = 6 }]\n");
  const Outcome same = ask(shop, {"fleet", "--replications", "4", "--against", file.string(), "--json"});
  ASSERT_EQ(same.code, 0) << same.err;
  EXPECT_EQ(number(parse_json(same.out, "stdout"), "runs").at("change").at("mean").as_number(), 0.0);
  const Outcome more =
      ask(shop, {"fleet", "--replications", "4", "--against", file.string(), "--json"}, "one-more.toml");
  ASSERT_EQ(more.code, 0) << more.err;
  EXPECT_LE(number(parse_json(more.out, "stdout"), "first_due_busy").at("change").at("mean").as_number(), 0.0);
  const Outcome other = ask(shop, {"fleet", "--replications", "5", "--against", file.string()});
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, HasSubstr("has 4 simulated years, not 5"));
}

TEST(FleetCommand, AnUnknownStandardNamesTheNearest) {
  const Workshop shop;
  const Outcome told = ask(shop, {"fleet", "--standard", "hilfsfirst"});
  EXPECT_EQ(told.code, 2);
  EXPECT_THAT(told.err, HasSubstr("'hilfsfrist'"));
}

}  // namespace
}  // namespace planspiel::test
