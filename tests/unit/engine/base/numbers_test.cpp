#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "engine/base/hash.hpp"
#include "engine/base/math.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/random.hpp"

namespace planspiel {
namespace {

struct RowId : Id<RowId> {
  using Id::Id;
};

/// Known answers of Philox4x32-10 from the authors' test vectors (Random123).
TEST(Philox, GivesThePublishedAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
            (std::array<std::uint32_t, 4>{0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u}));
  EXPECT_EQ(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
            (std::array<std::uint32_t, 4>{0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu}));
}

TEST(RandomStream, IsUniformAndItsStreamsDiffer) {
  const RandomStream one(1, "a"), other(1, "b");
  double sum = 0.0;
  for (std::uint64_t row = 0; row < 100000; ++row) {
    const double u = one.uniform(row);
    ASSERT_TRUE(u > 0.0 && u < 1.0);
    sum += u;
  }
  EXPECT_NEAR(sum / 1e5, 0.5, 0.004);  // four standard errors
  EXPECT_NE(one.uniform(7), other.uniform(7));
  EXPECT_EQ(one.uniform(7), RandomStream(1, "a").uniform(7));
}

TEST(Math, ExpAndLogAgreeWithTheLibraryToTheLastBits) {
  for (double x = -700.0; x < 700.0; x += 0.37) EXPECT_NEAR(math::exp(x) / std::exp(x), 1.0, 5e-16) << x;
  for (double x = 1e-300; x < 1e300; x *= 1.7)
    EXPECT_NEAR(math::log(x), std::log(x), 4e-16 * std::abs(std::log(x)) + 1e-16) << x;
}

TEST(SumRows, IsTheSameForAnyNumberOfThreads) {
  const RandomStream random(3, "sum");
  const auto sum = [&](int threads) {
    const ThreadLimit limit(threads);
    return sum_rows<RowId>(300000, [&](RowId row) { return 1e6 * random.uniform(row.index()) - 5e5; });
  };
  const double one = sum(1);
  for (const int threads : {2, 3, 4, 8}) {
    const double many = sum(threads);
    EXPECT_EQ(std::memcmp(&one, &many, sizeof one), 0) << threads;
  }
}

TEST(ForEachRow, ReachesEveryRowOnceAndPassesErrorsOn) {
  std::vector<int> seen(10000, 0);
  for_each_row<RowId>(seen.size(), [&](RowId row) { ++seen[row.index()]; });
  EXPECT_EQ(std::count(seen.begin(), seen.end(), 1), 10000);
  EXPECT_THROW(for_each_row<RowId>(1000,
                                   [](RowId row) {
                                     if (row.index() == 777) throw std::runtime_error("row");
                                   }),
               std::runtime_error);
}

TEST(Hash, BoundariesBetweenTextsCount) {
  EXPECT_NE(Hasher().text("ab").text("c").finish(), Hasher().text("a").text("bc").finish());
  EXPECT_EQ(hash_text("x"), hash_text("x"));
}

}  // namespace
}  // namespace planspiel
