#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/text.hpp"
#include "engine/base/value.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;

Outcome stations(const Workshop& shop, const std::string& scenario, std::vector<std::string> options) {
  options.insert(options.begin(), {"stations", (shop.town() / scenario).string()});
  return shop.run(options);
}

Value answer_of(const Outcome& told) {
  EXPECT_EQ(told.code, 0) << told.err;
  return parse_json(told.out, "stdout");
}

/// testtown without its professional stations but one in a corner.
void keep_one_station(const Workshop& shop) {
  shop.scenario("one.toml",
                "base = \"base.toml\"\n[[measure]]\nkind = \"close_fire_station\"\nname = \"Hauptwache\"\n");
}

TEST(StationsCommand, GivesValueBoundAndGapForEveryObjective) {
  const Workshop shop;
  keep_one_station(shop);
  for (const std::string objective : {"mclp", "p-median", "p-centre", "expected", "functions"}) {
    const Value answer = answer_of(
        stations(shop, "one.toml", {"--add", "1", "--objective", objective, "--candidate-count", "40", "--json"}));
    const double value = answer.at("value").as_number(), bound = answer.at("bound").as_number();
    EXPECT_NEAR(value, bound, 1e-6 * bound) << objective;
    const double gain = value - answer.at("before").as_number();
    EXPECT_GE(objective[0] == 'p' ? -gain : gain, 0.0) << objective;  // of times, less is better
  }
}

TEST(StationsCommand, TheScenarioThatItWritesReachesWhatItSays) {
  const Workshop shop;
  keep_one_station(shop);
  const auto file = shop.town() / "more.toml";
  const Value answer =
      answer_of(stations(shop, "one.toml", {"--add", "1", "--hours", "00:00-24:00", "--json", "--out", file.string()}));
  ASSERT_EQ(shop.run({"run", file.string(), "-o", (shop.folder() / "more").string(), "--no-geopackage"}).code, 0);
  // The run's worst hour is at least what the sites reach in all hours at once.
  EXPECT_GE(indicator(shop.folder() / "more", "fire.coverage.residents.hilfsfrist_professional") + 1e-6,
            100.0 * answer.at("value").as_number() / answer.at("of").as_number());
}

TEST(StationsCommand, SaysFirstWhatTheProofCovers) {
  const Workshop shop;
  keep_one_station(shop);
  const Outcome english = stations(shop, "one.toml", {"--add", "1"});
  EXPECT_THAT(english.out, testing::StartsWith("Proven: no choice among the"));
  EXPECT_THAT(english.out, HasSubstr("within 1 km of each new site none is better"));
  const Outcome german = stations(shop, "one.toml", {"--add", "1", "--lang", "de"});
  EXPECT_THAT(german.out, testing::StartsWith("Bewiesen: keine Wahl unter den"));
}

TEST(StationsCommand, MovesNoFartherThanItMayAndKeepsWhatIsFixed) {
  const Workshop shop;
  const Value answer = answer_of(stations(shop, "base.toml", {"--move", "1", "--fix", "Hauptwache", "--json"}));
  EXPECT_EQ(answer.at("open").items().size(), 2u);
  EXPECT_EQ(answer.at("open").items()[0].as_text(), "Hauptwache");
}

TEST(StationsCommand, SaysWhatContradictsItself) {
  const Workshop shop;
  const auto refused = [&](const std::vector<std::string>& options) {
    const Outcome told = stations(shop, "base.toml", options);
    EXPECT_EQ(told.code, 2) << told.out;
    return told.err;
  };
  EXPECT_THAT(refused({}), HasSubstr("one of --add N, --move N, --total N"));
  EXPECT_THAT(refused({"--add", "1", "--total", "3"}), HasSubstr("one of --add N, --move N, --total N"));
  EXPECT_THAT(refused({"--move", "9"}), HasSubstr("only 2 stations may be moved, not 9"));
  EXPECT_THAT(refused({"--total", "200", "--candidate-count", "5"}), HasSubstr("there are only "));
  EXPECT_THAT(refused({"--total", "3", "--fix", "Hauptwach"}), HasSubstr("'Hauptwache'"));
  EXPECT_THAT(refused({"--add", "1", "--standard", "agbf_2"}), HasSubstr("use --objective functions"));
  EXPECT_THAT(refused({"--add", "1", "--units", "HLF"}), HasSubstr("for example HLF:6"));
}

TEST(StationsCommand, NamesCandidatesOffTheRoadAndPlacesOutOfReach) {
  const Workshop shop;
  const auto file = shop.folder() / "candidates.csv";
  write_text(file, "name,lon,lat\nroad,10.4850,48.4938\nwood,10.9000,48.4938\n");
  const Outcome off_road = stations(shop, "base.toml", {"--add", "1", "--candidates", file.string()});
  EXPECT_EQ(off_road.code, 2);
  EXPECT_THAT(off_road.err, HasSubstr("candidates.csv:3"));
  EXPECT_THAT(off_road.err, HasSubstr("wood"));
  write_text(file, "Nr;Name;Lat;Lon\n1; road ;48,4938;10,485\n2;road;48,4938;10,485\n");
  EXPECT_THAT(stations(shop, "base.toml", {"--add", "1", "--candidates", file.string()}).err,
              HasSubstr("candidates.csv:3: candidate 'road' is there twice, first in"));
  write_text(file, "name,lon,lat\nroad,48.4938,10.4850\n");
  EXPECT_THAT(stations(shop, "base.toml", {"--add", "1", "--candidates", file.string()}).err,
              HasSubstr("swap the columns"));
  write_text(file, "name,lon,lat\nroad,610000,5372000\n");
  EXPECT_THAT(stations(shop, "base.toml", {"--add", "1", "--candidates", file.string()}).err,
              HasSubstr("candidate 'road' has the lat '5372000', which is no number of degrees"));
  const Outcome too_far = stations(shop, "base.toml",
                                   {"--objective", "lscp", "--off-road-speed", "1 km/h", "--fastest", "30 km/h",
                                    "--junction-delay", "10 s", "--congestion", "1", "--candidate-count", "3"});
  EXPECT_EQ(too_far.code, 2);
  EXPECT_THAT(too_far.err, HasSubstr("reached from no site: Süd "));
}

TEST(LocateCommand, FindsThePlantedOptimumWithProof) {
  // Three clusters of three points: a site in the middle of each costs 2 apiece, six in all.
  const Workshop shop;
  const auto file = shop.folder() / "clusters.txt";
  write_text(file, "9 any 3 1\n0 0 1\n1 0 1\n-1 0 1\n50 0 1\n51 0 1\n49 0 1\n0 50 1\n1 50 1\n-1 50 1\n");
  const Value median = answer_of(shop.run({"locate", file.string(), "--problem", "p-median", "--json"}));
  EXPECT_EQ(median.at("value").as_number(), 6.0);
  EXPECT_EQ(median.at("gap").as_number(), 0.0);
  EXPECT_EQ(answer_of(shop.run({"locate", file.string(), "--problem", "mclp", "--json"})).at("value").as_number(), 9.0);
  EXPECT_EQ(answer_of(shop.run({"locate", file.string(), "--problem", "lscp", "--json"})).at("value").as_number(), 3.0);
  EXPECT_EQ(answer_of(shop.run({"locate", file.string(), "--problem", "p-centre", "--json"})).at("value").as_number(),
            1.0);
}

/// Three places of 10, 20 and 30 and one of 5 that only D reaches; who is within 5 is told by hand.
TEST(LocateCommand, KeepsFixedSitesAndCountsWhoIsCoveredTwiceOrByBusyUnits) {
  const Workshop shop;
  const auto file = shop.folder() / "own.csv";
  write_text(file, "place,weight,A,B,C,D\np1,10,2,5,9,9\np2,20,4,2,7,9\np3,30,9,3,2,6\np4,5,9,9,4,1\n");
  const auto locate = [&](std::vector<std::string> line) {
    line.insert(line.begin(), {"locate", file.string(), "--format", "matrix", "--radius", "5"});
    return shop.run(line);
  };
  const auto open = [&](std::vector<std::string> line) {
    line.push_back("--json");
    std::string names;
    const Value answer = answer_of(locate(line));
    for (const Value& name : answer.at("open").items()) names += name.as_text();
    return names + " " + format_number(answer.at("value").as_number());
  };
  EXPECT_EQ(open({"--problem", "lscp"}), "BC 2");
  EXPECT_EQ(open({"--problem", "lscp", "--fixed", "A"}), "AC 2");
  EXPECT_EQ(open({"--problem", "mclp", "-p", "2", "--fixed", "D"}), "BD 65");
  EXPECT_EQ(open({"--problem", "p-median", "-p", "2", "--fixed", "A"}), "AC 180");
  EXPECT_EQ(open({"--problem", "backup"}), "BC 30");
  // Units that are busy 40 % of the time: 10 and 20 by two, 30 by three, 5 by one.
  EXPECT_EQ(open({"--problem", "expected", "-p", "3", "--busy", "0.4", "--per-site", "2"}), "BBC 56.28");
  EXPECT_THAT(locate({"--problem", "mclp", "-p", "2", "--fixed", "X"}).err,
              HasSubstr("there is no site 'X': sites are A, B, C, D"));
}

/// Two units as in the textbook: busy shares (1.375 + 4.5) / 8.5 and (1.625 + 4.5) / 8.5.
TEST(HypercubeCommand, SolvesTwoUnitsAsByHandFromAFile) {
  const Workshop shop;
  const auto file = shop.folder() / "units.csv";
  write_text(file, "place;calls_per_hour;A;B\nwest;1;1,5;4\nservice_min;;60;60\neast;2;4;1\n");
  const Value answer = answer_of(shop.run({"hypercube", file.string(), "--json"}));
  EXPECT_TRUE(answer.at("exact").as_boolean());
  EXPECT_NEAR(answer.at("units").items()[0].at("busy").as_number(), 5.875 / 8.5, 1e-9);
  EXPECT_NEAR(answer.at("units").items()[1].at("busy").as_number(), 6.125 / 8.5, 1e-9);
  EXPECT_NEAR(answer.at("all_busy").as_number(), 4.5 / 8.5, 1e-9);
  write_text(file, "place,calls_per_hour,A,B\nwest,1,1,4\nwest,2,4,1\n");
  EXPECT_THAT(shop.run({"hypercube", file.string()}).err, HasSubstr("units.csv:3: 'west' is there twice"));
  write_text(file, "place,calls_per_hour,A,B\nwest,1,1,4\neast,2,4,1\n");
  EXPECT_THAT(shop.run({"hypercube", file.string()}).err, HasSubstr("nothing says how long units are busy"));
}

TEST(LocateCommand, SaysWhatIsWrong) {
  const Workshop shop;
  const auto file = shop.folder() / "towns.csv";
  write_text(file, "place,weight,north,south\nAltdorf,1200,3.5,9\nNeuhaus,800,8.1,2.2\nOdenheim,10,70,80\n");
  const auto refused = [&](std::vector<std::string> options) {
    options.insert(options.begin(), {"locate", file.string(), "--format", "matrix"});
    const Outcome told = shop.run(options);
    EXPECT_EQ(told.code, 2) << told.out;
    return told.err;
  };
  EXPECT_THAT(refused({"--problem", "mclp", "-p", "1"}), HasSubstr("give --radius R"));
  EXPECT_THAT(refused({"--problem", "p-median", "-p", "5"}), HasSubstr("5 sites are to be chosen"));
  EXPECT_THAT(refused({"--problem", "mclp", "-p", "5", "--radius", "4"}), HasSubstr("has 2: north, south"));
  EXPECT_THAT(refused({"--problem", "lscp", "--radius", "10"}),
              HasSubstr("1 of 3 places are covered by no site: Odenheim (weight 10)"));
  write_text(file, "place,weight,north\nAltdorf,-3,3.5\n");
  EXPECT_THAT(refused({"--problem", "p-median", "-p", "1"}),
              HasSubstr("towns.csv:2: column 'weight': the weight is -3"));
}

TEST(ExplainCommand, SaysWhatEachMeasureDoes) {
  const Workshop shop;
  shop.scenario(
      "both.toml",
      "base = \"base.toml\"\n[[measure]]\nid = \"toll\"\nkind = \"cordon_toll\"\narea = \"altstadt\"\n"
      "price = \"4 EUR/day\"\n[[measure]]\nid = \"station\"\nkind = \"close_fire_station\"\nname = \"Wache Nord\"\n");
  const auto out = shop.folder() / "explained";
  const Outcome told = shop.run({"explain", (shop.town() / "both.toml").string(), "-o", out.string(), "--json"});
  const Value answer = answer_of(told);
  EXPECT_EQ(answer.at("measures").items()[1].as_text(), "station");
  for (const Value& row : answer.at("indicators").items()) {
    if (row.at("id").as_text() != "cost.toll_revenue") continue;
    EXPECT_GT(row.at("alone").items()[0].as_number(), 0.0);
    EXPECT_EQ(row.at("alone").items()[1].as_number(), 0.0);  // a station takes no toll
  }
  EXPECT_THAT(text_of(out / "explanation.md"), HasSubstr("last in"));
  const Outcome again = shop.run({"explain", (shop.town() / "both.toml").string(), "-o", out.string(), "--json"});
  EXPECT_EQ(again.out, told.out);
  EXPECT_THAT(again.err, testing::Not(HasSubstr("running")));  // every run is there
}

}  // namespace
}  // namespace planspiel::test
