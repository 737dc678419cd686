#pragma once

/// What is run: a city with measures, and options.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/hash.hpp"
#include "engine/base/text.hpp"
#include "engine/base/value.hpp"
#include "engine/city/city.hpp"
#include "engine/run/measure.hpp"
#include "engine/run/measure_effect.hpp"

namespace planspiel {

/// One scenario, ready to run: a city with its measures applied and the options of the models.
struct Case {
  std::string name;
  Text title{};
  City city{};
  Digest base_city{};
  std::uint64_t seed = 1;
  Value options = Value::table();  ///< by model name
  Value scenario = Value::table();
  std::vector<AppliedMeasure> measures{};  ///< in order
  std::shared_ptr<const Case> root{};      ///< the root of the chain of bases; null when this is it
};

/// The identity of a case: measures, options, seed, city, root. Kept in the manifest.
Digest case_identity(const Case& scenario);

}  // namespace planspiel
