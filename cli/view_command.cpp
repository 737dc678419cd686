#include <memory>

#include "cli/commands.hpp"

#ifdef PLANSPIEL_HAS_VIEWER

#include "cli/installation.hpp"
#include "engine/base/stop.hpp"
#include "viewer/window/window.hpp"

namespace planspiel::cli {

namespace {

struct ViewArguments {
  std::filesystem::path open, compare, widgets, frames;
  std::string size = "1440x900";
  std::optional<double> text{};
  bool dark = false;
};

int view(const ViewArguments& arguments, Session& session) {
  viewer::WindowOptions options{.installed = data_folder(),
                                .language = session.language(),
                                .text_scale = arguments.text,
                                .dark = arguments.dark,
                                .widgets = arguments.widgets,
                                .frames = arguments.frames};
  if (!arguments.open.empty()) options.open = arguments.open;
  if (!arguments.compare.empty()) options.compare = arguments.compare;
  const std::vector<std::string> sides = split(arguments.size, 'x');
  if (sides.size() != 2 || std::atoi(sides[0].c_str()) < 320 || std::atoi(sides[1].c_str()) < 240)
    throw Error(ErrorKind::config,
                "--size " + arguments.size + ": write width and height from 320 x 240 pixels, for example 1440x900");
  options.width_px = std::atoi(sides[0].c_str());
  options.height_px = std::atoi(sides[1].c_str());
  for (const std::filesystem::path& file : {arguments.widgets, arguments.frames})
    if (!file.empty()) OutputFile(file, session.output_rules()).check_sealed();
  viewer::show_window(session.services(), options);
  check_stop();  // who was asked to stop says so
  return 0;
}

}  // namespace

void add_view_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<ViewArguments>();
  CLI::App* command = app.add_subcommand("view", "open a scenario, a city or a run in the window");
  add_scenario(*command, "open", arguments->open, "scenario (.toml), city (.toml, .gpkg) or run folder");
  command->add_option("--compare", arguments->compare, "base run beside a run folder");
  command->add_option("--size", arguments->size, "width and height of the window in pixels");
  command->add_option("--text-size", arguments->text, "size of the text, 1 to 3; left out: the desktop's")
      ->check(CLI::Range(1.0, 3.0));
  command->add_flag("--dark", arguments->dark, "light text on dark ground");
  add_output(*command, "--widgets", arguments->widgets, "write where all widgets are, as JSON")->group("");
  add_output(*command, "--frames", arguments->frames, "write how long frames took, as JSON")->group("");
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return view(*arguments, session); }; });
}

}  // namespace planspiel::cli

#else

#include "engine/base/error.hpp"

namespace planspiel::cli {

void add_view_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("view", "open a scenario, a city or a run in the window (not in this build)");
  command->allow_extras();
  command->callback([&action] {
    action = [](Session&) -> int {
      throw Error(ErrorKind::config,
                  "this planspiel was built without its viewer: build it with -DPLANSPIEL_VIEWER=ON");
    };
  });
}

}  // namespace planspiel::cli

#endif
