#pragma once

#include "gis/import_city.hpp"

namespace planspiel::test {

/// Built once for all tests of a program.
inline const City& built_in_munich() {
  static const City city = [] {
    ImportReport report;
    return import_city({.city_toml = PLANSPIEL_SOURCE_DIR "/scenarios/munich/city.toml"}, report);
  }();
  return city;
}

}  // namespace planspiel::test
