#include "engine/run/ports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"

using namespace planspiel;
using test::Body;
using test::message_of;
using test::model;

namespace {

const Field<ZoneId, double> people{"test.people", "", {"Leute", "People"}, Better::neutral, {}};
const Field<ZoneId, double> twice{"test.twice", "", {"Doppelt", "Twice"}, Better::neutral, {}};
const Field<TourId, double> tours{"test.tours", "", {"Touren", "Tours"}, Better::neutral, {}};

struct Factor {
  double factor = 2.0;
  void describe(OptionSet& set) { set.number("factor", factor, {{"Faktor", "Factor"}}, {0.0, 10.0}); }
};

/// A table that no city has.
struct Trees final : TableOf<Trees, NodeId> {
  static constexpr std::string_view kName = "road";
  template <class Each>
  void describe(Each&&) {}
};

ModelEntry writer() {
  return model("test.writer", [](Ports& ports) -> Body {
    const Zones& zones = ports.table(tables::zones);
    auto& out = ports.writes(people);
    return [&](RunContext&) {
      for (const ZoneId zone : zones.ids()) out[zone] = zones.residents[zone];
    };
  });
}

ModelEntry doubler() {
  return model("test.doubler", [](Ports& ports) -> Body {
    const auto options = ports.options<Factor>();
    const auto& in = ports.reads(people);
    auto& out = ports.writes(twice);
    return [&in, &out, options](RunContext&) {
      for (std::size_t row = 0; row < in.rows(); ++row) out[ZoneId(row)] = options.factor * in[ZoneId(row)];
    };
  });
}

Results run(const std::vector<ModelEntry>& models, const Case& scenario = test::case_of(test::three_zones())) {
  return run_case(test::registry_of(models), scenario, {});
}

std::string refusal(const std::vector<ModelEntry>& models) {
  return message_of(ErrorKind::plugin, [&] { run(models); });
}

TEST(Ports, AModelGetsTheTablesAndFieldsItAskedFor) {
  const FieldMap fields = run({doubler(), writer()}).fields();
  EXPECT_EQ(fields.at("test.twice").grid->raw()[0], 2 * 100.0);  // A
  EXPECT_EQ(fields.at("test.twice").grid->raw()[2], 2 * 600.0);  // C
}

TEST(Ports, WhatAModelAsksForIsItsDeclaration) {
  const Declaration declaration = declare(doubler());
  EXPECT_EQ(declaration.model, "test.doubler");
  EXPECT_EQ(declaration.tables, std::vector<std::string>{});
  EXPECT_EQ(declaration.reads, std::vector<std::string>{"test.people"});
  ASSERT_EQ(declaration.writes.size(), 1u);
  EXPECT_EQ(declaration.writes[0].name, "test.twice");
  EXPECT_EQ(declaration.options.items().at(0).at("name").as_text(), "factor");
}

TEST(Ports, ATableThatNobodyHasIsRefusedWithTheNearest) {
  const ModelEntry bad = model("test.bad", [](Ports& ports) -> Body {
    ports.table(TableKey<Trees>());
    return [](RunContext&) {};
  });
  EXPECT_EQ(refusal({bad}),
            "'test.bad' asks for a table 'road' that neither the city nor a plugin has: did you mean 'roads'?");
}

TEST(Ports, AFieldThatNobodyWritesIsRefusedWithTheNearest) {
  const Field<ZoneId, double> peoples{"test.peopel", "", {}, Better::neutral, {}};
  const ModelEntry bad = model("test.bad", [&](Ports& ports) -> Body {
    ports.reads(peoples);
    return [](RunContext&) {};
  });
  EXPECT_EQ(refusal({writer(), bad}),
            "'test.bad' reads the field 'test.peopel' that no model writes: did you mean 'test.people'?");
}

TEST(Ports, AReaderMustMeanTheFieldThatIsWritten) {
  const Field<EdgeId, Flow> other{"test.people", "1/h", {}, Better::neutral, {}};
  const ModelEntry bad = model("test.bad", [&](Ports& ports) -> Body {
    ports.reads(other);
    return [](RunContext&) {};
  });
  EXPECT_EQ(
      refusal({writer(), bad}),
      "field 'test.people': 'test.writer' writes it as [zone] without unit, 'test.bad' reads it as [edge] in 1/h");
}

TEST(Ports, AModelMustNotAskForMoreBecauseOfTheData) {
  const ModelEntry bad = model("test.bad", [](Ports& ports) -> Body {
    if (ports.table(tables::zones).size() > 0) ports.table(tables::roads);
    return [](RunContext&) {};
  });
  EXPECT_EQ(
      refusal({bad}),
      "model 'test.bad': 'test.bad' asks for the table 'roads' when it runs, but did not when it declared itself: "
      "what a model asks for must not depend on options or data");
}

TEST(Ports, AFieldIsAskedForWritingOnce) {
  const ModelEntry bad = model("test.bad", [](Ports& ports) -> Body {
    ports.writes(people);
    ports.writes(people);
    return [](RunContext&) {};
  });
  EXPECT_EQ(refusal({bad}), "'test.bad' asks twice to write 'test.people'");
}

TEST(Ports, AModelMayNotChangeTheRowsOfTheCity) {
  const ModelEntry bad = model("test.bad", [](Ports& ports) -> Body {
    auto& out = ports.writes(people);
    return [&](RunContext&) { out.set_rows(1); };
  });
  EXPECT_EQ(
      refusal({bad}),
      "model 'test.bad': 'test.bad' changed the extents of its field 'test.people': only persons, tours, trips and "
      "rounds have rows that a model may set");
}

TEST(Ports, AModelSetsTheRowsOfItsTours) {
  const ModelEntry touring = model("test.touring", [](Ports& ports) -> Body {
    auto& out = ports.writes(tours);
    return [&](RunContext&) { out.set_rows(7); };
  });
  EXPECT_EQ(run({touring}).fields().at("test.tours").grid->rows(), 7u);
}

TEST(Ports, OptionsComeFromTheScenario) {
  Case scenario = test::case_of(test::three_zones());
  scenario.options = parse_toml("[\"test.doubler\"]\nfactor = 3", "base.toml");
  EXPECT_EQ(run({doubler(), writer()}, scenario).fields().at("test.twice").grid->raw()[0], 3 * 100.0);
}

TEST(Ports, AModelMayNotAskForTheOptionsOfAnother) {
  const ModelEntry curious = model("test.curious", [](Ports& ports) -> Body {
    ports.options_of<Factor>("test.doubler");
    return [](RunContext&) {};
  });
  EXPECT_THAT(refusal({curious, doubler(), writer()}), testing::HasSubstr("only a tool may see those of a model"));
}

TEST(Ports, WrongOptionsAreAllRefusedBeforeAnythingRuns) {
  Case scenario = test::case_of(test::three_zones());
  scenario.options =
      parse_toml("[\"test.doubler\"]\nfactr = 3\n[\"test.writer\"]\nx = 1\n[\"test.writr\"]\n", "base.toml");
  const std::string message = message_of(ErrorKind::config, [&] { run({doubler(), writer()}, scenario); });
  EXPECT_NE(message.find("base.toml:2:"), std::string::npos) << message;
  EXPECT_NE(message.find("did you mean 'factor'?"), std::string::npos) << message;
  EXPECT_NE(message.find("the model 'test.writer' has no options"), std::string::npos) << message;
  EXPECT_NE(message.find("there is no model 'test.writr': did you mean 'test.writer'?"), std::string::npos) << message;
}

TEST(Ports, TheRootsFieldIsNothingInTheRootAndItsValuesElsewhere) {
  const ModelEntry growth = model("test.growth", [](Ports& ports) -> Body {
    const auto* before = ports.root(people);
    const auto& now = ports.reads(people);
    auto& out = ports.writes(twice);
    return [&now, &out, before](RunContext&) {
      for (std::size_t row = 0; row < now.rows(); ++row)
        out[ZoneId(row)] = before ? now[ZoneId(row)] - (*before)[ZoneId(row)] : -1.0;
    };
  });
  Case root = test::case_of(test::three_zones());
  Case changed = root;
  Zones zones = changed.city.copy(tables::zones);
  zones.residents[ZoneId(0)] += 11.0;
  changed.city = changed.city.with(std::move(zones));
  EXPECT_EQ(run({writer(), growth}, root).fields().at("test.twice").grid->raw()[0], -1.0);
  changed.root = std::make_shared<const Case>(std::move(root));
  EXPECT_EQ(run({writer(), growth}, changed).fields().at("test.twice").grid->raw()[0], 11.0);
  EXPECT_EQ(run({writer(), growth}, changed).fields().at("test.twice").grid->raw()[1], 0.0);
}

}  // namespace
