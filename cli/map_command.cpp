#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "engine/map/map.hpp"

namespace planspiel::cli {

namespace {

struct MapArguments {
  std::filesystem::path run, compare, out;
  std::string field;
  int hour = -1;
  int width = 1600;
};

int draw(const MapArguments& arguments, Session& session) {
  const RunFolder run(arguments.run);
  std::optional<RunFolder> base;
  if (!arguments.compare.empty()) base.emplace(arguments.compare);
  MapOptions options{.field = arguments.field,
                     .compare = base ? &*base : nullptr,
                     .width_px = arguments.width,
                     .language = session.language()};
  if (arguments.hour >= 0) options.hour = arguments.hour;
  draw_map(run, options, arguments.out);
  session.print(Value::table({{"map", arguments.out.string()}}), "wrote " + arguments.out.string() + "\n");
  return 0;
}

}  // namespace

void add_map_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<MapArguments>();
  CLI::App* command = app.add_subcommand("map", "draw a field of a run, or its difference to another run");
  command->add_option("run", arguments->run, "run folder")->required()->check(CLI::ExistingDirectory);
  command->add_option("--field", arguments->field, "field, for example mobility.road_flow")->required();
  command->add_option("--hour", arguments->hour, "hour of the day; left out: the day")->check(CLI::Range(0, 23));
  command->add_option("--compare", arguments->compare, "base run: draw the difference")->check(CLI::ExistingDirectory);
  command->add_option("--width", arguments->width, "width in pixels")->check(CLI::Range(200, 16000));
  command->add_option("-o,--out", arguments->out, "picture, .svg or .png")->required();
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return draw(*arguments, session); }; });
}

}  // namespace planspiel::cli
