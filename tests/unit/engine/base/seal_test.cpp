#include "engine/base/seal.hpp"

#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel {
namespace {

/// A PNG of no pixels: what stands before the end chunk does not matter here.
const std::string kPicture =
    std::string("\x89PNG\r\n\x1a\n", 8) + "pixels" + std::string("\0\0\0\0IEND\xae\x42\x60\x82", 12);

std::string content_for(const std::string& name) { return name.ends_with(".png") ? kPicture : "a = 1\n"; }

TEST(Seal, AFileKeepsItUntilSomebodyChangesIt) {
  const test::TemporaryFolder folder;
  for (const std::string name : {"x.toml", "x.txt", "x", "x.svg", "x.md", "x.png"}) {
    const std::string bytes = sealed(content_for(name), name);
    write_file(folder / name, bytes);
    EXPECT_EQ(seal_of(folder / name), Seal::whole) << name;
    write_file(folder / name, bytes + "b");
    EXPECT_NE(seal_of(folder / name), Seal::whole) << name;
    std::string changed = bytes;
    changed[0] ^= 1;
    write_file(folder / name, changed);
    EXPECT_EQ(seal_of(folder / name), Seal::broken) << name;
  }
}

TEST(Seal, AFileOfSomebodyElseHasNone) {
  const test::TemporaryFolder folder;
  write_file(folder / "x.toml", "a = 1\n");
  write_file(folder / "empty", "");
  EXPECT_EQ(seal_of(folder / "x.toml"), Seal::none);
  EXPECT_EQ(seal_of(folder / "empty"), Seal::none);
  EXPECT_EQ(seal_of(folder.path()), Seal::none);
  EXPECT_EQ(seal_of("/dev/zero"), Seal::none);
}

TEST(Seal, APictureStaysAPicture) {
  const std::string bytes = sealed(kPicture, "x.png");
  EXPECT_TRUE(bytes.starts_with(kPicture.substr(0, kPicture.size() - 12)));
  EXPECT_TRUE(bytes.ends_with(kPicture.substr(kPicture.size() - 12)));
}

TEST(Seal, IsTheLastMemberOfAnObject) {
  const test::TemporaryFolder folder;
  const std::string text = sealed_json(Value::table({{"seconds", 1.5}}));
  write_file(folder / "x.json", text);
  EXPECT_EQ(read_json(folder / "x.json").at("seconds").as_number(), 1.5);
  EXPECT_EQ(seal_of(folder / "x.json"), Seal::whole);
  write_file(folder / "x.json", "{\n  \"mine\": 1," + text.substr(1));
  EXPECT_EQ(seal_of(folder / "x.json"), Seal::broken);
}

/// What matters of a GeoPackage here: the head of SQLite and a description with an open seal.
std::string geopackage() {
  std::string bytes("SQLite format 3\0", 16);
  bytes.resize(100, '\1');
  return bytes + "description: " + open_seal() + " and rows";
}

TEST(Seal, OfAGeopackageStandsInADescription) {
  const test::TemporaryFolder folder;
  write_file(folder / "x.gpkg", geopackage());
  seal_geopackage(folder / "x.gpkg");
  EXPECT_EQ(seal_of(folder / "x.gpkg"), Seal::whole);
  std::string bytes = read_file(folder / "x.gpkg");
  bytes[18] = '\2';  // another kind of journal: somebody looked at it
  write_file(folder / "x.gpkg", bytes);
  EXPECT_EQ(seal_of(folder / "x.gpkg"), Seal::whole);
  bytes.back() = 'S';
  write_file(folder / "x.gpkg", bytes);
  EXPECT_EQ(seal_of(folder / "x.gpkg"), Seal::broken);
}

}  // namespace
}  // namespace planspiel
