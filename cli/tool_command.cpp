#include <algorithm>
#include <ctime>
#include <memory>
#include <optional>
#include <vector>

#include "cli/city_source.hpp"
#include "cli/commands.hpp"
#include "engine/scenario/scenario.hpp"

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

Case empty_case() {
  Case made;
  made.name = "none";
  return made;
}

/// The measures that a tool proposes, as a scenario on top of the one it was asked about.
std::string scenario_of(const ToolAnswer& answer, const ToolArguments& arguments) {
  const auto folder = std::filesystem::absolute(arguments.out).parent_path();
  const auto base = std::filesystem::absolute(arguments.scenario).lexically_normal().lexically_relative(folder);
  Value scenario = Value::table();
  scenario.set("base", base.empty() ? std::filesystem::absolute(arguments.scenario).string() : base.string());
  scenario.set("measure", Value::list(answer.measures));
  return to_toml(scenario);
}

/// What -o asks for: a file that the tool made, a scenario (NAME.toml), else the text.
void write_answer(const ToolAnswer& answer, const ToolArguments& arguments, const OutputFile& out) {
  if (answer.answer.find("file"))
    out.write(answer.answer.at("file").as_text());
  else if (arguments.out.extension() != ".toml")
    out.write(answer.text);
  else if (!answer.measures.empty())
    out.write(scenario_of(answer, arguments));
  else
    throw Error(ErrorKind::config,
                "the answer proposes no measure, so there is no scenario to write to " + arguments.out.string());
}

ToolAnswer ask_tool(const ToolEntry& tool, const std::filesystem::path& scenario, const ToolArguments& arguments,
                    Session& session) {
  const Registry& registry = session.registry();
  const Case made = tool.needs_city ? read_case(scenario, session) : empty_case();
  RunOptions options = session.run_options();
  const std::unique_ptr<Tool> prepared = prepare_tool(registry, tool, made, options_of(arguments), options);
  RunContext context(made.seed, options.stop, *options.observer);
  const std::clock_t start = std::clock();
  ToolAnswer answer = prepared->run(context);
  answer.answer.set("cpu_seconds", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  for (const Note& note : context.notes()) session.observer().warning(note.text);
  return answer;
}

int run_tool(const ToolEntry& entry, const ToolArguments& arguments, Session& session) {
  const ToolEntry& tool = session.registry().tool(entry.name);
  std::optional<OutputFile> out;
  if (!arguments.out.empty()) out.emplace(arguments.out, session.output_rules());
  ToolAnswer answer = ask_tool(tool, arguments.scenario, arguments, session);
  if (!arguments.compare.empty())
    answer.tables = beside(std::move(answer.tables), ask_tool(tool, arguments.compare, arguments, session).tables);
  if (!answer.tables.empty()) {
    answer.answer.set("tables", value_of(answer.tables));
    answer.text += "\n" + text_of(answer.tables, session.language(), kMostRows);
  }
  if (const Value* headline = answer.answer.find("headline"))  // what the answer holds for, above all else
    answer.text = headline->at(session.language() == Language::de ? "de" : "en").as_text() + "\n" + answer.text;
  if (out) write_answer(answer, arguments, *out);
  answer.answer.erase("file");
  session.print(answer.answer, answer.text);
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
