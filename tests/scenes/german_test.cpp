/// With --lang de a reader meets German only: what is declared has both languages, and what commands print and write
/// holds no English word.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <set>

#include "engine/base/text.hpp"
#include "engine/base/value.hpp"
#include "engine/city/entry_titles.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using Words = std::vector<std::string>;

/// Words that stand in English sentences and tables of ours and are no German ones.
const std::set<std::string> kEnglish{
    "the",         "of",        "and",      "is",       "are",       "with",      "by",        "from",     "to",
    "for",         "not",       "no",       "each",     "per",       "or",        "as",        "at",       "if",
    "only",        "when",      "where",    "which",    "who",       "than",      "more",      "less",     "most",
    "without",     "within",    "inside",   "outside",  "around",    "after",     "before",    "every",    "other",
    "others",      "their",     "them",     "they",     "it",        "its",       "this",      "that",     "there",
    "day",         "year",      "years",    "hour",     "hours",     "time",      "times",     "today",    "trip",
    "trips",       "road",      "roads",    "street",   "streets",   "link",      "links",     "zone",     "zones",
    "resident",    "residents", "people",   "vehicle",  "vehicles",  "car",       "cars",      "bike",     "truck",
    "trucks",      "walking",   "cycling",  "driving",  "passenger", "public",    "traffic",   "flow",     "speed",
    "length",      "cost",      "costs",    "price",    "prices",    "revenue",   "engine",    "engines",  "incident",
    "incidents",   "coverage",  "covered",  "response", "arrival",   "building",  "buildings", "unit",     "units",
    "value",       "values",    "bound",    "gap",      "reached",   "share",     "shares",    "mean",     "worst",
    "best",        "average",   "working",  "income",   "change",    "changes",   "measure",   "measures", "indicator",
    "field",       "fields",    "table",    "source",   "sources",   "title",     "found",     "derived",  "recalled",
    "assumed",     "wrote",     "written",  "running",  "done",      "failed",    "removed",   "entries",  "warning",
    "note",        "notes",     "unknown",  "none",     "effect",    "against",   "perimeter", "exhaust",  "upstream",
    "electricity", "fuel",      "busy",     "runs",     "fleet",     "smallest",  "called",    "empty",    "first",
    "last",        "second",    "all",      "sum",      "territory", "guidebook", "tables",    "reads",    "writes",
    "functions",   "number",    "quantity", "boolean",  "choice",    "place",     "area"};

bool is_word_letter(unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; }

/// What stands between quotes or backticks is a name or a citation; so is a token with one of these signs in it.
bool is_name(const std::string& token) {
  return token.find_first_of("_/=`<>\\0123456789") != std::string::npos || token.starts_with("--") ||
         (token.find('.') != std::string::npos && token.find('.') + 1 < token.size());
}

/// English terms that are German ones too, and names of series.
const Words kTerms{"Tank-to-Wheel", "Well-to-Wheel", "Climate Change"};

std::string without_terms(std::string text) {
  for (const std::string& term : kTerms)
    for (std::size_t at = text.find(term); at != std::string::npos; at = text.find(term)) text.erase(at, term.size());
  return text;
}

std::string without_quotes(const std::string& text) {
  std::string kept;
  char open = 0;
  for (const char c : text) {
    if (open == 0 && (c == '"' || c == '`'))
      open = c;
    else if (c == open || c == '\n')
      open = 0;
    if (open == 0) kept += c == '`' || c == '"' ? ' ' : c;
  }
  return kept;
}

/// The English words of a text, each once, with the line that they stand in.
Words english_in(const std::string& text, const std::set<std::string>& names = {}) {
  std::set<std::string> seen;
  Words found;
  for (const std::string& line : split(without_quotes(without_terms(text)), '\n'))
    for (const std::string& token : split(line, ' ')) {
      if (is_name(token)) continue;
      std::string word;
      for (const char c : token + " ") {
        if (is_word_letter(static_cast<unsigned char>(c))) {
          word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
          continue;
        }
        if (kEnglish.contains(word) && !names.contains(word) && seen.insert(word).second)
          found.push_back(word + ": " + line);
        word.clear();
      }
    }
  return found;
}

/// The cells of a line of a list: two spaces and more stand between them.
Words cells_of(const std::string& line) {
  Words cells;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find("  ", at), line.size());
    if (const std::string_view cell = trim(std::string_view(line).substr(at, end - at)); !cell.empty())
      cells.emplace_back(cell);
    at = std::max(end, line.find_first_not_of(' ', end));
    if (at == std::string::npos) break;
  }
  return cells;
}

/// A list without its first columns: they hold what one types.
std::string without_columns(const std::string& list, std::size_t columns) {
  std::string kept;
  for (const std::string& line : split(list, '\n')) {
    const Words cells = cells_of(line);
    for (std::size_t i = columns; i < cells.size(); ++i) kept += cells[i] + "  ";
    kept += "\n";
  }
  return kept;
}

/// The text elements of a drawing.
std::string texts_of_svg(const std::string& svg) {
  std::string texts;
  for (std::size_t at = svg.find("<text"); at != std::string::npos; at = svg.find("<text", at)) {
    const std::size_t begin = svg.find('>', at) + 1, end = svg.find("</text>", begin);
    texts += svg.substr(begin, end - begin) + "\n";
    at = end;
  }
  return texts;
}

/// Calls `body` for each {de, en} in a tree, with the way to it.
void each_text(const Value& value, const std::string& way, const std::function<void(const std::string&, Text)>& body) {
  if (value.is_list())
    for (const Value& item : value.items()) each_text(item, way, body);
  if (!value.is_table()) return;
  const Value *de = value.find("de"), *en = value.find("en");
  if (de && en && value.members().size() == 2) return body(way, {de->as_text(), en->as_text()});
  std::string name;
  for (const char* key : {"name", "kind", "id"})
    if (const Value* found = value.find(key)) name = found->as_text();
  for (const auto& [key, member] : value.members()) each_text(member, way + "/" + (name.empty() ? key : name), body);
}

/// Words that are the same in both languages.
const std::set<std::string> kSame{"NOx",    "PM10",   "MiD 2017", "SrV 2023",        "AGBF 1",
                                  "AGBF 2", "Format", "Name",     "Σ|D(t) - d| / ΣD"};

class German : public testing::Test {
 protected:
  std::string out(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--lang", "de"});
    const Outcome outcome = shop.run(arguments);
    EXPECT_EQ(outcome.code, 0) << testing::PrintToString(arguments) << outcome.err;
    told += outcome.err;
    return outcome.out;
  }
  std::string town(const char* file) { return (shop.town() / file).string(); }
  std::string place(const char* name) { return (shop.folder() / name).string(); }
  Workshop shop;
  std::string told;  ///< on standard error
};

TEST_F(German, EverythingDeclaredHasBothLanguages) {
  const std::set<std::string> typed{"functions", "residents", "all"};  // what help of options tells one to type
  Words faults;
  for (const char* list : {"measures", "models", "fields", "indicators", "tools", "exporters", "tables"}) {
    const Outcome outcome = shop.run({"--json", "list", list});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    std::size_t texts = 0;
    each_text(parse_json(outcome.out, list), list, [&](const std::string& way, const Text& text) {
      ++texts;
      const bool same = text.de == text.en && !text.en.empty();
      if (text.de.empty() != text.en.empty() || (same && !kSame.contains(text.en)))
        faults.push_back(way + ": '" + text.de + "' '" + text.en + "'");
      for (const std::string& english : english_in(text.de, typed)) faults.push_back(way + ": " + english);
    });
    EXPECT_GT(texts, 0u) << list;
  }
  EXPECT_THAT(faults, testing::IsEmpty());
}

TEST_F(German, EveryAxisAndEntryOfARunHasAGermanTitle) {
  out({"run", town("base.toml"), "-o", place("base"), "--no-geopackage"});
  Words faults;
  const Value index = read_json(shop.folder() / "base/fields/index.json");
  for (const Value& field : index.at("fields").items())
    for (const Value& axis : field.at("axes").items()) {
      const std::string& name = axis.at("name").as_text();
      if (axis.at("title").at("de").as_text() == name) faults.push_back("axis " + name);
      const auto& labels = axis.at("labels").items();
      const auto& titles = axis.at("label_titles").items();
      if (titles.size() != labels.size() && axis.at("table").as_text().empty()) faults.push_back("entries of " + name);
      for (std::size_t at = 0; at < titles.size(); ++at) {
        const std::string& entry = labels[at].as_text();
        if (name == "hour" || entry == "bus" || entry == "tram") continue;
        if (titles[at].at("de").as_text() == entry) faults.push_back(name + " " + entry);
      }
    }
  EXPECT_THAT(faults, testing::IsEmpty());
}

TEST_F(German, RunsComparisonsAndReports) {
  EXPECT_THAT(english_in(out({"run", town("base.toml"), "-o", place("base")})), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"run", town("toll.toml"), "-o", place("toll")})), testing::IsEmpty());
  const std::string card = text_of(shop.folder() / "toll/model-card.md");
  const std::size_t sources = card.find("## Quellen");  // titles of documents are what they are
  ASSERT_NE(sources, std::string::npos);
  EXPECT_THAT(english_in(card.substr(0, sources), {"fleet", "sources", "units", "roads", "buildings"}),
              testing::IsEmpty());
  EXPECT_THAT(english_in(out({"compare", place("base"), place("toll"), "-o", place("compared")})), testing::IsEmpty());
  EXPECT_THAT(english_in(text_of(shop.folder() / "compared/summary.md")), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"explain", town("toll.toml"), "-o", place("explained")})), testing::IsEmpty());
  EXPECT_THAT(english_in(text_of(shop.folder() / "explained/explanation.md")), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"check", town("toll.toml")})), testing::IsEmpty());
  write_text(shop.town() / "list.toml", "scenarios = [\"base.toml\"]\n");
  EXPECT_THAT(english_in(out({"sweep", town("list.toml"), "-o", place("sweep")})), testing::IsEmpty());
  EXPECT_THAT(english_in(told), testing::IsEmpty());
  for (const std::string& line : split(text_of(shop.folder() / "toll/indicators.csv"), '\n'))
    if (!line.starts_with("id,")) {
      EXPECT_THAT(english_in(line), testing::IsEmpty());
    }
}

TEST_F(German, MapsAndCities) {
  out({"run", town("base.toml"), "-o", place("base"), "--no-geopackage"});
  for (const char* field : {"mobility.road_flow", "fire.first_arrival", "emissions.energy"}) {
    out({"map", place("base"), "--field", field, "--hour", "8", "-o", place("map.svg"), "--overwrite"});
    EXPECT_THAT(english_in(texts_of_svg(text_of(shop.folder() / "map.svg"))), testing::IsEmpty()) << field;
  }
  EXPECT_THAT(english_in(out({"city", "build", town("city.toml"), "-o", place("town.gpkg")})), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"cache", "info"})), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"cache", "clear"})), testing::IsEmpty());
}

/// A district of two zones, some streets with tags that are read in a plainer way, a restriction that has no place.
void write_sources(const fs::path& folder) {
  const auto square = [](const std::string& properties, double west, double east) {
    return fmt::format(
        R"({{"type":"Feature","properties":{{{0}}},"geometry":{{"type":"Polygon","coordinates":[[[{1},48.483],)"
        R"([{2},48.483],[{2},48.502],[{1},48.502],[{1},48.483]]]}}}})",
        properties, west, east);
  };
  const auto collection = [](const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
  };
  std::string nodes, ways;
  for (int at = 0; at < 16; ++at)
    nodes += fmt::format("<node id='{}' version='1' lat='{:.3f}' lon='{:.3f}'/>", at + 1, 48.485 + 0.005 * (at / 4),
                         10.480 + 0.005 * (at % 4));
  for (int line = 0; line < 8; ++line) {
    ways += fmt::format("<way id='{}' version='1'>", line + 1);
    for (int at = 0; at < 4; ++at)
      ways += fmt::format("<nd ref='{}'/>", line < 4 ? 1 + 4 * line + at : line - 3 + 4 * at);
    ways +=
        "<tag k='highway' v='residential'/><tag k='motor_vehicle' v='destination'/><tag k='maxspeed' v='fast'/>"
        "<tag k='lanes' v='many'/></way>";
  }
  ways +=
      "<way id='9' version='1'><nd ref='1'/><nd ref='6'/><tag k='highway' v='footway'/></way>"
      "<relation id='1' version='1'><member type='way' ref='1' role='from'/><member type='way' ref='4' role='to'/>"
      "<member type='node' ref='1' role='via'/><tag k='type' v='restriction'/>"
      "<tag k='restriction' v='no_left_turn'/></relation>";
  write_text(folder / "roads.osm", "<osm version='0.6'>" + nodes + ways + "</osm>");
  write_text(folder / "districts.geojson", collection(square(R"("nr":"1","ew":4000,"kind":"town")", 10.478, 10.497) +
                                                      "," + square(R"("nr":"9","ew":4000,"kind":"sea")", 10.6, 10.7)));
  write_text(folder / "zones.geojson", collection(square(R"("nr":"w","ap":100,"ew":500)", 10.478, 10.4875) + "," +
                                                  square(R"("nr":"e","ap":300,"ew":1500)", 10.4875, 10.498) + "," +
                                                  square(R"("nr":"out","ap":9,"ew":-1)", 10.55, 10.56)));
  write_text(folder / "stops.csv",
             "# nach Norden\nnr;name;lat;lon\n7;Bahnhof K\xf6nig;48,4915;10,4885\n8;Weit weg;48,6;10,9\n");
  write_text(folder / "import.toml",
             "kind = \"imported\"\nid = \"tiny\"\ntitle = { de = \"Klein\", en = \"Tiny\" }\ncrs = \"EPSG:25832\"\n"
             "year = 2022\ndefaults = \"town\"\n[roads]\nfile = \"roads.osm\"\n"
             "[districts]\nfile = \"districts.geojson\"\nid = \"nr\"\nresidents = \"ew\"\nonly = { kind = \"town\" }\n"
             "[zones]\nfile = \"zones.geojson\"\nid = \"nr\"\nresidents = \"ew\"\njobs = \"ap\"\n"
             "unknown = [\"-1\"]\nscale = \"districts\"\njobs_total = 800\n"
             "[stops]\nfile = \"stops.csv\"\ncrs = \"EPSG:4326\"\nx = \"lon\"\ny = \"lat\"\nid = \"nr\"\n"
             "name = \"name\"\n");
}

TEST_F(German, ReportsOfImportsAndChecks) {
  write_sources(shop.folder());
  fs::copy(shop.town(), shop.folder() / "town");
  const std::string report =
      out({"city", "import", place("import.toml"), "-o", place("tiny.gpkg"), "--report", place("report")});
  EXPECT_THAT(english_in(report), testing::IsEmpty()) << report;
  EXPECT_THAT(report, testing::HasSubstr("mit einem Faktor von 2,00 bis 2,00"));
  EXPECT_THAT(report, testing::HasSubstr("motor_vehicle=destination: gilt als offen für alle"));
  EXPECT_THAT(report, testing::HasSubstr("  Wohnstraße "));
  EXPECT_THAT(text_of(shop.folder() / "report"), testing::HasSubstr("mit einem Faktor von 2,00 bis 2,00"));
  for (const std::string& city : {place("tiny.gpkg"), town("city.toml")}) {
    const std::string checked = out({"city", "check", city});
    EXPECT_THAT(english_in(without_columns(checked, 2)), testing::IsEmpty()) << checked;
    EXPECT_THAT(checked, testing::HasSubstr("Strecken sind für Pkw offen"));
  }
  EXPECT_THAT(english_in(told), testing::IsEmpty());
}

TEST_F(German, Lists) {
  EXPECT_THAT(english_in(without_columns(out({"list", "measures"}), 1)), testing::IsEmpty());
  EXPECT_THAT(english_in(without_columns(out({"list", "tools"}), 1)), testing::IsEmpty());
  EXPECT_THAT(english_in(without_columns(out({"list", "fields"}), 2)), testing::IsEmpty());
  EXPECT_THAT(english_in(without_columns(out({"list", "indicators"}), 1)), testing::IsEmpty());
  EXPECT_THAT(english_in(without_columns(out({"list", "exporters"}), 1)), testing::IsEmpty());
  EXPECT_THAT(english_in(without_columns(out({"list", "standards", town("base.toml")}), 1)), testing::IsEmpty());
  const std::string models = out({"list", "models"});
  EXPECT_THAT(models, testing::HasSubstr("Tabellen: "));
  EXPECT_THAT(models, testing::HasSubstr("schreibt: "));
}

/// The choices of all columns: what one types.
std::set<std::string> choices_of(const Value& tables) {
  std::set<std::string> all;
  for (const Value& table : tables.at("tables").items())
    for (const Value& column : table.at("columns").items()) {
      constexpr std::string_view kOneOf = "one of ";
      const std::string& kind = column.at("kind").as_text();
      if (!kind.starts_with(kOneOf)) continue;
      for (const std::string& choice : split(kind.substr(kOneOf.size()), ',')) all.emplace(trim(choice));
    }
  return all;
}

TEST_F(German, ListOfTables) {
  const std::set<std::string> typed = choices_of(parse_json(shop.run({"--json", "list", "tables"}).out, "tables"));
  EXPECT_TRUE(typed.contains("crossing"));
  const std::string list = out({"list", "tables"});
  EXPECT_THAT(english_in(without_columns(list, 1), typed), testing::IsEmpty());
  for (const char* line : {"tolls  Mautregeln.", "    hours              Stunden",
                           "    jobs               Zahl                                    Arbeitsplätze\n"})
    EXPECT_THAT(list, testing::HasSubstr(line));
}

TEST_F(German, EveryColumnHasAHelp) {
  const Value tables = parse_json(shop.run({"--json", "list", "tables"}).out, "tables");
  Words faults;
  for (const Value& table : tables.at("tables").items())
    for (const Value& column : table.at("columns").items())
      if (column.at("help").at("en").as_text().empty() || column.at("help").at("de").as_text().empty())
        faults.push_back(table.at("name").as_text() + "." + column.at("name").as_text());
  EXPECT_THAT(faults, testing::IsEmpty());
}

TEST_F(German, Tools) {
  /// Types of vehicles are named as one asks for them.
  const std::set<std::string> vehicle{"car", "vehicle"};
  EXPECT_THAT(english_in(out({"factor", "car petrol medium Euro 6d", "--speed", "150 km/h"}), vehicle),
              testing::IsEmpty());
  EXPECT_THAT(english_in(without_columns(out({"list", "factors"}), 1)), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"stations", town("base.toml"), "--add", "1"})), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"stations", town("base.toml"), "--total", "2", "--objective", "p-median"})),
              testing::IsEmpty());
  EXPECT_THAT(english_in(out({"fleet", town("base.toml"), "--replications", "4", "--smallest"})), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"reach", town("base.toml")})), testing::IsEmpty());
  out({"run", town("base.toml"), "-o", place("base"), "--no-geopackage"});
  const auto first_row = [&](const char* table) {
    return read_json(shop.folder() / "base/fields/rows" / (std::string(table) + ".json")).items().front().as_text();
  };
  EXPECT_THAT(english_in(out({"select-link", town("base.toml"), "--row", first_row("roads")})), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"mode-choice", town("base.toml"), "--row", first_row("zones")})), testing::IsEmpty());
  EXPECT_THAT(english_in(out({"engines", town("base.toml"), "--row", first_row("buildings")})), testing::IsEmpty());
  EXPECT_THAT(english_in(told, vehicle), testing::IsEmpty());
}

TEST_F(German, ToolsOnFilesOfOnesOwn) {
  write_text(shop.folder() / "units.csv",
             "place,calls_per_hour,wagen 1,wagen 2\nservice_min,,55,48\nAltdorf,0.21,3.5,9\nNeuhaus,0.13,8,2.2\n");
  const std::string busy = out({"hypercube", place("units.csv")});
  EXPECT_THAT(busy, testing::HasSubstr("im Einsatz"));
  EXPECT_THAT(english_in(busy), testing::IsEmpty());
  write_text(shop.folder() / "ways.csv", "site,place,distance\nN,a,5\nN,b,7\nS,b,5\n");  // a pair is missing
  const std::string sites = out({"locate", place("ways.csv"), "--format", "matrix", "--radius", "6", "-p", "1",
                                 "--busy", "0.5", "--per-site", "2"});
  EXPECT_THAT(sites, testing::HasSubstr("wird nicht gebraucht"));
  EXPECT_THAT(english_in(sites), testing::IsEmpty());
  write_text(shop.folder() / "net.tntp",
             "<NUMBER OF ZONES> 3\n<NUMBER OF NODES> 3\n<NUMBER OF LINKS> 1\n<END OF METADATA>\n"
             "1 2 10 1 1 0.15 4 1 0 1 ;\n");
  write_text(shop.folder() / "trips.tntp",
             "<NUMBER OF ZONES> 3\n<END OF METADATA>\nOrigin 1\n1 : 5; 2 : 5;\nOrigin 3\n1 : 2;\n");
  const std::string assigned =
      out({"assign", "--net", place("net.tntp"), "--trips", place("trips.tntp"), "-o", place("flows.tntp")});
  EXPECT_THAT(assigned, testing::HasSubstr("haben keinen Weg"));
  EXPECT_THAT(assigned, testing::HasSubstr("bleiben in ihrer Zelle"));
  EXPECT_THAT(assigned, testing::HasSubstr("kann nicht geprüft werden"));
  EXPECT_THAT(english_in(assigned), testing::IsEmpty());
  EXPECT_TRUE(fs::exists(shop.folder() / "flows.tntp"));
  EXPECT_THAT(english_in(out({"journey", town("base.toml"), "--from", "West", "--to", "Westbahnhof"})),
              testing::IsEmpty());
  EXPECT_THAT(english_in(out({"journey", town("base.toml"), "--from", "West", "--to", "Klinikum", "--at", "08:00"})),
              testing::IsEmpty());
  EXPECT_THAT(english_in(out({"access", town("base.toml")})), testing::IsEmpty());
}

/// The finder finds: else the tests above would pass whatever is printed.
TEST(GermanWords, AnEnglishWordIsFoundAndANameIsNone) {
  EXPECT_THAT(english_in("Wege der Bewohner\nvalue  30 residents\n"),
              testing::ElementsAre("value: value  30 residents", "residents: value  30 residents"));
  EXPECT_THAT(english_in("mobility.share.trips `roads` \"the car\" road_flow --per-site t/day"), testing::IsEmpty());
  EXPECT_EQ(without_columns("units     Text   Einheiten [x]\n", 1), "Text  Einheiten [x]  \n\n");
}

}  // namespace
}  // namespace planspiel::test
