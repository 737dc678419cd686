#include <fmt/format.h>

#include "cli/self_description.hpp"

namespace planspiel::cli {

namespace {

/// Text that man prints as it stands.
std::string plain(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\\')
      safe += "\\e";
    else if (c == '-')
      safe += "\\-";
    else
      safe += c;
  }
  return safe.starts_with('.') || safe.starts_with('\'') ? "\\&" + safe : safe;
}

/// "TEXT" without the checks that stand behind it, which the help says in words: "INT" of "INT:INT in [0 - 23]".
std::string value_of(const CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return "";
  const std::string type = option.get_type_name();
  const std::size_t colon = type.find(':');
  if (colon == std::string::npos) return type;
  return type[colon + 1] == '{' ? type.substr(colon + 1) : type.substr(0, colon);
}

std::string option_text(const CLI::Option& option) {
  const std::string value = value_of(option);
  const std::string name =
      option.get_positional() && option.get_lnames().empty() ? option.get_name(true) : option.get_name(false, true);
  return fmt::format(".TP\n\\fB{}\\fR{}\n{}{}\n", plain(name), value.empty() ? "" : " \\fI" + plain(value) + "\\fR",
                     plain(option.get_description()), option.get_required() ? " (required)" : "");
}

std::string options_text(const CLI::App& app) {
  std::string text;
  for (const CLI::Option* option : app.get_options())
    if (!option->get_group().empty() && !option->check_lname("help")) text += option_text(*option);
  return text;
}

/// A command, or those below it that do something.
std::string command_text(const CLI::App& command, const std::string& parent) {
  const std::string name = parent + " " + command.get_name();
  const auto below = command.get_subcommands({});
  if (below.empty()) {
    std::string line = plain(name);
    for (const CLI::Option* option : command.get_options())
      if (option->get_positional()) line += " \\fI" + plain(option->get_name(true)) + "\\fR";
    return fmt::format(".SS {}\n{}\n{}", line, plain(command.get_description()), options_text(command));
  }
  std::string text;
  for (const CLI::App* one : below)
    if (!one->get_group().empty()) text += command_text(*one, name);
  return text;
}

constexpr std::string_view kEnd = R"(.SH EXIT STATUS
0 done, 1 failed, 2 bad input, 130 stopped on request.
.SH ENVIRONMENT
.TP
\fBPLANSPIEL_CACHE\fR
folder in which results are kept; left out: planspiel in the user's cache folder
.SH FILES
.TP
\fIscenarios/munich/*.toml\fR, \fIscenarios/testtown/*.toml\fR
ready scenarios. Installed, they are found from any folder that has none of its own (\fBplanspiel list scenarios\fR).
.SH EXAMPLES
.nf
planspiel run scenarios/munich/base.toml \-o out/base
planspiel run scenarios/munich/city\-toll.toml \-o out/city\-toll
planspiel compare out/base out/city\-toll \-o out/compared
planspiel map out/base \-\-field mobility.road_flow \-\-hour 8 \-o flows.png
planspiel view scenarios/munich/base.toml
.fi
)";

}  // namespace

std::string manual_page(const CLI::App& app, const std::string& version) {
  std::string text = fmt::format(
      ".TH PLANSPIEL 1 \"\" \"planspiel {}\" \"User Commands\"\n.SH NAME\nplanspiel \\- simulates what measures do to "
      "a "
      "city\n.SH SYNOPSIS\n\\fBplanspiel\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR \\fI...\\fR\n.SH DESCRIPTION\n{}.\n.SH "
      "OPTIONS\nThey may stand anywhere on the line. Each command has \\-\\-help.\n{}.SH COMMANDS\n",
      version, plain(app.get_description()), options_text(app));
  for (const CLI::App* command : app.get_subcommands({}))
    if (!command->get_group().empty()) text += command_text(*command, "planspiel");
  return text.append(kEnd);
}

}  // namespace planspiel::cli
