#include <memory>

#include "cli/commands.hpp"

#ifdef PLANSPIEL_HAS_VIEWER

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>

#include "engine/base/files.hpp"
#include "viewer/render/studio.hpp"

namespace planspiel::cli {

namespace {

/// The options of one picture, as typed: on the command line, where they are also what a script's lines leave out.
struct PictureArguments {
  std::string layer, difference, view = "overview", size = "1920x1080", breaks, select;
  std::vector<std::string> picks;
  int hour = -1;
  bool lines = false, stops = false, stations = false, bare = false;
  std::filesystem::path out;
};

struct RenderArguments {
  std::filesystem::path run, compare, script;
  PictureArguments picture;
};

void add_picture_options(CLI::App& app, PictureArguments& picture) {
  app.add_option("--layer", picture.layer, "field to show, for example mobility.road_flow; left out: the plain city");
  app.add_option("--hour", picture.hour, "hour of the day; left out: the day")->check(CLI::Range(0, 23));
  app.add_option("--pick", picture.picks, "entry of another axis of the field, for example vehicle=bus");
  app.add_flag("--difference{absolute}", picture.difference,
               "show the change against the base: absolute, percent or per-km")
      ->check(CLI::IsMember({"absolute", "percent", "per-km"}));
  app.add_option("--breaks", picture.breaks, "limits of the classes, for example 0,100,500,1000");
  app.add_option("--view", picture.view, "overview, above, district:NAME or lon,lat,height,heading,pitch");
  app.add_option("--size", picture.size, "width and height in pixels");
  app.add_option("--select", picture.select, "external id of a row to mark");
  app.add_flag("--lines", picture.lines, "draw the transit lines");
  app.add_flag("--stops", picture.stops, "draw the stops");
  app.add_flag("--stations", picture.stations, "draw and name the fire stations");
  app.add_flag("--bare", picture.bare, "without title, legend, labels, scale and sources");
  add_output(app, "-o,--out", picture.out, "picture, .png");
}

double number_of(std::string_view text, const std::string& option) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw Error(ErrorKind::config, fmt::format("{}: '{}' is no number", option, text));
  return value;
}

viewer::Viewport size_of(const std::string& text) {
  const std::vector<std::string> sides = split(text, 'x');
  constexpr double kLeast = 16.0, kMost = 16384.0;
  if (sides.size() == 2) {
    const double width = number_of(sides[0], "--size"), height = number_of(sides[1], "--size");
    if (std::min(width, height) >= kLeast && std::max(width, height) <= kMost)
      return {static_cast<int>(width), static_cast<int>(height)};
  }
  throw Error(ErrorKind::config,
              fmt::format("--size {}: write width and height from {} to {} pixels, for example 1920x1080", text, kLeast,
                          kMost));
}

AxisPick pick_of(const std::string& text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos || sign == 0)
    throw Error(ErrorKind::config, fmt::format("--pick {}: write AXIS=ENTRY, for example vehicle=bus", text));
  return {text.substr(0, sign), text.substr(sign + 1)};
}

viewer::PictureOptions options_of(const PictureArguments& picture, bool has_base) {
  if (picture.out.extension() != ".png")
    throw Error(ErrorKind::config, picture.out.empty() ? "say where the picture goes: -o x.png"
                                                       : picture.out.string() + ": a picture is written as .png");
  if (!picture.difference.empty() && !has_base)
    throw Error(ErrorKind::config, "--difference needs a base: --compare RUN");
  viewer::PictureOptions options{.layer = picture.layer,
                                 .view = picture.view,
                                 .size = size_of(picture.size),
                                 .lines = picture.lines,
                                 .stops = picture.stops,
                                 .stations = picture.stations,
                                 .captions = !picture.bare};
  if (picture.hour >= 0) options.hour = picture.hour;
  if (picture.difference == "absolute") options.change = viewer::Change::absolute;
  if (picture.difference == "percent") options.change = viewer::Change::percent;
  if (picture.difference == "per-km") options.change = viewer::Change::per_km;
  if (!picture.select.empty()) options.select = picture.select;
  for (const std::string& pick : picture.picks) options.picks.push_back(pick_of(pick));
  if (!picture.breaks.empty())
    for (const std::string& part : split(picture.breaks, ',')) options.breaks.push_back(number_of(part, "--breaks"));
  return options;
}

/// A script has one picture a line, with the options of the command line; '#' starts a comment line.
std::vector<PictureArguments> read_script(const RenderArguments& arguments) {
  std::vector<PictureArguments> pictures;
  int number = 0;
  for (const std::string& line : split(read_file(arguments.script), '\n')) {
    ++number;
    if (trim(line).empty() || trim(line).front() == '#') continue;
    const std::string where = fmt::format("{}:{}", arguments.script.string(), number);
    PictureArguments picture = arguments.picture;
    CLI::App app;
    add_picture_options(app, picture);
    try {
      app.parse(std::string(trim(line)));
    } catch (const CLI::ParseError& error) {
      throw Error(ErrorKind::config, where + ": " + error.what());
    }
    with_context(where, [&] { options_of(picture, !arguments.compare.empty()); });
    pictures.push_back(std::move(picture));
  }
  if (pictures.empty()) throw Error(ErrorKind::config, arguments.script.string() + ": no line with a picture");
  return pictures;
}

int render(const RenderArguments& arguments, Session& session) {
  const std::vector<PictureArguments> pictures =
      arguments.script.empty() ? std::vector{arguments.picture} : read_script(arguments);
  const bool has_base = !arguments.compare.empty();
  std::vector<OutputFile> outs;
  for (const PictureArguments& picture : pictures) {
    options_of(picture, has_base);
    outs.emplace_back(picture.out, session.output_rules());
  }
  viewer::Studio studio(arguments.run, has_base ? std::optional(arguments.compare) : std::nullopt, session.language());
  Value written = Value::list();
  std::string text;
  for (std::size_t at = 0; at < pictures.size(); ++at) {
    const PictureArguments& picture = pictures[at];
    const std::string out = picture.out.string();
    if (session.stop_token().stop_requested()) throw Error(ErrorKind::stopped, "stopped before " + out);
    with_context(out, [&] {
      const Picture drawn = studio.picture(options_of(picture, has_base));
      outs[at].write([&](const std::filesystem::path& fresh) { write_png(drawn, fresh); });
    });
    written.push_back(out);
    text += Text{"geschrieben: ", "wrote "}.in(session.language()) + out + "\n";
  }
  session.print(Value::table({{"pictures", written}}), text);
  return 0;
}

}  // namespace

void add_render_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<RenderArguments>();
  CLI::App* command = app.add_subcommand("render", "draw a run in 3D, without display or graphics card");
  command->add_option("run", arguments->run, "run folder")->required()->check(CLI::ExistingDirectory);
  command->add_option("--compare", arguments->compare, "base run for --difference")->check(CLI::ExistingDirectory);
  command->add_option("--script", arguments->script, "file with the options of one picture on each line")
      ->check(CLI::ExistingFile);
  add_picture_options(*command, arguments->picture);
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return render(*arguments, session); }; });
}

}  // namespace planspiel::cli

#else

#include "engine/base/error.hpp"

namespace planspiel::cli {

void add_render_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("render", "draw a run in 3D (not in this build)");
  command->allow_extras();
  command->callback([&action] {
    action = [](Session&) -> int {
      throw Error(
          ErrorKind::config,
          "this planspiel was built without its viewer: build it with -DPLANSPIEL_VIEWER=ON, or draw a flat map "
          "with planspiel map");
    };
  });
}

}  // namespace planspiel::cli

#endif
