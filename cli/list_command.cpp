#include <fmt/format.h>

#include <map>
#include <memory>

#include "cli/commands.hpp"
#include "cli/installation.hpp"
#include "engine/city/format.hpp"
#include "engine/run/case_runner.hpp"
#include "program/cases.hpp"

namespace planspiel::cli {

namespace {

std::string_view better_name(Better better) {
  return better == Better::more ? "more" : better == Better::less ? "less" : "neutral";
}

Value text_value(const Text& text) { return Value::table({{"de", text.de}, {"en", text.en}}); }

/// A list as data, and the same as lines for people.
struct Listing {
  Value items = Value::list();
  std::string text;
};

/// What people call the type of an option.
Text type_title(const std::string& type) {
  static const std::map<std::string, std::string> kGerman{
      {"quantity", "Größe"}, {"number", "Zahl"}, {"integer", "Ganzzahl"}, {"boolean", "ja/nein"},
      {"text", "Text"},      {"texts", "Texte"}, {"choice", "Auswahl"},   {"hours", "Stunden"},
      {"place", "Ort"},      {"area", "Gebiet"}, {"price", "Preis"},      {"rows", "Zeilen"}};
  const auto found = kGerman.find(type);
  return {found == kGerman.end() ? type : found->second, type};
}

std::string option_lines(const Value& options, Language language) {
  std::string lines;
  for (const Value& option : options.items()) {
    const Value& title = option.at("title");
    const Value* fallback = option.find("default");
    lines += fmt::format("    {:<14} {:<10} {}{}\n", option.at("name").as_text(),
                         type_title(option.at("type").as_text()).in(language),
                         title.at(language == Language::de ? "de" : "en").as_text(),
                         fallback && !fallback->is_null() ? " [" + to_json(*fallback, -1) + "]" : "");
  }
  return lines;
}

Listing measures(Session& session) {
  Listing listing;
  for (const MeasureEntry& entry : session.registry().measures) {
    const Value options = entry.describe();
    listing.items.push_back(Value::table({{"kind", entry.kind},
                                          {"family", entry.family},
                                          {"title", text_value(entry.title)},
                                          {"help", text_value(entry.help)},
                                          {"options", options}}));
    listing.text += fmt::format("{:<20} {}\n", entry.kind, entry.title.in(session.language())) +
                    option_lines(options, session.language());
  }
  return listing;
}

std::vector<Declaration> declarations_of(Session& session) {
  std::vector<Declaration> all;
  for (const Declared& declared : declare_all(session.registry()).declared) all.push_back(declared.declaration);
  return all;
}

Listing models(Session& session) {
  Listing listing;
  for (const Declaration& declaration : declarations_of(session)) {
    const auto names = [](const std::vector<std::string>& list) {
      Value value = Value::list();
      for (const std::string& name : list) value.push_back(name);
      return value;
    };
    Value writes = Value::list();
    std::string written;
    for (const FieldSpec& spec : declaration.writes) {
      writes.push_back(spec.name);
      written += " " + spec.name;
    }
    listing.items.push_back(Value::table({{"name", declaration.model},
                                          {"tables", names(declaration.tables)},
                                          {"reads", names(declaration.reads)},
                                          {"roots", names(declaration.roots)},
                                          {"writes", writes},
                                          {"options", declaration.options}}));
    const bool german = session.language() == Language::de;
    listing.text += fmt::format("{}\n  {} {}\n  {} {}\n  {}{}\n", declaration.model,
                                german ? "Tabellen:" : "tables:", join(declaration.tables, " "),
                                german ? "liest:   " : "reads: ", join(declaration.reads, " "),
                                german ? "schreibt:" : "writes:", written) +
                    option_lines(declaration.options, session.language());
  }
  return listing;
}

/// The numbers of models that a scenario may set by name: options of the type "numbers".
Listing coefficients(Session& session) {
  Listing listing;
  const bool german = session.language() == Language::de;
  for (const Declaration& declaration : declarations_of(session)) {
    if (!declaration.options.is_list()) continue;
    for (const Value& option : declaration.options.items()) {
      if (option.at("type").as_text() != "numbers") continue;
      listing.text += fmt::format("[options.\"{}\".{}]\n", declaration.model, option.at("name").as_text());
      for (const Value& row : option.at("row").items()) {
        Value item = row;
        item.set("model", declaration.model);
        item.set("option", option.at("name"));
        listing.items.push_back(item);
        listing.text += fmt::format("{:<36} {:>8} {:<6} {:<9} {}: {}\n", row.at("name").as_text(),
                                    format_number(row.at("default").as_number()), row.at("unit").as_text(),
                                    row.at("certainty").as_text(), row.at("title").at(german ? "de" : "en").as_text(),
                                    row.at("source").as_text());
      }
    }
  }
  return listing;
}

Listing fields(Session& session) {
  std::map<std::string, FieldSpec> all;
  for (const Declaration& declaration : declarations_of(session))
    for (const FieldSpec& spec : declaration.writes) all.emplace(spec.name, spec);
  Listing listing;
  for (const auto& [name, spec] : all) {
    Value axes = Value::list();
    std::string shape(spec.domain.name);
    for (const AxisSpec& axis : spec.axes) {
      axes.push_back(axis.name);
      shape += " × " + axis.name;
    }
    listing.items.push_back(Value::table({{"name", name},
                                          {"domain", spec.domain.name},
                                          {"axes", axes},
                                          {"unit", spec.unit},
                                          {"title", text_value(spec.title)},
                                          {"better", better_name(spec.better)},
                                          {"help", text_value(spec.help)}}));
    listing.text += fmt::format("{:<44} {:<22} {:<8} {}\n", name, shape, unit_in(spec.unit, session.language()),
                                spec.title.in(session.language()));
  }
  return listing;
}

Listing indicators(Session& session) {
  Listing listing;
  for (const Indicator& indicator : session.registry().indicators()) {
    listing.items.push_back(Value::table({{"id", indicator.id},
                                          {"unit", indicator.unit},
                                          {"title", text_value(indicator.title)},
                                          {"definition", text_value(indicator.definition)},
                                          {"perimeter", text_value(indicator.perimeter)},
                                          {"source", text_value(indicator.source)},
                                          {"better", better_name(indicator.better)}}));
    listing.text += fmt::format("{:<58} {:<8} {}\n", indicator.id, unit_in(indicator.unit, session.language()),
                                indicator.title.in(session.language()));
  }
  return listing;
}

Listing tools(Session& session) {
  Listing listing;
  for (const Plugin& plugin : session.registry().plugins)
    for (const ToolEntry& entry : plugin.tools) {
      const Value options = entry.describe();
      listing.items.push_back(Value::table({{"name", entry.name},
                                            {"plugin", plugin.name},
                                            {"title", text_value(entry.title)},
                                            {"help", text_value(entry.help)},
                                            {"options", options}}));
      listing.text += fmt::format("{:<20} {}\n", entry.name, entry.title.in(session.language())) +
                      option_lines(options, session.language());
    }
  return listing;
}

Value column_value(const ColumnDescription& column) {
  return Value::table({{"name", column.name},
                       {"kind", column.kind.en},
                       {"unit", column.unit},
                       {"range", text_value(column.range)},
                       {"help", text_value(column.help)},
                       {"derived", column.derived},
                       {"optional", column.optional}});
}

Listing tables(Session& session) {
  const Language language = session.language();
  Listing listing;
  for (const TableDescription& table : describe_tables(session.registry().tables())) {
    Value columns = Value::list();
    listing.text += fmt::format("{}  {}\n", table.name, table.purpose.in(language));
    for (const ColumnDescription& column : table.columns) {
      columns.push_back(column_value(column));
      listing.text += fmt::format("    {:<18} {:<28} {:<10} {}\n", column.name, column.kind.in(language), column.unit,
                                  column.help.in(language));
    }
    listing.items.push_back(
        Value::table({{"name", table.name}, {"purpose", text_value(table.purpose)}, {"columns", columns}}));
  }
  return listing;
}

Listing scenarios(Session& session) {
  Listing listing;
  for (const auto& path : ready_scenarios()) {
    const Text title = read_scenario(here_or_ready(path), session.registry()).title;
    listing.items.push_back(Value::table({{"path", path.string()}, {"title", text_value(title)}}));
    listing.text += fmt::format("{:<56} {}\n", path.string(), title.in(session.language()));
  }
  return listing;
}

Listing exporters(Session& session) {
  Listing listing;
  const Exporters& all = *session.services().exporters;
  for (const std::string& name : all.names()) {
    listing.items.push_back(
        Value::table({{"name", name}, {"file", all.named(name).file_name()}, {"title", text_value(all.title(name))}}));
    listing.text +=
        fmt::format("{:<20} {:<16} {}\n", name, all.named(name).file_name(), all.title(name).in(session.language()));
  }
  return listing;
}

/// Response standards of a scenario's city.
int list_standards(const std::filesystem::path& scenario, Session& session) {
  const Case made = read_case(scenario, session.services());
  const Standards& standards = made.city[tables::standards];
  Listing listing;
  for (const StandardId row : standards.ids()) {
    const Text title{standards.title_de[row], standards.title_en[row]};
    listing.items.push_back(
        Value::table({{"id", standards.id[row]},
                      {"title", text_value(title)},
                      {"clock", choice_names(ClockZero{})[static_cast<std::size_t>(standards.clock[row])]},
                      {"minutes", in_minutes(standards.time[row])},
                      {"functions", static_cast<std::int64_t>(standards.functions[row])},
                      {"professional_only", static_cast<bool>(standards.professional_only[row])},
                      {"target", standards.target[row]},
                      {"source", standards.source[row]}}));
    listing.text += fmt::format("{:<24} {:<52} {:>5} min {:>3} {}\n", standards.id[row], title.in(session.language()),
                                format_number(in_minutes(standards.time[row]), 1, session.language()),
                                standards.functions[row], Text{"Funktionen", "functions"}.in(session.language()));
  }
  session.print(Value::table({{"standards", listing.items}}), listing.text);
  return 0;
}

}  // namespace

void add_list_command(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("list", "the manual, from what plugins and engine describe");
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* help, Listing (*make)(Session&)) {
    command->add_subcommand(name, help)->fallthrough()->callback([&action, name, make] {
      action = [name, make](Session& session) {
        const Listing listing = make(session);
        session.print(Value::table({{name, listing.items}}), listing.text);
        return 0;
      };
    });
  };
  add("measures", "measures and their options", measures);
  add("tables", "tables of a city and their columns, those of plugins too", tables);
  add("models", "models: what they read, write and take", models);
  add("coefficients", "numbers of models that a city or a scenario may set: unit, value, certainty, source",
      coefficients);
  add("fields", "fields: domain, axes, unit", fields);
  add("indicators", "indicators: unit and definition", indicators);
  add("tools", "tools and their options", tools);
  add("scenarios", "the ready scenarios", scenarios);
  add("exporters", "formats that run --export writes", exporters);
  auto scenario = std::make_shared<std::filesystem::path>();
  CLI::App* standards = command->add_subcommand("standards", "response standards of a scenario's city")->fallthrough();
  add_scenario(*standards, "scenario", *scenario)->required();
  standards->callback(
      [scenario, &action] { action = [scenario](Session& session) { return list_standards(*scenario, session); }; });
}

}  // namespace planspiel::cli
