// Whether any point of a lattice of 100 m within 1 km of the best new station of the built-in Munich is better, by the
// arithmetic of a run: `reach` in the hours 7 and 15, the lower of both.
//
//   planspiel run scenarios/munich/base.toml -o out/base
//   build/release/benchmarks/benchmark_station_lattice out/base

#include <fmt/format.h>

#include <chrono>

#include "engine/base/projection.hpp"
#include "engine/city/snapshot.hpp"
#include "engine/run/ports.hpp"
#include "engine/run/results.hpp"
#include "plugins/fields.hpp"
#include "plugins/fire/arrivals/reach_tool.hpp"
#include "plugins/fire/new_stations/stations_tool.hpp"

using namespace planspiel;

namespace {

struct Day {
  City city;
  std::shared_ptr<HourlyColumn<EdgeId, Speed>> road_speed;
};

Day day_of(const std::filesystem::path& folder) {
  Day day{read_snapshot(folder / "city.snapshot"), {}};
  const FieldValues read = RunFolder(folder).field(fields::road_speed.spec.name);
  day.road_speed = std::make_shared<HourlyColumn<EdgeId, Speed>>(extents(fields::road_speed.spec, day.city));
  std::copy(read.grid->raw().begin(), read.grid->raw().end(), day.road_speed->raw().begin());
  return day;
}

template <class ToolClass>
std::unique_ptr<Tool> prepare(const Day& day, const Value& options) {
  static const City empty;
  DeclaringPorts declaring("tool", empty, nullptr);
  const ToolClass declared(declaring);
  const FieldMap given{{fields::road_speed.spec.name, {fields::road_speed.spec, day.road_speed}}};
  BoundPorts ports(declaring.declared(),
                   Binding{.city = day.city, .empty_city = empty, .fields = given, .options = options});
  return std::make_unique<ToolClass>(ports);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return fmt::print("usage: benchmark_station_lattice RUN_FOLDER\n"), 2;
  const Day day = day_of(arguments[1]);
  RunObserver observer;
  RunContext context(1, {}, observer);
  const auto start = std::chrono::steady_clock::now();
  const ToolAnswer answer = prepare<fire::StationsTool>(day, Value::table({{"add", 1}}))->run(context);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  fmt::print("{}\n{}in {:.1f} s\n", answer.headline.en, answer.text.en, took.count());
  const double value = answer.answer.at("value").as_number();
  const Value& at = answer.answer.at("sites").items()[0].at("at");
  const Projection projection(day.city.profile.crs);
  const Point centre = projection.to_metres(LonLat::degrees(at.items()[0].as_number(), at.items()[1].as_number()));
  const auto reach =
      prepare<fire::ReachTool>(day, Value::table({{"standard", "hilfsfrist_professional"}, {"hour", 7}}));
  std::vector<double> least;
  for (const int hour : {7, 15}) {
    std::size_t number = 0;
    for (int x = -10; x <= 10; ++x)
      for (int y = -10; y <= 10; ++y) {
        if (x * x + y * y > 100) continue;
        const LonLat place = projection.to_degrees(Point::metres(centre.x_m + 100.0 * x, centre.y_m + 100.0 * y));
        const Value edit =
            Value::table({{"station", "new"}, {"hour", hour}, {"at", Value::list({place.lon_deg, place.lat_deg})}});
        const double reached = reach->update(edit, context).answer.at("residents").as_number();
        if (hour == 7) least.push_back(reached);
        least[number] = std::min(least[number], reached);
        ++number;
      }
  }
  const double best = *std::max_element(least.begin(), least.end());
  fmt::print("answer {:.3f}; best of {} points {:.3f}: {:+.3f}\n", value, least.size(), best, best - value);
  return best > value + 1e-6 ? 1 : 0;
}
