#include "viewer/app/why.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "engine/base/files.hpp"
#include "engine/scenario/own_measures.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/viewer/small_town.hpp"

namespace planspiel::viewer {
namespace {

struct LimitOptions {
  std::string row;
  std::int64_t hour = 0;
  void describe(OptionSet& set) {
    set.text("row", row, {{"Straße", "Road"}});
    set.integer("hour", hour, {{"Stunde", "Hour"}}, {0, 23});
  }
};

/// Says a road's limit, and the hour that it was asked for.
class LimitTool final : public Tool {
 public:
  explicit LimitTool(Ports& ports) : options_(ports.options<LimitOptions>()), roads_(ports.table(tables::roads)) {}
  ToolAnswer run(RunContext&) override { return {}; }
  ToolAnswer update(const Value& edit, RunContext&) override {
    const auto wanted = read_options<LimitOptions>(edit);
    ToolAnswer answer;
    answer.tables = {{.title = {"Tempo", "Limit"}, .columns = {{{"km/h", "km/h"}}, {{"Stunde", "hour"}}}}};
    answer.tables[0].rows.push_back(
        {{"Limit", "limit"}, {in_km_h(roads_.limit[row_named(roads_, wanted.row)]), static_cast<double>(wanted.hour)}});
    return answer;
  }

 private:
  LimitOptions options_;
  const Roads& roads_;
};

class WhyTest : public testing::Test {
 protected:
  test::TemporaryFolder folder{};
  Registry registry{};
  std::optional<Workbench> bench{};
  std::optional<WhySession> why{};
  std::string road{};

  void SetUp() override {
    registry.measures = own_measures();
    registry.plugins.push_back({.name = "test", .version = "1"});
    registry.plugins.back().add(explains(
        domain_of<EdgeId>, tool<LimitTool, LimitOptions>("limit", {"Wie schnell?", "How fast?"}, {"Tempo", "limit"})));
    registry.plugins.back().add(tool<LimitTool, LimitOptions>("other", {"x", "x"}, {"x", "x"}));
    write_file(folder / "city.toml", "kind = \"generated\"\n");
    write_file(folder / "base.toml", "city = \"city.toml\"\n");
    bench.emplace(Services{.registry = &registry, .load_city = [](const std::filesystem::path&, const Services&) {
                             return test::small_town();
                           }});
    why.emplace(*bench);
    open("base.toml");
    road = bench->base_city()->city[tables::roads].id[EdgeId(std::size_t{0})];
  }
  void open(const std::string& file) {
    bench->open(folder / file);
    while (bench->busy()) {
      bench->poll();
      std::this_thread::yield();
    }
    bench->take_errors();
  }
  /// As the window does it: a scenario is asked about when it was checked.
  void ask(const WhyQuestion& question) {
    bench->check();
    while (bench->checker().busy()) bench->poll();
    why->ask(question);
  }
  const AnswerTable::Row& row() {
    while (why->busy()) {
      why->poll();
      std::this_thread::yield();
    }
    why->poll();
    return why->answer().value().tables.at(0).rows.at(0);
  }
};

TEST_F(WhyTest, OffersTheToolsOfTheDomain) {
  const auto tools = WhySession::tools_for(registry, domain_of<EdgeId>);
  ASSERT_EQ(tools.size(), 1U);
  EXPECT_EQ(tools[0]->name, "limit");
  EXPECT_TRUE(WhySession::tools_for(registry, domain_of<ZoneId>).empty());
}

TEST_F(WhyTest, WithoutMeasuresThereIsNoBaseBeside) {
  ask({"limit", road, 8});
  EXPECT_EQ(row().values, (std::vector<double>{50.0, 8.0}));
  EXPECT_TRUE(row().base_values.empty());
}

TEST_F(WhyTest, TheScenarioStandsBesideItsBase) {
  bench->document()->add(
      Value::table({{"kind", "speed_limit"}, {"roads", Value::list({Value(road)})}, {"limit", "30 km/h"}}));
  ask({"limit", road, 17});
  EXPECT_NEAR(row().values.front(), 30.0, 1e-9);
  EXPECT_NEAR(row().base_values.front(), 50.0, 1e-9);
  bench->document()->undo();
  ask({"limit", road, 17});
  EXPECT_NEAR(row().values.front(), 50.0, 1e-9);
}

TEST_F(WhyTest, AScenarioOnAPlainCityStandsBesideIt) {
  open("city.toml");
  bench->document()->add(
      Value::table({{"kind", "speed_limit"}, {"roads", Value::list({Value(road)})}, {"limit", "30 km/h"}}));
  ask({"limit", road, 17});
  EXPECT_NEAR(row().values.front(), 30.0, 1e-9);
  ASSERT_FALSE(row().base_values.empty());
  EXPECT_NEAR(row().base_values.front(), 50.0, 1e-9);
}

TEST_F(WhyTest, AnUnknownRowIsAMessage) {
  ask({"limit", "nowhere", 17});
  while (why->busy()) {
    why->poll();
    std::this_thread::yield();
  }
  why->poll();
  EXPECT_FALSE(why->answer());
  const auto errors = bench->take_errors();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_NE(errors[0].find("'nowhere'"), std::string::npos);
}

}  // namespace
}  // namespace planspiel::viewer
