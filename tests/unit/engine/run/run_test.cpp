#include "engine/run/run.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <map>

#include "engine/base/files.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using test::Body;
using test::message_of;
using test::model;

namespace {

const Field<ZoneId, double> people{"test.people", "", {"Leute", "People"}, Better::neutral, {}};
const Field<ZoneId, double> dice{"test.dice", "", {"Würfel", "Dice"}, Better::neutral, {}};
const Field<ZoneId, double> start{"test.start", "", {"Start", "Start"}, Better::neutral, {}};

struct Factor {
  double factor = 2.0;
  void describe(OptionSet& set) { set.number("factor", factor, {{"Faktor", "Factor"}}, {0.0, 10.0}); }
};

/// Three models that count how often they ran: people (zones, an option), dice (people, the seed), start (people of
/// the root).
class Counted {
 public:
  std::map<std::string, int> runs;

  Registry registry() {
    const ModelEntry of_people = model("test.people", [this](Ports& ports) -> Body {
      const auto options = ports.options<Factor>();
      const Zones& zones = ports.table(tables::zones);
      auto& out = ports.writes(people);
      return [this, &zones, &out, options](RunContext& context) {
        ++runs["people"];
        context.warn("test.note", {"gezählt", "counted"}, "A");
        for (const ZoneId zone : zones.ids()) out[zone] = options.factor * zones.residents[zone];
      };
    });
    const ModelEntry of_dice = model("test.dice", [this](Ports& ports) -> Body {
      const auto& in = ports.reads(people);
      auto& out = ports.writes(dice);
      return [this, &in, &out](RunContext& context) {
        ++runs["dice"];
        const RandomStream random = context.random("test.dice");
        for (std::size_t row = 0; row < in.rows(); ++row) out[ZoneId(row)] = in[ZoneId(row)] * random.uniform(row, 0);
      };
    });
    const ModelEntry of_start = model("test.start", [this](Ports& ports) -> Body {
      const auto* root = ports.root(people);
      const auto& in = ports.reads(people);
      auto& out = ports.writes(start);
      return [this, root, &in, &out](RunContext&) {
        ++runs["start"];
        for (std::size_t row = 0; row < in.rows(); ++row)
          out[ZoneId(row)] = root ? (*root)[ZoneId(row)] : in[ZoneId(row)];
      };
    });
    return test::registry_of({of_people, of_dice, of_start});
  }

  /// How often each model ran for this case, with the cache.
  std::map<std::string, int> run(const Case& scenario, const Cache& cache) {
    runs.clear();
    results = run_case(registry(), scenario, {.cache = &cache});
    return runs;
  }
  Results results;
};

using Runs = std::map<std::string, int>;
const Runs kAll{{"dice", 1}, {"people", 1}, {"start", 1}};

class RunWithCache : public testing::Test {
 protected:
  RunWithCache() { counted.run(base, cache); }
  test::TemporaryFolder folder;
  Cache cache{folder.path()};
  Case base = test::case_of(test::three_zones());
  Counted counted;
};

TEST_F(RunWithCache, NothingIsComputedTwice) {
  EXPECT_EQ(counted.run(base, cache), Runs{});
  EXPECT_EQ(counted.results.fields().at("test.people").grid->raw()[0], 200.0);
  for (const ModelResult& one : counted.results.models) EXPECT_TRUE(one.from_cache) << one.model;
}

TEST_F(RunWithCache, NotesComeFromTheCacheToo) {
  counted.run(base, cache);
  EXPECT_EQ(counted.results.models.at(0).model, "test.people");
  EXPECT_EQ(counted.results.models.at(0).notes, (std::vector<Note>{{"test.note", {"gezählt", "counted"}, "A"}}));
}

TEST_F(RunWithCache, ATableThatAModelAskedForMakesItRunAgain) {
  Zones zones = base.city.copy(tables::zones);
  zones.residents[ZoneId(0)] += 1.0;
  base.city = base.city.with(std::move(zones));
  EXPECT_EQ(counted.run(base, cache), kAll);
}

TEST_F(RunWithCache, ATableThatNobodyAskedForChangesNothing) {
  Roads roads = base.city.copy(tables::roads);
  roads.limit[EdgeId(0)] = Speed(1.0);
  base.city = base.city.with(std::move(roads));
  EXPECT_EQ(counted.run(base, cache), Runs{});
}

TEST_F(RunWithCache, AColumnThatGivesTheSameFieldStopsThere) {
  Zones zones = base.city.copy(tables::zones);
  zones.jobs[ZoneId(0)] += 1.0;  // the table changes, the people do not
  base.city = base.city.with(std::move(zones));
  EXPECT_EQ(counted.run(base, cache), (Runs{{"people", 1}}));
}

TEST_F(RunWithCache, AnOptionMakesItsModelAndThoseBehindItRunAgain) {
  base.options = parse_toml("[\"test.people\"]\nfactor = 3", "base.toml");
  EXPECT_EQ(counted.run(base, cache), kAll);
}

TEST_F(RunWithCache, SayingTheDefaultChangesNothing) {
  base.options = parse_toml("[\"test.people\"]\nfactor = 2.0", "base.toml");
  EXPECT_EQ(counted.run(base, cache), Runs{});
}

TEST_F(RunWithCache, TheSeedMakesAllRunAgain) {
  base.seed = 2;
  const double before = counted.results.fields().at("test.dice").grid->raw()[0];
  EXPECT_EQ(counted.run(base, cache), kAll);
  EXPECT_NE(counted.results.fields().at("test.dice").grid->raw()[0], before);
}

TEST_F(RunWithCache, ADamagedEntryIsComputedAgainAndReported) {
  for (const std::string& name : folder.names()) {
    std::string bytes = read_file(folder / name);
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    write_file(folder / name, bytes);
  }
  test::Listener listener;
  counted.runs.clear();
  run_case(counted.registry(), base, {.observer = &listener, .cache = &cache});
  EXPECT_EQ(counted.runs, kAll);
  EXPECT_EQ(listener.warnings.size(), 3u);
  EXPECT_EQ(counted.run(base, cache), Runs{});  // the cache is whole again
}

TEST_F(RunWithCache, WhatEqualsTheRootIsTakenFromIt) {
  Case changed = base;
  changed.root = std::make_shared<const Case>(base);
  const Cache other(folder / "other");
  counted.run(changed, other);
  EXPECT_EQ(counted.runs, kAll);  // not twice
}

TEST_F(RunWithCache, AChangeOfTheRootReachesWhoAskedForIt) {
  Case changed = base;
  Zones zones = base.city.copy(tables::zones);
  zones.residents[ZoneId(0)] = 1000.0;
  changed.city = base.city.with(std::move(zones));
  changed.root = std::make_shared<const Case>(base);
  EXPECT_EQ(counted.run(changed, cache), kAll);
  EXPECT_EQ(counted.results.fields().at("test.start").grid->raw()[0], 200.0);  // of the root
  EXPECT_EQ(counted.results.fields().at("test.people").grid->raw()[0], 2000.0);
  Case other_root = base;
  other_root.options = parse_toml("[\"test.people\"]\nfactor = 5", "base.toml");
  changed.root = std::make_shared<const Case>(other_root);
  EXPECT_EQ(counted.run(changed, cache), (Runs{{"people", 1}, {"start", 1}}));  // people of the root, start
  EXPECT_EQ(counted.results.fields().at("test.start").grid->raw()[0], 500.0);
}

TEST(Run, OnlyTheModelsAskedForAndWhatTheyNeedRun) {
  Counted counted;
  const Case base = test::case_of(test::three_zones());
  const Results results = run_case(counted.registry(), base, {.only_models = {"test.dice"}});
  EXPECT_EQ(counted.runs, (Runs{{"dice", 1}, {"people", 1}}));
  EXPECT_EQ(results.models.size(), 2u);
  EXPECT_EQ(message_of(ErrorKind::config, [&] { run_case(counted.registry(), base, {.only_models = {"test.dise"}}); }),
            "there is no model 'test.dise': did you mean 'test.dice'?");
}

TEST(Run, ResultsAreInTheOrderOfTheSchedule) {
  Counted counted;
  std::vector<std::string> names;
  for (const ModelResult& one : run_case(counted.registry(), test::case_of(test::three_zones()), {}).models)
    names.push_back(one.model);
  EXPECT_EQ(names, (std::vector<std::string>{"test.people", "test.dice", "test.start"}));
}

TEST(Run, AStopIsHeardBeforeTheNextModel) {
  Counted counted;
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(message_of(ErrorKind::stopped,
                       [&] {
                         run_case(counted.registry(), test::case_of(test::three_zones()), {.stop = source.get_token()});
                       }),
            "stopped on request");
  EXPECT_EQ(counted.runs, Runs{});
}

TEST(Run, TheIdentityFollowsWhatCountsAndNotTheTitle) {
  const Case base = test::case_of(test::three_zones());
  Case titled = base, seeded = base, rooted = base, with_options = base;
  titled.title = {"Anders", "Different"};
  seeded.seed = 2;
  rooted.root = std::make_shared<const Case>(base);
  with_options.options = parse_toml("[\"test.people\"]\nfactor = 3", "base.toml");
  EXPECT_EQ(case_identity(titled), case_identity(base));
  for (const Case& other : {seeded, rooted, with_options}) EXPECT_NE(case_identity(other), case_identity(base));
}

TEST(Run, EveryIndicatorIsThereEvenWithoutValue) {
  Counted counted;
  Indicator missing;
  missing.id = "test.nothing";
  missing.reduction = {
      .kind = Reduction::Kind::ratio_of_sums, .value = {{"zones.jobs"}}, .weight = {{"buildings.residents"}}};
  Registry registry = counted.registry();
  registry.plugins[0].indicators = {missing};
  const Results results = run_case(registry, test::case_of(test::three_zones()), {});
  ASSERT_EQ(results.indicators.size(), 1u);
  EXPECT_TRUE(std::isnan(results.indicators[0].value));
}

}  // namespace
