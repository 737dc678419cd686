#include "engine/generate/generate.hpp"

#include <gtest/gtest.h>

#include "engine/base/parallel.hpp"

namespace planspiel {
namespace {

TEST(GenerateCity, GivesTheSameCityForAnyNumberOfThreads) {
  const std::string toml = PLANSPIEL_SOURCE_DIR "/scenarios/testtown/city.toml";
  const Digest expected = [&] {
    const ThreadLimit limit(1);
    return generate_city(toml).digest();
  }();
  for (const int threads : {2, 4}) {
    const ThreadLimit limit(threads);
    EXPECT_EQ(generate_city(toml).digest(), expected) << threads;
  }
}

}  // namespace
}  // namespace planspiel
