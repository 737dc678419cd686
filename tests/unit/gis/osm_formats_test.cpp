#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>

#include <osmium/io/any_input.hpp>
#include <osmium/io/any_output.hpp>

#include "engine/base/files.hpp"
#include "gis/osm_land_cover.hpp"
#include "gis/osm_reader.hpp"
#include "gis/osm_roads.hpp"
#include "tests/unit/gis/osm_drawn.hpp"
#include "tests/unit/gis/osm_file.hpp"
#include "tests/unit/temporary_folder.hpp"

/// The same small town in every kind of file, and what is no file of streets at all.

namespace planspiel {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

const std::string kNodes = osm::node(1, 48.14, 11.57) + osm::node(2, 48.14, 11.58) + osm::node(3, 48.15, 11.58);
const std::string kWay = osm::way(10, {1, 2, 3, 1}, {{"highway", "residential"}});
const std::string kPark = osm::way(7, {1, 2, 3, 1}, {{"leisure", "park"}});
const std::string kTownMap = osm::file(kNodes + kWay + kPark);

class OsmFormats : public testing::Test {
 protected:
  /// The town as libosmium writes it in another format.
  fs::path written(const std::string& name, const std::string& format = "") {
    const OsmFile town(kTownMap);
    osmium::io::Reader reader(town.path().string());
    osmium::io::Writer writer(osmium::io::File((folder_ / name).string(), format), reader.header(),
                              osmium::io::overwrite::allow);
    while (osmium::memory::Buffer buffer = reader.read()) writer(std::move(buffer));
    writer.close();
    reader.close();
    return folder_ / name;
  }
  fs::path text(const std::string& name, const std::string& content) {
    write_file(folder_ / name, content);
    return folder_ / name;
  }
  fs::path cut(const fs::path& whole, double part) {
    const std::string content = read_file(whole);
    return text("cut-" + whole.filename().string(),
                content.substr(0, static_cast<std::size_t>(part * static_cast<double>(content.size()))));
  }
  static void expect_town(const fs::path& file) {
    CityBuilder builder{CityProfile{}};
    EXPECT_EQ(import_osm_roads(file, {}, builder).links, 2u) << file;
    OsmLandCoverOptions everywhere;
    everywhere.within.add(Point::metres(-1e7, -1e7));
    everywhere.within.add(Point::metres(1e7, 1e7));
    EXPECT_EQ(import_osm_land_cover(file, everywhere, builder).greens, 1u) << file;
  }
  static std::string complaint(const fs::path& file) {
    try {
      read_osm_streets(file);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      EXPECT_THAT(error.what(), HasSubstr(file.filename().string()));
      return error.what();
    }
    return "taken";
  }
  test::TemporaryFolder folder_;
};

TEST_F(OsmFormats, AreReadPackedAndUnpacked) {
  for (const char* name : {"a.osm", "a.osm.gz", "a.osm.bz2", "a.osm.pbf", "a.opl"}) expect_town(written(name));
  expect_town(written("sparse.osm.pbf", "pbf,pbf_dense_nodes=false"));
  expect_town(written("bare.osm.pbf", "pbf,add_metadata=false"));
}

TEST_F(OsmFormats, AreKnownByTheirContentWhateverTheirName) {
  fs::copy(written("a.osm.gz"), folder_ / "gz.osm");
  fs::copy(written("a.osm.pbf"), folder_ / "pbf.osm");
  fs::copy(written("a.osm.bz2"), folder_ / "bz2.osm.gz");
  fs::copy(written("a.osm"), folder_ / "plain.osm.pbf");
  fs::copy(written("a.osm"), folder_ / "no ending");
  for (const char* name : {"gz.osm", "pbf.osm", "bz2.osm.gz", "plain.osm.pbf", "no ending"})
    expect_town(folder_ / name);
}

TEST_F(OsmFormats, MayHavePlacesInTheWays) {
  const std::string nodes =
      "<nd ref='1' lat='48.14' lon='11.57'/><nd ref='2' lat='48.14' lon='11.58'/>"
      "<nd ref='3' lat='48.15' lon='11.58'/><nd ref='1' lat='48.14' lon='11.57'/>";
  expect_town(text("geom.osm", osm::file("<way id='7'><bounds minlat='48' minlon='11' maxlat='49' maxlon='12'/>" +
                                         nodes + osm::tag("leisure", "park") + "</way><way id='10'>" + nodes +
                                         osm::tag("highway", "residential") + "</way>")));
}

TEST_F(OsmFormats, MayHaveTheirObjectsInAnyOrderAndWithAnyNumbers) {
  expect_town(text("order.osm", osm::file(kWay + kNodes + kPark)));
  expect_town(text("order2.osm", osm::file(osm::way(12, {1, 2}, {}) + kPark + kWay + kNodes)));
  const long big = 12345678901;
  expect_town(text("numbers.osm",
                   osm::file(osm::node(-1, 48.14, 11.57) + osm::node(big, 48.14, 11.58) + osm::node(-3, 48.15, 11.58) +
                             osm::way(-7, {-1, big, -3, -1}, {{"leisure", "park"}}) +
                             osm::way(big, {-1, big, -3, -1}, {{"highway", "residential"}}))));
}

TEST_F(OsmFormats, HistoriesAreRefusedByThatNameWithWhatToDo) {
  for (const char* name : {"a.osh.pbf", "a.osh", "a.osh.gz"})
    EXPECT_THAT(complaint(written(name)), AllOf(HasSubstr("history file"), HasSubstr("osmium time-filter")));
  fs::copy(written("b.osh.pbf"), folder_ / "hidden.osm.pbf");
  EXPECT_THAT(complaint(folder_ / "hidden.osm.pbf"), HasSubstr("history file"));
}

TEST_F(OsmFormats, ChangesAreRefusedByThatNameWithWhatToDo) {
  const std::string change =
      "<?xml version='1.0'?><osmChange version='0.6'><modify>" + kNodes + kWay + "</modify></osmChange>";
  for (const char* name : {"a.osc", "a.osm"})
    EXPECT_THAT(complaint(text(name, change)), AllOf(HasSubstr("change file"), HasSubstr("osmium apply-changes")));
}

TEST_F(OsmFormats, WhatIsSomethingElseIsNamed) {
  EXPECT_THAT(complaint(text("empty.osm.pbf", "")), HasSubstr("the file is empty"));
  EXPECT_THAT(complaint(text("blank.osm", " \n \n")), HasSubstr("nothing but blanks"));
  EXPECT_THAT(complaint(text("a.osm", "PK\x03\x04 packed")), HasSubstr("archive"));
  EXPECT_THAT(complaint(text("b.osm", "{\"version\": 0.6, \"elements\": []}")),
              AllOf(HasSubstr("JSON"), HasSubstr("[out:xml]")));
  EXPECT_THAT(complaint(text("c.osm", "<!DOCTYPE html><html>502</html>")), HasSubstr("web page"));
  EXPECT_THAT(complaint(text("d.osm", "SQLite format 3")), HasSubstr("database"));
  EXPECT_THAT(complaint(text("e.osm.pbf", "what is this?")), HasSubstr("no OpenStreetMap file"));
  EXPECT_THAT(complaint(folder_ / "missing.osm"), HasSubstr("there is no road file"));
  EXPECT_THAT(complaint(text("f.osm", osm::file(kNodes))), HasSubstr("no street"));
}

TEST_F(OsmFormats, FilesThatUnpackWithoutEndAreRefused) {
  const std::string blank(80u << 20, ' ');
  EXPECT_THAT(complaint(text("long.osm", osm::file(kNodes + "<tag k='a' v='" + blank + "'/>"))),
              HasSubstr("more than 1 MiB without the end of a tag"));
  std::string nodes;
  while (nodes.size() < (80u << 20)) nodes += "<node id='1' lat='48.1' lon='11.5'/>\n";
  const osmium::io::File target((folder_ / "many.osm.gz").string());
  const int handle = ::open(target.filename().c_str(), O_WRONLY | O_CREAT, 0644);
  const auto packed =
      osmium::io::CompressionFactory::instance().create_compressor(target.compression(), handle, osmium::io::fsync::no);
  packed->write(osm::file(nodes));
  packed->close();
  EXPECT_THAT(complaint(target.filename()), HasSubstr("packed so tightly as no map is"));
}

TEST_F(OsmFormats, CutFilesAreRefusedWhereverTheyAreCut) {
  for (const char* name : {"a.osm", "a.osm.gz", "a.osm.bz2", "a.osm.pbf"})
    for (const double part : {0.02, 0.3, 0.6, 0.9, 0.99})
      EXPECT_NE(complaint(cut(written(name), part)), "taken") << name << " " << part;
}

TEST_F(OsmFormats, ANulInATextIsADamage) {
  std::string content = read_file(written("a.osm.pbf", "pbf,pbf_compression=none"));
  const std::size_t at = content.find("residential");
  ASSERT_NE(at, std::string::npos);
  content[at + 5] = '\0';
  EXPECT_THAT(complaint(text("nul.osm.pbf", content)), HasSubstr("a NUL in the text of a tag"));
}

/// Files with flipped bytes that once ended the program with a signal.
TEST_F(OsmFormats, DamagedFilesOfTheCasesAreRefused) {
  const fs::path shared = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";
  if (!fs::exists(shared)) GTEST_SKIP() << "no folder " << shared << " with damaged files";
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(shared / "cases/hostile/pbf"))
    if (entry.path().extension() == ".pbf") count += complaint(entry.path()) != "taken";
  EXPECT_GE(count, 9u);
}

TEST_F(OsmFormats, AnOverpassAnswerThatBrokeOffIsRefused) {
  EXPECT_THAT(
      complaint(text("part.osm", osm::file(kNodes + kWay + "<remark> runtime error: Query timed out </remark>"))),
      AllOf(HasSubstr("broke off"), HasSubstr("Query timed out")));
}

}  // namespace
}  // namespace planspiel
