#include "engine/city/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "engine/base/filled.hpp"
#include "engine/city/city.hpp"
#include "engine/city/table_faults.hpp"

namespace planspiel {

namespace {

constexpr std::string_view kPageHead = R"(# The format of a city

A city is one GeoPackage, `city.gpkg`, that opens in QGIS. Each table below is a layer (with a geometry) or an attribute
table (without one). All geometries are in one metric CRS. This page is made from the program's
own description of the tables; do not edit it by hand.

## Rules

- Every table has a column `id`, text: the external id, unique in its table. Other tables, scenarios and measures name
  rows by it. A row without an id gets one when the file is read; an id that is there twice is an error.
- Rows are sorted by id when a city is built, so their order in the file does not matter.
- A table may be missing; it is then empty. Only `nodes`, `roads`, `zones` and `districts` must be there, and the table
  `city` with one row: `id`, `title_de`, `title_en`, `crs` ("EPSG:25832"), `year`, `synthetic` (0 or 1) and `schema` (1),
  and `note_de` and `note_en` where readers of its runs have to know something (what they are calibrated to).
- A column marked *optional* may be missing; its rows then have the value 0, an empty text, the first choice, no
  reference, or all hours. All others must be there.
- A column marked *derived* is computed when a city is built and written for the reader's convenience; editing it has
  no effect.
- Plugins bring tables of their own, which are read, written and checked like these; `planspiel list tables` shows all
  with their columns. A layer whose plugin is not loaded is kept as it stands, named, and written back. Where a city is
  described by a `city.toml`, such a table comes from the file `TABLE.csv` beside it.
- Numbers must be finite and in the range given. All faults are reported at once, with table and id.

## Kinds of columns

| kind | in the GeoPackage | in a CSV file |
|---|---|---|
| number | REAL, in the unit of the column | the same, with a decimal point |
| integer | INTEGER | the same |
| 0 or 1 | INTEGER | the same |
| text | TEXT | the same |
| one of … | TEXT, one of the names | the same |
| hours | TEXT, for example `06:00-20:00`; several spans with spaces between | the same |
| id in … | TEXT, the external id of a row of that table | the same |
| ids in … | TEXT, a JSON list of external ids | external ids with spaces between |
| list of numbers | TEXT, a JSON list of numbers in the unit of the column | numbers with spaces between |
| point | geometry; beside another geometry two columns NAME_x and NAME_y, in metres | two columns NAME_lon and NAME_lat, in degrees |
| line | geometry; the ring of a building's footprint as a polygon | not possible |
| area | geometry, a polygon or several | not possible |
)";

/// What a table is for, for people who see it the first time.
struct TablePurpose {
  std::string_view table;
  TextView sentence;
};

constexpr TablePurpose kPurposes[] = {
    {"nodes", {"Kreuzungen, Einmündungen und Enden von Straßen.", "Junctions and ends of roads."}},
    {"roads",
     {"Strecken in einer Richtung: eine Straße in beiden Richtungen hat zwei Zeilen.",
      "Directed links: a street in both directions is two rows."}},
    {"turns",
     {"Abbiegevorgänge, die verboten sind oder Zeit kosten. Alle anderen sind frei.",
      "Turns that are forbidden or cost time. Turns that are not listed are free."}},
    {"tolls",
     {"Mautregeln. Eine Tagesmaut zahlt jede Person einmal am Tag.",
      "Toll schemes. A day toll is paid once per person and day."}},
    {"zones",
     {"Verkehrszellen. Die des Stadtgebiets liegen in einem Stadtbezirksteil; Außenzellen stehen für Orte ringsum.",
      "Traffic zones. Those inside the territory lie in a district; external zones stand for places around."}},
    {"districts",
     {"Die kleinsten Gebiete mit veröffentlichten Zahlen. Zusammen sind sie das Stadtgebiet.",
      "The smallest areas with published figures. Together they are the territory."}},
    {"buildings", {"Gebäude mit Grundriss, Höhe und Einwohnern.", "Buildings with footprint, height and residents."}},
    {"cells",
     {"Quadrate von 100 m des Stadtgebiets, benannt nach ihrer linken unteren Ecke in Hunderten von Metern. Sie "
      "entstehen, wenn eine Stadt gebaut wird.",
      "Squares of 100 m of the territory, named by their lower left corner in hundreds of metres. Made when a "
      "city is built."}},
    {"areas",
     {"Benannte Gebiete, nach denen Maßnahmen auswählen, zum Beispiel `mittlerer-ring`.",
      "Named areas that measures select by, for example `mittlerer-ring`."}},
    {"land_cover",
     {"Flüsse, Seen, Parks und Wälder, für Karten und Ansichten: kein Modell liest sie.",
      "Rivers, lakes, parks and woods, for maps and views: no model reads them."}},
    {"stops", {"Haltestellen des öffentlichen Verkehrs.", "Stops of public transport."}},
    {"lines",
     {"Linien des öffentlichen Verkehrs, eine Zeile je Richtung.",
      "Lines of public transport, one row for each direction."}},
    {"headways",
     {"Takt einer Linie in Stunden des Tages. In einer Stunde ohne Zeile und ohne `departures` fährt die Linie nicht.",
      "Service of a line in hours of the day. In an hour without a row and without `departures` the line does not "
      "run."}},
    {"departures",
     {"Fahrpläne: Fahrten von Linien nach ihrer Abfahrt an der ersten Haltestelle. Sie kommen zu `headways` hinzu.",
      "Timetables: runs of lines by their departure at the first stop. They add to `headways`."}},
    {"fares",
     {"Fahrpreise nach Produkt: `single` eine Fahrt, `short` eine Fahrt bis zu einer Entfernung, `strip` einer der "
      "zwei "
      "Streifen einer Fahrt mit der Streifenkarte, `day` alle Fahrten eines Tages, `pass_day` eine Zeitkarte je "
      "Werktag, `outside_km` Aufpreis je km außerhalb des Stadtgebiets, einfache Fahrt. Eine Stadt verkauft `single` "
      "oder `strip`; die übrigen dürfen fehlen.",
      "Fares by product: `single` one trip, `short` one trip up to a distance, `strip` one of the two strips of a trip "
      "with a multi-trip ticket, `day` all trips of a day, `pass_day` a season ticket per working day, `outside_km` "
      "more for each km beyond the territory, one way. A city sells `single` or `strip`; the others may be missing."}},
    {"person_groups", {"Gruppen von Einwohnern nach Alter, mit Anteilen.", "Groups of residents by age, with rates."}},
    {"behaviour",
     {"Wie viele Ausgänge (Wohnung, Aktivität, Wohnung) Menschen zu einem Zweck machen und wann sie von zu Hause "
      "aufbrechen.",
      "How many tours (home, activity, home) people make for a purpose, and when they leave home."}},
    {"external_demand",
     {"Wege mit einem Ende außerhalb des Stadtgebiets, je Werktag.",
      "Trips with an end outside the territory, per working day."}},
    {"goods",
     {"Güter- und Wirtschaftsverkehr im Stadtgebiet, nach dem, was ihn erzeugt.",
      "Goods and service traffic inside the territory, by what makes it."}},
    {"parking",
     {"Parkgebühren nach Verkehrszelle. In Zellen ohne Zeile ist Parken frei.",
      "Paid parking by zone. Zones without a row are free."}},
    {"prices",
     {"Preise nach `id`: `petrol`, `diesel`, `electricity`; was ein Pkw auf 100 km verbraucht: `petrol_use`, "
      "`diesel_use`, `electricity_use`; `plug_in_electric`: Anteil der km, die Plug-in-Hybride mit Strom fahren.",
      "Prices by id: `petrol`, `diesel`, `electricity`; what a car takes on 100 km: `petrol_use`, `diesel_use`, "
      "`electricity_use`; `plug_in_electric`: share of km that plug-in hybrids drive on their battery."}},
    {"fleet",
     {"Fahrzeuge nach gefahrenen Kilometern. Die Anteile jeder Fahrzeugart ergeben zusammen 1.",
      "Vehicles by the kilometres they drive. The shares of each kind of vehicle sum to 1."}},
    {"stations", {"Wachen der Feuerwehr.", "Stations of the fire service."}},
    {"units", {"Einsatzfahrzeuge mit ihrer Besatzung.", "Fire engines with their crews."}},
    {"standards",
     {"Schutzziele: so viele Funktionen innerhalb einer Zeit, nachdem die Uhr beginnt.",
      "Response standards: so many functions within a time after the clock starts."}},
    {"incident_rates",
     {"Erwartete Einsätze nach Art: wo Menschen wohnen und arbeiten, nach Stunde, und was zu einem ausrückt.",
      "Expected incidents by type: where people live and work, by hour, and what is sent to one."}},
    {"dispatch",
     {"Wie Einheiten alarmiert werden. Ohne Zeile rückt die nächste Einheit aus, und es gibt keine Gebietsabsicherung.",
      "How units are sent. Without a row the nearest unit goes and nobody moves up."}},
    {"counts", {"Verkehrszählungen, zum Vergleich mit dem Modell.", "Traffic counts, for comparison with the model."}},
    {"sources",
     {"Woher jede Eingabe stammt; steht in Manifesten und auf Karten.",
      "Where each input comes from; printed in manifests and on maps."}},
};

Text purpose_of(std::string_view table) {
  const auto found = std::find_if(std::begin(kPurposes), std::end(kPurposes),
                                  [&](const TablePurpose& purpose) { return purpose.table == table; });
  PLANSPIEL_CHECK(found != std::end(kPurposes));
  return found->sentence.text();
}

Text kind_of(const ColumnCells& column) {
  const std::string_view table = column.spec().references;
  switch (column.kind()) {
    case ColumnKind::number:
      return {"Zahl", "number"};
    case ColumnKind::integer:
      return {"ganze Zahl", "integer"};
    case ColumnKind::flag:
      return {"0 oder 1", "0 or 1"};
    case ColumnKind::text:
      return {"Text", "text"};
    case ColumnKind::choice:
      return filled("eines von {}", "one of {}", fmt::format("{}", fmt::join(column.choices(), ", ")));
    case ColumnKind::hours:
      return {"Stunden", "hours"};
    case ColumnKind::reference:
      return filled("id aus `{}`", "id in `{}`", table);
    case ColumnKind::references:
      return filled("ids aus `{}`", "ids in `{}`", table);
    case ColumnKind::point:
      return {"Punkt", "point"};
    case ColumnKind::polygon:
      return {"Fläche", "area"};
    case ColumnKind::line:
      return {"Linie", "line"};
    case ColumnKind::numbers:
      return {"Liste von Zahlen", "list of numbers"};
  }
  return {};
}

class DescribeColumns final : public ColumnVisitor {
 public:
  explicit DescribeColumns(TableDescription& table) : table_(table) {}
  void visit(ColumnCells& column) override {
    const ColumnSpec& spec = column.spec();
    table_.columns.push_back({.name = std::string(column.name()),
                              .kind = kind_of(column),
                              .unit = std::string(spec.unit),
                              .range = range_text(table_.name, column.name()),
                              .help = spec.help.text(),
                              .derived = spec.derived,
                              .optional = spec.optional});
  }

 private:
  TableDescription& table_;
};

TableDescription description_of(Table& table, Text purpose) {
  TableDescription description{std::string(table.table_name()), std::move(purpose), {}};
  DescribeColumns columns(description);
  table.visit(columns);
  return description;
}

}  // namespace

std::vector<TableDescription> describe_tables(const TableKinds& of_plugins) {
  std::vector<TableDescription> all;
  for (const std::unique_ptr<Table>& table : empty_tables())
    all.push_back(description_of(*table, purpose_of(table->table_name())));
  for (const TableKind& kind : of_plugins) all.push_back(description_of(*kind.make(), kind.purpose));
  return all;
}

std::string city_format_markdown() {
  std::string page(kPageHead);
  for (const TableDescription& table : describe_tables()) {
    page += fmt::format("\n## `{}`\n\n{}\n\n| column | kind | unit | range | meaning |\n|---|---|---|---|---|\n",
                        table.name, table.purpose.en);
    for (const ColumnDescription& column : table.columns)
      page += fmt::format("| `{}` | {} | {} | {} | {}{} |\n", column.name, column.kind.en,
                          column.unit.empty() ? "–" : column.unit, column.range.en.empty() ? "–" : column.range.en,
                          column.help.en,
                          column.derived    ? " (*derived*)"
                          : column.optional ? " (*optional*)"
                                            : "");
  }
  return page;
}

}  // namespace planspiel
