#include "program/cases.hpp"

#include "engine/base/stop.hpp"

namespace planspiel {

Case case_of(const Scenario& scenario, const Services& services) {
  const StopScope scope(services.stop);
  for (const std::filesystem::path& file : scenario.files) services.has_read(file);
  return make_case(scenario, *services.registry,
                   [&](const std::filesystem::path& city) { return services.load_city(city, services); });
}

Case read_case(const std::filesystem::path& scenario, const Services& services) {
  return case_of(read_scenario(scenario, *services.registry), services);
}

}  // namespace planspiel
