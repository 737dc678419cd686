#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/run/results.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using testing::HasSubstr;

constexpr std::size_t kHour = 8;

double sum(const Value& table) {
  double all = 0.0;
  for (const Value& row : table.at("rows").items()) all += row.at("values").items().front().as_number();
  return all;
}

/// Testtown's base and its toll, computed once.
class WhyCommands : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = new Workshop();
    const Outcome ran = shop_->run(
        {"run", (shop_->town() / "base.toml").string(), "-o", (shop_->folder() / "base").string(), "--no-geopackage"});
    ASSERT_EQ(ran.code, 0) << ran.err;
  }
  static void TearDownTestSuite() {
    delete shop_;
    shop_ = nullptr;
  }
  static RunFolder run() { return RunFolder(shop_->folder() / "base"); }
  static Value ask(std::vector<std::string> line, const std::string& scenario = "base.toml") {
    line.insert(line.begin() + 1, (shop_->town() / scenario).string());
    line.push_back("--json");
    const Outcome told = shop_->run(line);
    EXPECT_EQ(told.code, 0) << told.err;
    return parse_json(told.out, "stdout");
  }
  /// The row with the largest value of an hour.
  static std::size_t largest(const FieldValues& field) {
    std::size_t best = 0;
    const auto raw = field.grid->raw();
    for (std::size_t row = 0; row < field.grid->rows(); ++row)
      if (raw[row * field.grid->row_size() + kHour] > raw[best * field.grid->row_size() + kHour]) best = row;
    return best;
  }
  static Workshop* shop_;
};
Workshop* WhyCommands::shop_ = nullptr;

TEST_F(WhyCommands, EverybodyOnABusyRoadIsAccountedFor) {
  const FieldValues flow = run().field("mobility.road_flow");
  const std::size_t road = largest(flow);
  const Value told = ask({"select-link", "--row", run().row_ids(domain_of<EdgeId>)[road], "--hour", "8"});
  const double vehicles = told.at("vehicles").as_number();
  EXPECT_NEAR(vehicles, flow.grid->raw()[road * 24 + kHour] * 3600.0, 0.05 * vehicles);
  for (const Value& table : told.at("tables").items()) EXPECT_NEAR(sum(table), vehicles, 1e-6 * vehicles);
}

TEST_F(WhyCommands, BesideABaseEachRowHasBothValues) {
  const std::string road = run().row_ids(domain_of<EdgeId>)[largest(run().field("mobility.road_flow"))];
  const Value told =
      ask({"select-link", "--row", road, "--compare", (shop_->town() / "base.toml").string()}, "toll.toml");
  double last = 1e9;
  for (const Value& row : told.at("tables").items().front().at("rows").items()) {
    const double change =
        std::abs(row.at("values").items().front().as_number() - row.at("base").items().front().as_number());
    EXPECT_LE(change, last);
    last = change;
  }
}

TEST_F(WhyCommands, AZonesTripsAreThoseOfTheRun) {
  const FieldValues trips = run().field("mobility.trips");
  const std::size_t zone = 3, size = trips.grid->row_size();
  const auto row = trips.grid->raw().subspan(zone * size, size);
  double expected = 0.0;
  for (const double value : row) expected += value;
  const Value told = ask({"mode-choice", "--row", run().row_ids(domain_of<ZoneId>)[zone]});
  EXPECT_NEAR(told.at("trips").as_number(), expected, 1e-6 * expected);
  for (const Value& table : told.at("tables").items()) EXPECT_NEAR(sum(table), expected, 1e-6 * expected);
}

TEST_F(WhyCommands, TheFirstEngineComesWhenTheRunSaysSo) {
  const FieldValues arrival = run().field("fire.first_arrival");
  const std::vector<std::string> ids = run().row_ids(domain_of<BuildingId>);
  for (const std::size_t building : {std::size_t{0}, ids.size() / 2, ids.size() - 1}) {
    const Value told = ask({"engines", "--row", ids[building], "--hour", "8"});
    const Value& first = told.at("tables").items().front().at("rows").items().front();
    const double from_call = arrival.grid->raw()[building * arrival.grid->row_size() + kHour] / 60.0;
    EXPECT_NEAR(first.at("values").items().front().as_number() + 1.5, from_call, 1e-6);  // call handling 90 s
  }
}

TEST_F(WhyCommands, AnUnknownRowIsRefused) {
  for (const char* tool : {"select-link", "mode-choice", "engines"}) {
    const Outcome told = shop_->run({tool, (shop_->town() / "base.toml").string(), "--row", "nowhere"});
    EXPECT_EQ(told.code, 2) << tool;
    EXPECT_THAT(told.err, HasSubstr("'nowhere'")) << tool;
  }
}

}  // namespace
}  // namespace planspiel::test
