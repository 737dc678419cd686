#include "program/city_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gis/city_file.hpp"
#include "program/cases.hpp"
#include "program/exporters.hpp"
#include "tests/unit/program/small_program.hpp"

using namespace planspiel;
using test::message_of;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

namespace fs = std::filesystem;

const fs::path kTesttown = fs::path(PLANSPIEL_SOURCE_DIR) / "scenarios/testtown";

class CitySourceTest : public testing::Test {
 protected:
  Services services() {
    Services all = program.services();
    all.load_city = load_city;
    all.inputs = &inputs;
    return all;
  }
  test::SmallProgram program{};
  Inputs inputs{};
};

TEST_F(CitySourceTest, AGeoPackageIsRead) {
  const City city = test::three_zones();
  write_city(city, program.folder / "town.gpkg");
  EXPECT_EQ(load_city(program.folder / "town.gpkg", services()).digest(), city.digest());
  EXPECT_TRUE(inputs.contain(program.folder / "town.gpkg"));
}

TEST_F(CitySourceTest, ADescriptionIsBuiltOnceAndKept) {
  const Cache cache(program.folder / "cache");
  Services kept = services();
  kept.cache = &cache;
  const Digest first = load_city(kTesttown / "city.toml", kept).digest();
  EXPECT_EQ(load_city(kTesttown / "city.toml", kept).digest(), first);
  EXPECT_THAT(program.witness.steps, ElementsAre("building the city"));
  EXPECT_TRUE(inputs.contain(kTesttown / "roads.csv"));
}

TEST_F(CitySourceTest, WhatWasKeptAndIsDamagedIsBuiltAgainWithAWarning) {
  const Cache cache(program.folder / "cache");
  Services kept = services();
  kept.cache = &cache;
  const Digest first = load_city(kTesttown / "city.toml", kept).digest();
  for (const auto& entry : fs::recursive_directory_iterator(program.folder / "cache"))
    if (entry.is_regular_file()) fs::resize_file(entry.path(), 50);
  EXPECT_EQ(load_city(kTesttown / "city.toml", kept).digest(), first);
  EXPECT_THAT(program.witness.warnings, ElementsAre(HasSubstr("the city is built again")));
}

TEST_F(CitySourceTest, AStopEndsItWithoutAStateOfTheProcess) {
  std::stop_source stop;
  stop.request_stop();
  Services stopped = services();
  stopped.stop = stop.get_token();
  EXPECT_THAT(message_of(ErrorKind::stopped, [&] { load_city(kTesttown / "city.toml", stopped); }),
              HasSubstr("stopped"));
  EXPECT_GT(load_city(kTesttown / "city.toml", services())[tables::roads].size(), 0u);  // others go on
}

TEST_F(CitySourceTest, OtherFilesAreRefusedByName) {
  EXPECT_THAT(message_of(ErrorKind::config, [&] { load_city(program.folder / "gone.gpkg", services()); }),
              HasSubstr("gone.gpkg"));
  EXPECT_THAT(message_of(ErrorKind::config, [&] { load_city(kTesttown / "roads.csv", services()); }),
              HasSubstr("a city is a .toml (built or imported) or a .gpkg"));
}

TEST_F(CitySourceTest, ACaseNotesAllThatItHangsOn) {
  const Case made = read_case(kTesttown / "base.toml", services());
  EXPECT_EQ(made.name, "base");
  EXPECT_TRUE(inputs.contain(kTesttown / "base.toml"));
  EXPECT_TRUE(inputs.contain(kTesttown / "city.toml"));
}

TEST(OwnExporters, HaveTheGeoPackage) {
  EXPECT_EQ(own_exporters().names(), std::vector<std::string>{"geopackage"});
  EXPECT_EQ(own_exporters().named("geopackage").file_name(), "fields.gpkg");
}

}  // namespace
