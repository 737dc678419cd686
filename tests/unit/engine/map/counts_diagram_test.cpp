#include "engine/map/counts_diagram.hpp"

#include <gtest/gtest.h>

#include "tests/unit/engine/run/small_run.hpp"
#include "tests/unit/temporary_folder.hpp"
#include "tests/unit/town.hpp"

namespace planspiel {
namespace {

City counted_street() {
  return test::town("A---B", {.more =
                                  [](CityBuilder& builder) {
                                    Counts& counts = builder[tables::counts];
                                    for (const char* id : {"near", "far"}) {
                                      const CountId count = counts.add(id);
                                      counts.road[count] = *builder[tables::roads].find("A-B");
                                      counts.vehicles[count] = 1000.0;
                                    }
                                  }})
      .city;
}

/// The picture of two sections with so many simulated vehicles.
std::string drawn(double near, double far) {
  const test::TemporaryFolder folder;
  const City city = counted_street();
  const RunFolder run(test::write_run(folder / "run", city, {}));
  draw_counts(run, city,
              {{.count = CountId(std::size_t{1}), .counted = 1000.0, .simulated = near, .sqv = 0.95},
               {.count = CountId(std::size_t{0}), .counted = 1000.0, .simulated = far, .sqv = 0.5}},
              Language::en, folder / "counts.svg");
  return read_file(folder / "counts.svg");
}

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

constexpr std::string_view kGreen = "rgb(17%,45%,30%)", kRed = "rgb(75%,25%,20%)";

TEST(CountsDiagram, NearAndFarSectionsHaveTheirColours) {
  const std::string both = drawn(1050.0, 2000.0), near = drawn(1050.0, 1100.0), none = drawn(100.0, 2000.0);
  EXPECT_EQ(times(both, kGreen), 1u);
  EXPECT_EQ(times(both, kRed), 1u);
  EXPECT_EQ(times(near, kGreen), 2u);
  EXPECT_EQ(times(none, kRed), 2u);
}

TEST(CountsDiagram, EqualRunsGiveEqualBytes) { EXPECT_TRUE(drawn(1050.0, 2000.0) == drawn(1050.0, 2000.0)); }

TEST(CountsDiagram, WithoutCountsThereIsNothingToDraw) {
  const test::TemporaryFolder folder;
  const City city = counted_street();
  const RunFolder run(test::write_run(folder / "run", city, {}));
  try {
    draw_counts(run, city, {}, Language::en, folder / "counts.svg");
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("no counts"), std::string::npos);
  }
}

}  // namespace
}  // namespace planspiel
