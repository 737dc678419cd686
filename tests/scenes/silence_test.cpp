#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "engine/run/results.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kSilent = "[[measure]]\nid = \"cent\"\nkind = \"transit_fare\"\nchange = \"0.01 %\"\n";
const std::string kMoving =
    "[[measure]]\nkind = \"transit_frequency\"\nmodes = [\"bus\"]\nchange = \"100 %\"\nhours = \"15:00-19:00\"\n";
const std::string kNoTrains = "[[measure]]\nkind = \"transit_frequency\"\nmodes = [\"rail\"]\nchange = \"-90 %\"\n";

/// Testtown's base, and what is asked on it.
class OnTesttown : public testing::Test {
 protected:
  Outcome run(const std::string& name, const std::string& measures = "", std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"run", shop.scenario(name + ".toml", "base = \"base.toml\"\n" + measures).string(), "-o",
                               folder(name), "--no-geopackage"});
    return shop.run(more);
  }
  std::string folder(const std::string& name) const { return (shop.folder() / name).string(); }
  std::vector<double> field(const std::string& name, const std::string& of) const {
    const FieldValues values = RunFolder(folder(name)).field(of);
    return {values.grid->raw().begin(), values.grid->raw().end()};
  }
  /// Transit trips of residents by hour.
  std::vector<double> transit(const std::string& name) const {
    const auto all = field(name, "mobility.trips_by_hour");
    return {all.begin() + 48, all.begin() + 72};
  }
  /// Person-km of residents by rail.
  double by_rail(const std::string& name) const {
    const auto all = field(name, "mobility.resident_transit_distance");
    double rail = 0.0;
    for (std::size_t at = 0; at < all.size(); at += 4) rail += all[at];
    return rail;
  }
  const Workshop shop;
};

TEST_F(OnTesttown, AMeasureThatMovesNothingIsAWarningInItsRunAndInCompare) {
  ASSERT_EQ(run("same").code, 0);
  const Outcome silent = run("silent", kSilent, {"--lang", "de"});
  EXPECT_THAT(silent.err, HasSubstr("transit_fare 'cent' ändert fares, aber keine Kennzahl von mobility"));
  EXPECT_THAT(text_of(folder("silent") + "/model-card.md"), HasSubstr("**Warnung: Die Maßnahme transit_fare 'cent'"));
  EXPECT_THAT(text_of(folder("silent") + "/manifest.json"), HasSubstr("\"effect\": \"silent\""));
  const Outcome compared = shop.run({"compare", folder("same"), folder("silent")});
  EXPECT_THAT(compared.out, HasSubstr("Warning: silent: the measure transit_fare 'cent' changes fares"));
}

TEST_F(OnTesttown, AMeasureThatMovesSomethingGetsNoWarning) {
  ASSERT_EQ(run("same").code, 0);
  const Outcome moving = run("moving", kMoving);
  EXPECT_THAT(moving.err, Not(HasSubstr("no indicator")));
  EXPECT_THAT(text_of(folder("moving") + "/manifest.json"), HasSubstr("\"effect\": \"moved\""));
  EXPECT_THAT(shop.run({"compare", folder("same"), folder("moving")}).out, Not(HasSubstr("Warning")));
}

TEST_F(OnTesttown, BesideAMeasureThatMovesTheSilentOneIsFoundByARunWithoutIt) {
  ASSERT_EQ(run("same").code, 0);
  ASSERT_EQ(run("moving", kMoving).code, 0);
  EXPECT_THAT(run("both", kMoving + kSilent).err, Not(HasSubstr("no indicator")));  // unknown against the root
  const Outcome compared = shop.run({"compare", folder("same"), folder("moving"), folder("both")});
  EXPECT_THAT(compared.out, HasSubstr("Warning: both: the measure transit_fare 'cent'"));
}

TEST_F(OnTesttown, DenserBusesInTheAfternoonAreFeltMostThen) {
  ASSERT_EQ(run("same").code, 0);
  ASSERT_EQ(run("moving", kMoving).code, 0);
  const auto before = transit("same"), after = transit("moving");
  double all = 0.0, then = 0.0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    EXPECT_GE(after[hour], before[hour] - 0.5) << hour;
    all += after[hour] - before[hour];
    if (hour >= 15 && hour < 19) then += after[hour] - before[hour];
  }
  EXPECT_GT(all, 0.0);
  EXPECT_GT(then, 0.5 * all);
}

TEST_F(OnTesttown, WithoutNineTrainsOfTenFewRideThem) {
  ASSERT_EQ(run("same").code, 0);
  ASSERT_EQ(run("rare", kNoTrains).code, 0);
  EXPECT_LT(by_rail("rare"), 0.5 * by_rail("same"));
  const auto before = transit("same"), after = transit("rare");
  const double trips = std::accumulate(before.begin(), before.end(), 0.0);
  EXPECT_LT(std::accumulate(after.begin(), after.end(), 0.0), 0.96 * trips);
}

}  // namespace
}  // namespace planspiel::test
