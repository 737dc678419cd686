#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "engine/map/map.hpp"

namespace planspiel::cli {

namespace {

struct MapArguments {
  std::filesystem::path run, compare, out;
  std::string field;
  std::vector<std::string> picks;
  int hour = -1;
  int width = 1600;
};

/// "mode=bike" as a pick. Throws Error(config).
AxisPick read_pick(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
    throw Error(ErrorKind::config, "--pick " + text + ": write AXIS=LABEL, for example --pick mode=bike");
  return {text.substr(0, equals), text.substr(equals + 1)};
}

int draw(const MapArguments& arguments, Session& session) {
  const OutputFile out(arguments.out, session.output_rules());
  const RunFolder run(arguments.run);
  std::optional<RunFolder> base;
  if (!arguments.compare.empty()) base.emplace(arguments.compare);
  MapOptions options{.field = arguments.field,
                     .compare = base ? &*base : nullptr,
                     .width_px = arguments.width,
                     .language = session.language()};
  for (const std::string& pick : arguments.picks) options.picks.push_back(read_pick(pick));
  if (arguments.hour >= 0) options.hour = arguments.hour;
  out.write([&](const std::filesystem::path& fresh) { draw_map(run, options, fresh); });
  session.print(Value::table({{"map", arguments.out.string()}}),
                Text{"geschrieben: ", "wrote "}.in(session.language()) + arguments.out.string() + "\n");
  return 0;
}

}  // namespace

void add_map_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<MapArguments>();
  CLI::App* command = app.add_subcommand("map", "draw a field of a run, or its difference to another run");
  command->add_option("run", arguments->run, "run folder")->required()->check(CLI::ExistingDirectory);
  command->add_option("--field", arguments->field, "field, for example mobility.road_flow")->required();
  command->add_option("--hour", arguments->hour, "hour of the day; left out: the day")->check(CLI::Range(0, 23));
  command->add_option("--pick", arguments->picks, "AXIS=LABEL for each axis but the hour, for example mode=bike");
  command->add_option("--compare", arguments->compare, "base run: draw the difference")->check(CLI::ExistingDirectory);
  command->add_option("--width", arguments->width, "width in pixels")->check(CLI::Range(200, 16000));
  add_output(*command, "-o,--out", arguments->out, "picture, .svg or .png")->required();
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return draw(*arguments, session); }; });
}

}  // namespace planspiel::cli
