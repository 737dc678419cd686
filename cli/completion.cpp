#include <algorithm>

#include "cli/installation.hpp"
#include "cli/self_description.hpp"
#include "engine/base/text.hpp"

namespace planspiel::cli {

namespace {

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

/// The place on the line: in which command, how many words of its own it has, which option waits for a value.
struct Place {
  std::vector<const CLI::App*> commands;  ///< from the program inwards
  std::size_t positionals = 0;
  const CLI::Option* open = nullptr;
};

const CLI::Option* option_named(const Place& place, const std::string& word) {
  for (auto command = place.commands.rbegin(); command != place.commands.rend(); ++command)
    for (const CLI::Option* option : (*command)->get_options())
      if (option->nonpositional() && option->check_name(word)) return option;
  return nullptr;
}

void step(Place& place, const std::string& word) {
  const CLI::Option* waiting = std::exchange(place.open, nullptr);
  if (word.size() > 1 && word.front() == '-') {
    const CLI::Option* option = option_named(place, word);
    if (option && takes_value(*option)) place.open = option;
    return;
  }
  if (waiting) return;
  for (const CLI::App* command : place.commands.back()->get_subcommands({}))
    if (command->check_name(word)) {
      place.commands.push_back(command);
      place.positionals = 0;
      return;
    }
  ++place.positionals;
}

/// The choices of "TEXT:{de,en}"; none for other types.
std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{'), close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return {};
  return split(type.substr(open + 1, close - open - 1), ',');
}

void add_values(const CLI::Option& option, Completion& completion) {
  for (const std::string& choice : choices_of(option)) completion.candidates.push_back({choice, ""});
  const std::string type = option.get_type_name();
  if (type == "SCENARIO")
    for (const auto& path : ready_scenarios()) completion.candidates.push_back({path.string(), ""});
  for (const char* kind : {"SCENARIO", "CITY", "OUTPUT", "FILE", "DIR"})
    completion.files = completion.files || type.find(kind) != std::string::npos;
}

void add_options(const Place& place, Completion& completion) {
  for (auto command = place.commands.rbegin(); command != place.commands.rend(); ++command)
    for (const CLI::Option* option : (*command)->get_options())
      if (!option->get_group().empty())
        for (const std::string& name : option->get_lnames())
          completion.candidates.push_back({"--" + name, option->get_description()});
}

/// The subcommands and what stands without a flag.
void add_words(const Place& place, Completion& completion) {
  for (const CLI::App* command : place.commands.back()->get_subcommands({}))
    if (!command->get_group().empty())
      completion.candidates.push_back({command->get_name(), command->get_description()});
  std::size_t number = 0;
  for (const CLI::Option* option : place.commands.back()->get_options())
    if (option->get_positional() && (number++ == place.positionals || option->get_items_expected_max() > 1))
      add_values(*option, completion);
}

}  // namespace

Completion complete(const CLI::App& app, const std::vector<std::string>& words) {
  Place place{.commands = {&app}};
  for (std::size_t at = 0; at + 1 < words.size(); ++at) step(place, words[at]);
  const std::string last = words.empty() ? "" : words.back();
  Completion completion;
  if (last.starts_with('-'))
    add_options(place, completion);
  else if (place.open)
    add_values(*place.open, completion);
  else
    add_words(place, completion);
  std::erase_if(completion.candidates, [&](const Candidate& one) { return !one.word.starts_with(last); });
  std::stable_sort(completion.candidates.begin(), completion.candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.word < b.word; });
  return completion;
}

std::string text_of(const Completion& completion) {
  std::string text;
  for (const auto& [word, help] : completion.candidates) text += word + "\t" + help + "\n";
  return completion.files ? text + ":files\n" : text;
}

}  // namespace planspiel::cli
