#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "engine/map/counts_diagram.hpp"
#include "engine/run/answer_table.hpp"
#include "engine/run/tool_answer.hpp"

namespace planspiel::cli {

namespace {

struct CountsArguments {
  std::filesystem::path run, out;
};

/// The field of the run that counts are held against. Throws Error(input) where there is none.
FieldValues counted_field(const RunFolder& run) {
  const auto field = std::ranges::find_if(run.fields(), [](const FieldSpec& spec) { return spec.counted; });
  if (field == run.fields().end())
    throw Error(
        ErrorKind::input,
        run.path().string() + ": the run has no vehicles on roads: run a scenario with a model of road traffic");
  return run.field(field->name);
}

AnswerTable table_of(const City& city, const std::vector<CountedSection>& sections) {
  const Counts& counts = city[tables::counts];
  AnswerTable table{.title = {"Belastungen neben Zählungen", "Volumes beside counts"},
                    .columns = {{{"gezählt", "counted"}, "", 0},
                                {{"simuliert", "simulated"}, "", 0},
                                {{"Verhältnis", "ratio"}, "", 2},
                                {{"GEH", "GEH"}, "", 0},
                                {{"SQV", "SQV"}, "", 2}},
                    .by_size = false};
  for (const CountedSection& section : sections)
    table.rows.push_back(
        {.label = same_text(counts.id[section.count] + ", " + city[tables::roads].name[counts.road[section.count]]),
         .values = {section.counted, section.simulated, section.ratio, section.geh, section.sqv}});
  return table;
}

int show(const CountsArguments& arguments, Session& session) {
  std::optional<OutputFile> out;
  if (!arguments.out.empty()) out.emplace(arguments.out, session.output_rules());
  const RunFolder run(arguments.run);
  const City city = run.city();
  const FieldValues flow = counted_field(run);
  check_rows(flow, city);
  const std::vector<CountedSection> sections = counted_sections(city, flow.grid->raw());
  if (sections.empty())
    throw Error(
        ErrorKind::input,
        arguments.run.string() + ": the city has no counts: give some in its table `counts` (road, hours, vehicles)");
  ToolAnswer answer{.headline = {std::to_string(near_sections(sections)) + " von " + std::to_string(sections.size()) +
                                     " Querschnitten liegen innerhalb von 15 %; nichts ist an sie angepasst",
                                 std::to_string(near_sections(sections)) + " of " + std::to_string(sections.size()) +
                                     " sections are within 15 %; nothing is fitted to them"},
                    .tables = {table_of(city, sections)}};
  answer.answer = Value::table({{"near", near_sections(sections)}, {"sections", sections.size()}});
  std::string text = text_of(answer, session.language(), sections.size());
  if (out) {
    out->write(
        [&](const std::filesystem::path& fresh) { draw_counts(run, city, sections, session.language(), fresh); });
    text += Text{"geschrieben: ", "wrote "}.in(session.language()) + arguments.out.string() + "\n";
  }
  session.print(value_of(answer), text);
  return 0;
}

}  // namespace

void add_counts_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<CountsArguments>();
  CLI::App* command =
      app.add_subcommand("counts", "hold the volumes of a run against traffic counts, in a table and a diagram");
  command->add_option("run", arguments->run, "run folder")->required()->check(CLI::ExistingDirectory);
  add_output(*command, "-o,--out", arguments->out, "diagram, .svg or .png");
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return show(*arguments, session); }; });
}

}  // namespace planspiel::cli
