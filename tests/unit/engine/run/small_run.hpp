#pragma once

/// Run folders of a city with the fields and indicators that a test gives.

#include "engine/base/files.hpp"
#include "engine/base/output.hpp"
#include "engine/city/snapshot.hpp"
#include "engine/run/results.hpp"

namespace planspiel::test {

struct SmallRun {
  std::string name = "base";
  std::string model = "test.model";
  FieldMap fields{};
  std::vector<IndicatorValue> indicators{};
};

inline Results results_of(const SmallRun& run, const City& city) {
  Results results;
  results.scenario_name = run.name;
  results.title = {run.name, run.name};
  results.base_city_digest = city.digest();
  results.city_digest = city.digest();
  results.models.push_back({.model = run.model, .fields = run.fields});
  results.indicators = run.indicators;
  return results;
}

/// The run as a folder, snapshot of the city included.
inline std::filesystem::path write_run(const std::filesystem::path& folder, const City& city,
                                       const SmallRun& run = {}) {
  OutputFolder(folder, "run", {}).write([&](const std::filesystem::path& fresh) {
    write_results(city, results_of(run, city), fresh, Language::en);
    write_snapshot(city, fresh / "city.snapshot");
  });
  return folder;
}

}  // namespace planspiel::test
