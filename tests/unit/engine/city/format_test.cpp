#include "engine/city/format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/base/files.hpp"

namespace planspiel {
namespace {

using testing::HasSubstr;

TEST(CityFormat, AColumnShowsKindUnitRangeAndMeaning) {
  EXPECT_THAT(
      city_format_markdown(),
      HasSubstr("| `free_speed` | number | km/h | more than 0 and at most 200 | observed mean speed on the empty "
                "link, junction delay included |\n"));
}

TEST(CityFormat, ReferencesNameTheirTableAndChoicesTheirNames) {
  const std::string page = city_format_markdown();
  EXPECT_THAT(page, HasSubstr("| `from` | id in `nodes` |"));
  EXPECT_THAT(page, HasSubstr("| `basis` | one of day, crossing, distance |"));
}

// With PLANSPIEL_UPDATE_DOCS set the page is written anew; the test then fails once, so that it cannot stay on.
TEST(CityFormat, TheCommittedPageIsUpToDate) {
  const std::string path = std::string(PLANSPIEL_SOURCE_DIR) + "/docs/city-format.md";
  const std::string page = city_format_markdown();
  if (std::getenv("PLANSPIEL_UPDATE_DOCS")) {
    write_file(path, page);
    FAIL() << path << " was written anew: look at the difference";
  }
  EXPECT_EQ(read_file(path), page) << "run this test with PLANSPIEL_UPDATE_DOCS=1 and look at the difference";
}

}  // namespace
}  // namespace planspiel
