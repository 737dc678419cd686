#include "engine/base/stop.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace planspiel {
namespace {

TEST(StopScope, WhereNobodyAsksForAStopNothingStops) { EXPECT_NO_THROW(check_stop()); }

TEST(StopScope, WorkBelowItStopsOnceItsTokenAsksForIt) {
  std::stop_source source;
  const StopScope scope(source.get_token());
  EXPECT_NO_THROW(check_stop());
  source.request_stop();
  EXPECT_THROW(check_stop(), Error);
}

TEST(StopScope, AnOuterScopeStopsWhatLiesBelowAnInnerOne) {
  std::stop_source program, job;
  const StopScope outer(program.get_token());
  const StopScope inner(job.get_token());
  program.request_stop();
  EXPECT_THROW(check_stop(), Error);
}

TEST(StopScope, AnInnerScopeEndsWithItsJob) {
  std::stop_source program, job;
  const StopScope outer(program.get_token());
  job.request_stop();
  {
    const StopScope inner(job.get_token());
    EXPECT_THROW(check_stop(), Error);
  }
  EXPECT_NO_THROW(check_stop());
}

}  // namespace
}  // namespace planspiel
