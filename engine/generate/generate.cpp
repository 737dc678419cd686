#include "engine/generate/generate.hpp"

#include "engine/base/stop.hpp"
#include "engine/generate/buildings.hpp"
#include "engine/generate/counts.hpp"
#include "engine/generate/jobs.hpp"
#include "engine/generate/people.hpp"
#include "engine/generate/rivers.hpp"
#include "engine/generate/streets.hpp"
#include "engine/generate/transit.hpp"
#include "engine/generate/zones.hpp"

namespace planspiel {

namespace {

/// Runs one step after the other, and ends between two of them when the user asked to stop.
template <class... Steps>
void in_turn(Steps&&... steps) {
  (..., (check_stop(), steps()));
}

}  // namespace

City generate_city(const std::filesystem::path& city_toml, const TableKinds& kinds) {
  const generate::Settings settings = generate::read_settings(city_toml);
  const generate::Facts facts = generate::read_facts(settings);
  CityBuilder builder(settings.profile);
  const generate::Streets streets = generate::make_streets(builder, facts, settings);
  in_turn([&] { generate::make_water(builder, facts); },
          [&] { generate::make_places(builder, streets, facts, settings); },
          [&] { generate::make_buildings(builder, generate::houses_along(streets, facts, settings)); },
          [&] { generate::spread_jobs_over_zones(builder, settings); },
          [&] { generate::make_transit(builder, streets, facts, settings); },
          [&] { generate::make_external_demand(builder, settings); },
          [&] { generate::make_parking(builder, settings); }, [&] { generate::make_fire_service(builder, settings); },
          [&] { generate::make_counts(builder, settings); }, [&] { generate::read_plain_tables(builder, settings); },
          [&] { generate::read_plugin_tables(builder, kinds, settings.profile, {settings.folder}); });
  return builder.build();
}

}  // namespace planspiel
