#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#include "engine/run/stored.hpp"
#include "gis/city_file.hpp"
#include "program/city_source.hpp"

namespace planspiel::cli {

namespace {

struct CityArguments {
  std::filesystem::path city, out, report;
  std::map<std::string, std::filesystem::path> sources{};  ///< files instead of those of the description
  double residents = 0.0;                                  ///< of the whole city; 0: as the sources say
};

std::string_view severity_name(Finding::Severity severity) {
  return severity == Finding::Severity::error ? "error" : severity == Finding::Severity::warning ? "warning" : "note";
}

Text severity_title(Finding::Severity severity) {
  if (severity == Finding::Severity::error) return {"Fehler", "error"};
  return severity == Finding::Severity::warning ? Text{"Warnung", "warning"} : Text{"Hinweis", "note"};
}

/// What people call the rows of counts_of.
Text count_title(const std::string& name) {
  static const std::map<std::string, std::string> kGerman{
      {"city", "Stadt"},           {"digest", "Prüfsumme"},    {"nodes", "Knoten"},       {"roads", "Straßen"},
      {"zones", "Zellen"},         {"buildings", "Gebäude"},   {"stops", "Haltestellen"}, {"lines", "Linien"},
      {"departures", "Abfahrten"}, {"stations", "Feuerwachen"}};
  return {kGerman.at(name), name};
}

Value counts_of(const City& city) {
  return Value::table({{"city", city.profile.id},
                       {"digest", city.digest().hex()},
                       {"nodes", city[tables::nodes].size()},
                       {"roads", city[tables::roads].size()},
                       {"zones", city[tables::zones].size()},
                       {"buildings", city[tables::buildings].size()},
                       {"stops", city[tables::stops].size()},
                       {"lines", city[tables::lines].size()},
                       {"departures", city[tables::departures].size()},
                       {"stations", city[tables::stations].size()}});
}

int make(const CityArguments& arguments, Session& session) {
  ImportRequest request{.city_toml = arguments.city, .files = arguments.sources, .residents = arguments.residents};
  std::erase_if(request.files, [](const auto& source) { return source.second.empty(); });
  if (request.city_toml.empty() && !request.files.contains("roads"))
    throw Error(ErrorKind::config,
                "nothing to import: name a city.toml, or the streets with --roads FILE (an OpenStreetMap extract)");
  const OutputFile out(arguments.out, session.output_rules());
  std::optional<OutputFile> reported;
  if (!arguments.report.empty()) reported.emplace(arguments.report, session.output_rules());
  Text report;
  const City city = make_city(std::move(request), session.services(), report);
  out.write([&](const std::filesystem::path& fresh) { write_city(city, fresh); });
  if (reported) reported->write(report.in(session.language()));
  const Value counts = counts_of(city);
  std::string text = report.in(session.language());
  for (const auto& [name, count] : counts.members())
    text += pad_right(count_title(name).in(session.language()), 12) + " " +
            (count.is_text() ? count.as_text() : std::to_string(count.as_integer())) + "\n";
  session.print(counts, text + Text{"geschrieben: ", "wrote "}.in(session.language()) + arguments.out.string() + "\n");
  return 0;
}

int check(const CityArguments& arguments, Session& session) {
  const City city = load_city(arguments.city, session.services());
  Value findings = Value::list();
  std::string text;
  bool sound = true;
  for (const Finding& finding : inspect(city)) {
    sound = sound && finding.severity != Finding::Severity::error;
    findings.push_back(Value::table({{"severity", severity_name(finding.severity)},
                                     {"table", finding.table},
                                     {"id", finding.external_id},
                                     {"message", text_to_value(finding.message)}}));
    text += fmt::format("{:<8} {:<12} {}{}{}\n", severity_title(finding.severity).in(session.language()), finding.table,
                        finding.external_id, finding.external_id.empty() ? "" : ": ",
                        finding.message.in(session.language()));
  }
  session.print(Value::table({{"sound", sound}, {"counts", counts_of(city)}, {"findings", findings}}),
                text + (sound ? Text{"die Stadt ist in Ordnung\n", "the city is sound\n"}
                              : Text{"die Stadt hat Fehler\n", "the city has errors\n"})
                           .in(session.language()));
  return sound ? 0 : 2;
}

/// `build` or `import`.
void add_making(CLI::App& city, const std::string& name, const std::string& help, Action& action) {
  auto arguments = std::make_shared<CityArguments>();
  CLI::App* command = city.add_subcommand(name, help)->fallthrough();
  CLI::Option* toml = add_city(*command, arguments->city, "city.toml");
  add_output(*command, "-o,--out", arguments->out, "GeoPackage to write")->required();
  add_output(*command, "--report", arguments->report, "file for the import report");
  if (name == "import") {
    for (const char* source : {"roads", "districts", "zones", "buildings", "stops", "stations", "timetables"})
      command->add_option(std::string("--") + source, arguments->sources[source], "file instead of the description's");
    command->add_option("--residents", arguments->residents, "of the whole city, before what the sources say")
        ->check(CLI::PositiveNumber);
  } else {
    toml->required();
  }
  command->callback(
      [arguments, &action] { action = [arguments](Session& session) { return make(*arguments, session); }; });
}

}  // namespace

void add_city_commands(CLI::App& app, Action& action) {
  CLI::App* city = app.add_subcommand("city", "build, import or check a city");
  city->require_subcommand(1);
  add_making(*city, "build", "build a generated city from its city.toml", action);
  add_making(*city, "import",
             "import a city from the sources that its city.toml names, or from the map of its streets alone", action);
  auto arguments = std::make_shared<CityArguments>();
  CLI::App* checking = city->add_subcommand("check", "check a city and print a report")->fallthrough();
  add_city(*checking, arguments->city, "city.toml or .gpkg")->required();
  checking->callback(
      [arguments, &action] { action = [arguments](Session& session) { return check(*arguments, session); }; });
}

}  // namespace planspiel::cli
