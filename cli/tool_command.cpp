#include <algorithm>
#include <ctime>
#include <memory>
#include <optional>
#include <vector>

#include "cli/commands.hpp"
#include "program/cases.hpp"
#include "program/tools.hpp"

namespace planspiel::cli {

namespace {

constexpr std::size_t kMostRows = 20;  ///< of a table in text; JSON has all

/// What the line gives for one tool: texts by option, read by the option's own description.
struct ToolArguments {
  std::filesystem::path scenario, out, compare;
  std::vector<std::string> names, types;
  std::vector<std::vector<std::string>> given;
};

Value number_or_text(const std::string& text, bool wants_number) {
  if (!wants_number) return text;
  try {
    std::size_t used = 0;
    const double number = std::stod(text, &used);
    if (used != text.size()) return text;
    if (number == static_cast<double>(static_cast<std::int64_t>(number))) return static_cast<std::int64_t>(number);
    return number;
  } catch (const std::exception&) {
    return text;  // the option's reader says what would be right
  }
}

Value options_of(const ToolArguments& arguments) {
  Value table = Value::table();
  for (std::size_t i = 0; i < arguments.names.size(); ++i) {
    const auto& given = arguments.given[i];
    const std::string& type = arguments.types[i];
    if (given.empty()) continue;
    const bool numbers = type == "number" || type == "integer" || type == "place";
    Value value = type == "boolean" ? Value(given[0] == "true") : number_or_text(given[0], numbers);
    if (type == "texts" || type == "place") {
      value = Value::list();
      for (const std::string& text : given) value.push_back(number_or_text(text, numbers));
    }
    value.set_place({"--" + arguments.names[i], 0, 0});
    table.set(arguments.names[i], value);
  }
  return table;
}

/// What -o asks for: a file that the tool made, a scenario (NAME.toml), else the text.
void write_answer(const ToolAnswer& answer, const ToolArguments& arguments, const OutputFile& out, Language language) {
  if (!answer.files.empty())
    out.write(answer.files.front().bytes);
  else if (arguments.out.extension() == ".toml")
    out.write(proposed_scenario(answer, arguments.scenario, arguments.out));
  else
    out.write(text_of(answer, language, kMostRows));
}

ToolAnswer answer_about(const ToolEntry& tool, const std::filesystem::path& scenario, const ToolArguments& arguments,
                        const Services& services) {
  return ask(tool, tool.needs_city ? read_case(scenario, services) : empty_case(), options_of(arguments), services);
}

int run_tool(const ToolEntry& entry, const ToolArguments& arguments, Session& session) {
  const Services services = session.services();
  const ToolEntry& tool = services.registry->tool(entry.name);
  std::optional<OutputFile> out;
  if (!arguments.out.empty()) out.emplace(arguments.out, session.output_rules());
  const std::clock_t start = std::clock();
  ToolAnswer answer = answer_about(tool, arguments.scenario, arguments, services);
  answer.answer.set("cpu_seconds", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  if (!arguments.compare.empty())
    answer.tables = beside(std::move(answer.tables), answer_about(tool, arguments.compare, arguments, services).tables);
  if (out) write_answer(answer, arguments, *out, session.language());
  session.print(value_of(answer), text_of(answer, session.language(), kMostRows));
  return 0;
}

/// "Objective: reach most … [mclp | lscp | p-median], default mclp".
std::string manual_of(const Value& option) {
  std::string text = option.at("title").at("en").as_text();
  if (const std::string& help = option.at("help").at("en").as_text(); !help.empty()) text += ": " + help;
  if (const Value* choices = option.find("choices")) {
    std::vector<std::string> words;
    for (const Value& choice : choices->items()) words.push_back(choice.as_text());
    text += " [" + join(words, " | ") + "]";
  }
  const Value& usual = option.at("default");
  if (usual.is_text() && !usual.as_text().empty()) text += ", default " + usual.as_text();
  if (usual.is_number()) text += ", default " + format_number(usual.as_number());
  return text;
}

/// One flag per described option; the first required text of a tool without a city stands without a flag
/// (planspiel factor "car petrol medium Euro 6d").
void add_described_options(CLI::App& command, const ToolEntry& entry, ToolArguments& arguments) {
  const Value options = entry.describe();
  for (const Value& option : options.items()) {
    arguments.names.push_back(option.at("name").as_text());
    arguments.types.push_back(option.at("type").as_text());
  }
  arguments.given.resize(arguments.names.size());
  bool may_stand_alone = !entry.needs_city;
  for (std::size_t i = 0; i < arguments.names.size(); ++i) {
    const Value& option = options.items()[i];
    const std::string& type = arguments.types[i];
    std::string flag = arguments.names[i];
    std::replace(flag.begin(), flag.end(), '_', '-');
    const bool required = option.find("required") && option.at("required").as_boolean();
    const bool alone = may_stand_alone && required && type == "text";
    may_stand_alone = may_stand_alone && !alone;
    const std::string dashed = (flag.size() == 1 ? "-" : "--") + flag;
    auto* target = &arguments.given[i];
    CLI::Option* added = type == "boolean" ? command.add_flag_callback("--" + flag, [target] { *target = {"true"}; })
                                           : command.add_option(alone ? flag + ",--" + flag : dashed, *target);
    added->description(manual_of(option));
    if (type == "integer" || type == "number" || type == "place") added->type_name("NUMBER");
    if (type == "place")
      added->expected(2);
    else if (type == "texts")
      added->expected(1, 1000);
    else if (type != "boolean")
      added->expected(1);
    if (required) added->required();
  }
}

}  // namespace

void add_tool_commands(CLI::App& app, Action& action, const Registry& registry) {
  for (const Plugin& plugin : registry.plugins)
    for (const ToolEntry& entry : plugin.tools) {
      auto arguments = std::make_shared<ToolArguments>();
      CLI::App* parent = entry.lists.empty() ? &app : app.get_subcommand("list");
      CLI::App* command = parent->add_subcommand(entry.lists.empty() ? entry.name : entry.lists,
                                                 entry.title.en + (entry.help.en.empty() ? "" : ": " + entry.help.en));
      if (parent != &app) command->fallthrough();
      if (entry.needs_city) add_scenario(*command, "scenario", arguments->scenario)->required();
      add_described_options(*command, entry, *arguments);
      add_output(*command, "-o,--out", arguments->out, "file for the answer");
      if (entry.explains)
        add_scenario(*command, "--compare", arguments->compare, "another scenario, to say what is different there");
      command->callback([arguments, &action, entry] {
        action = [arguments, entry](Session& session) { return run_tool(entry, *arguments, session); };
      });
    }
}

}  // namespace planspiel::cli
