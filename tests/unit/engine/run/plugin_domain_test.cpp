/// Fields over rows and along axes that the engine does not know.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/city/kept_table.hpp"
#include "engine/city/row_shapes.hpp"
#include "engine/map/map.hpp"
#include "tests/unit/air_sensors.hpp"
#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Field<SensorId, double> kLoad =
    Field<SensorId, double>{"air.load", "%", {"Belastung", "Load"}, Better::less, {"des Grenzwerts", "of the limit"}};
const Field<SensorId, Grams, AirAxis> kDust{
    "air.dust", "g", {"Staub", "Dust"}, Better::less, {"abgesetzt in der Stunde", "settled in the hour"}};

/// Two districts, "town" with A and B and "west" with C; "far" stands outside of both.
City city_with_sensors() {
  const City plain = three_zones();
  AirSensors sensors;
  const auto add = [&](const char* id, Point at) { sensors.position[sensors.add(id)] = at; };
  add("at-a", place(plain, 'A'));
  add("at-c", place(plain, 'C'));
  add("far", Point::metres(600000.0, 5300000.0));
  City city = plain;
  city.put(std::make_shared<const AirSensors>(std::move(sensors)));
  return city;
}

class PluginDomain : public testing::Test {
 protected:
  std::filesystem::path run_with(const std::string& name, const std::vector<double>& load) {
    SmallRun run{.name = name, .fields = filled(kLoad, city_, load)};
    run.fields.merge(filled(kDust, city_, {1.0, 1000.0, 2.0, 2000.0, 3.0, 3000.0}));
    return write_run(folder_ / name, city_, run);
  }
  std::string svg_of(const RunFolder& run, const MapOptions& options) {
    draw_map(run, options, folder_ / "map.svg");
    return read_file(folder_ / "map.svg");
  }
  const City city_ = city_with_sensors();
  TemporaryFolder folder_;
};

TEST_F(PluginDomain, ExtentsFollowItsTableAndItsAxis) {
  EXPECT_THAT(extents(kLoad.spec, city_), ElementsAre(3));
  EXPECT_THAT(extents(kDust.spec, city_), ElementsAre(3, 2));
  EXPECT_THAT(axis_labels(kDust.spec.axes[0], city_), ElementsAre("indoor", "outdoor"));
}

// Whoever opens the run has no plugin: the city's table is kept as it stands.
TEST_F(PluginDomain, ARunFolderHoldsWhatItsRowsAre) {
  const RunFolder run(run_with("base", {0.5, 0.6, 0.7}));
  const FieldSpec spec = run.field("air.dust").spec;
  EXPECT_EQ(spec.domain, domain_of<SensorId>);
  EXPECT_EQ(spec.domain.geometry, Geometry::point);
  EXPECT_EQ(spec.domain.title.de, "Messstellen");
  EXPECT_EQ(spec.axes[0].title.de, "Luft");
  EXPECT_EQ(spec.axes[0].label_titles[1].de, "außen");
  EXPECT_EQ(spec.axes[0].label_units[1], "kg");
  EXPECT_THAT(run.row_ids(domain_of<SensorId>), ElementsAre("at-a", "at-c", "far"));
}

TEST_F(PluginDomain, ItsFieldsAreDrawnAndComparedOnMaps) {
  const RunFolder base(run_with("base", {0.1, 0.1, 0.1})), more(run_with("more", {0.1, 0.5, 0.1}));
  // Breaks -40 … 40 percentage points: at-c is 40 more, the end of the ramp; 0.70, 0.09, 0.17 are 70 %, 9 % and 17 %.
  EXPECT_THAT(svg_of(more, {.field = "air.load", .compare = &base}), HasSubstr("rgb(70%,9%,17%)"));
  EXPECT_THAT(svg_of(base, {.field = "air.load", .compare = &base}), testing::Not(HasSubstr("rgb(70%,9%,17%)")));
}

TEST_F(PluginDomain, EntriesAreShownInTheirOwnUnits) {
  const RunFolder run(run_with("base", {0.1, 0.1, 0.1}));
  const FieldValues dust = run.field("air.dust");
  const MapLayer indoor = layer_of(dust, {.field = "air.dust", .picks = {{"air", "indoor"}}}),
                 outdoor =
                     layer_of(dust, {.field = "air.dust", .picks = {{"air", "outdoor"}}, .language = Language::de});
  EXPECT_EQ(indoor.unit, "g");
  EXPECT_THAT(indoor.values, ElementsAre(1.0, 2.0, 3.0));
  EXPECT_EQ(outdoor.unit, "kg");
  EXPECT_EQ(outdoor.values, indoor.values);
  EXPECT_EQ(outdoor.title, "Staub, außen");
}

TEST_F(PluginDomain, ItsRowsBelongToTheDistrictThatTheyLieIn) {
  const auto districts = districts_of(AirSensors::kName, city_);
  const Districts& all = city_[tables::districts];
  ASSERT_TRUE(districts);
  EXPECT_EQ(all.id[DistrictId(std::size_t{(*districts)[0]})], "town");
  EXPECT_EQ((*districts)[2], kNoDistrict);
}

TEST_F(PluginDomain, IndicatorsOverItCountByDistrict) {
  Indicator mean;
  mean.id = "air.load.sum";
  mean.unit = "%";
  mean.reduction.value = {{"air.load"}};
  mean.reduction.rows = RowsOf::territory;
  const IndicatorValue value = evaluate(mean, city_, filled(kLoad, city_, {0.25, 0.5, 0.75}));
  EXPECT_NEAR(value.value, 75.0, 1e-9);  // "far" is not on the territory
}

TEST_F(PluginDomain, ATableWithoutSuchShapesIsNamed) {
  EXPECT_THAT(message_of(ErrorKind::config, [&] { shapes_of(city_, AirSensors::kName, Geometry::area); }),
              HasSubstr("the table 'air_sensors' has no column of areas"));
}

// Whoever opens a file without its plugin asks nothing of its cells.
TEST_F(PluginDomain, ARowOfNoPlaceIsLeftOutOfMaps) {
  std::vector<KeptColumn> columns = kept_columns(city_.table(AirSensors::kName));
  ASSERT_EQ(columns[0].name, "position");
  columns[0].cells[1] = Cell();
  City kept = city_;
  kept.put(std::make_shared<const KeptTable>("air_sensors", city_.table(AirSensors::kName).external_ids(), columns));
  const RowShapes shapes = shapes_of(kept, AirSensors::kName, Geometry::point);
  EXPECT_TRUE(shapes.points[0]);
  EXPECT_FALSE(shapes.middle(1));
  EXPECT_EQ((*districts_of(AirSensors::kName, kept))[1], kNoDistrict);
  const RunFolder run(write_run(folder_ / "kept", kept, {.fields = filled(kLoad, kept, {0.1, 0.9, 0.2})}));
  EXPECT_THAT(svg_of(run, {.field = "air.load"}), HasSubstr("<svg"));
}

TEST(RowShapes, EveryOwnTableWithAPlaceGivesOneShapeForEachRow) {
  const City city = three_zones();
  const auto check = [&]<class Row>(Row) {
    const DomainSpec& domain = domain_of<Row>;
    EXPECT_EQ(shapes_of(city, domain.table, domain.geometry).size(), city.table(domain.table).size()) << domain.name;
  };
  check(NodeId());
  check(EdgeId());
  check(ZoneId());
  check(DistrictId());
  check(BuildingId());
  check(StopId());
  check(LineId());
  check(StationId());
  check(CellId());
  check(AreaId());
}

}  // namespace
}  // namespace planspiel::test
