#include "engine/base/environment.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

namespace planspiel {
namespace {

TEST(Environment, SettingsOfTheMapLibrariesAreForgottenAndTheRestStays) {
  for (const char* name : {"GDAL_DATA", "OGR_SKIP", "OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "CPL_DEBUG", "PROJ_LIB",
                           "PROJ_DATA", "PROJ_NETWORK", "SQLITE_TMPDIR", "SHAPE_ENCODING", "GDAL_CONFIG_FILE"})
    ::setenv(name, "wild", 1);
  ::setenv("PLANSPIEL_TEST", "mine", 1);
  ignore_library_settings();
  for (const char* name : {"GDAL_DATA", "OGR_SKIP", "OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "CPL_DEBUG", "PROJ_LIB",
                           "PROJ_DATA", "PROJ_NETWORK", "SQLITE_TMPDIR", "SHAPE_ENCODING"})
    EXPECT_EQ(::getenv(name), nullptr) << name;
  EXPECT_STREQ(::getenv("GDAL_CONFIG_FILE"), "/dev/null");
  EXPECT_STREQ(::getenv("PLANSPIEL_TEST"), "mine");
}

}  // namespace
}  // namespace planspiel
