#include "gis/geopackage_exporter.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/city/row_shapes.hpp"
#include "engine/run/results.hpp"
#include "gis/cell_outline.hpp"
#include "gis/cell_writer.hpp"
#include "gis/field_columns.hpp"
#include "gis/qgis_style.hpp"

namespace planspiel {

namespace {

/// Columns of the city that make a layer readable.
constexpr std::string_view kKeyColumns[] = {"name",   "class",     "length", "district", "borough", "address",
                                            "height", "residents", "jobs",   "zone",     "mode",    "professional"};

/// The engine's own tables are wide: of theirs the key columns are shown, of others all.
bool is_shown(const ColumnLayout& column, bool of_engine) {
  return !of_engine || column.is_geometry ||
         std::find(std::begin(kKeyColumns), std::end(kKeyColumns), column.name) != std::end(kKeyColumns);
}

/// The tables that fields lie over: the engine's own in the order of the city's format, then those of plugins by name.
std::vector<std::string> tables_of(const FieldMap& fields) {
  std::set<std::string, std::less<>> wanted;
  for (const auto& [name, field] : fields)
    if (!field.spec.domain.table.empty()) wanted.insert(field.spec.domain.table);
  std::vector<std::string> ordered;
  for (const auto& own : empty_tables())
    if (const auto found = wanted.find(own->table_name()); found != wanted.end())
      ordered.push_back(std::move(wanted.extract(found).value()));
  ordered.insert(ordered.end(), wanted.begin(), wanted.end());
  return ordered;
}

/// A layer in the making: key columns of the city's table, then the columns of the fields.
struct Layer {
  TableLayout layout{};         ///< columns that are not written have no place
  std::vector<bool> written{};  ///< for each column of the table
  std::vector<FieldColumn> values{};
  std::size_t first_value = 0;  ///< place of the first field column
};

bool has_levels(const Layer& layer) {
  return std::any_of(layer.values.begin(), layer.values.end(), [](const FieldColumn& column) {
    return column.field->spec.domain == domain_of<CellId> && !column.field->spec.levels.empty();
  });
}

Layer make_layer(const Table& table, const City& city, bool of_engine, std::vector<FieldColumn> values) {
  Layer layer{.layout = layout_of(table, city.profile.crs), .values = std::move(values)};
  LayerSpec& spec = layer.layout.layer;
  spec.fields = {{"id", FieldType::text}};
  const TableLayout whole = layout_of(table, city.profile.crs);
  for (ColumnLayout& column : layer.layout.columns) {
    layer.written.push_back(is_shown(column, of_engine));
    if (!layer.written.back() || column.is_geometry) continue;
    const LayerField field = whole.layer.fields[column.first_field];
    column.first_field = spec.fields.size();
    spec.fields.push_back(field);
  }
  layer.first_value = spec.fields.size();
  for (const FieldColumn& column : layer.values) spec.fields.push_back({column.name, FieldType::real});
  if (table.table_name() == Cells::kName) spec.geometry = LayerGeometry::ring;
  if (table.table_name() == Lines::kName) {  // a table without a place of its own
    spec.geometry = LayerGeometry::line;
    spec.crs = city.profile.crs;
  }
  return layer;
}

LayerSpec isochrone_layer(const City& city) {
  return {.name = "isochrones",
          .geometry = LayerGeometry::area,
          .crs = city.profile.crs,
          .fields = {{"field_column", FieldType::text},
                     {"title", FieldType::text},
                     {"value", FieldType::text},
                     {"up_to", FieldType::real},
                     {"unit", FieldType::text},
                     {"km2", FieldType::real}}};
}

void write_layer(const Table& table, const Layer& layer, const City& city, GeopackageWriter& out) {
  const std::vector<std::vector<Cell>> cells = cells_of(table);
  const std::vector<Polygon> squares =
      table.table_name() == Cells::kName ? shapes_of(city, Cells::kName, Geometry::area).areas : std::vector<Polygon>{};
  const std::vector<std::vector<Point>> routes = table.table_name() == Lines::kName
                                                     ? shapes_of(city, Lines::kName, Geometry::line).lines
                                                     : std::vector<std::vector<Point>>{};
  CellWriter write(city, out);
  out.begin_layer(layer.layout.layer);
  for (std::size_t row = 0; row < table.size(); ++row) {
    out.set(0, std::string_view(table.external_ids()[row]));
    if (!routes.empty()) out.set_line(routes[row]);
    for (std::size_t column = 0; column < cells.size(); ++column) {
      const ColumnLayout& place = layer.layout.columns[column];
      if (!layer.written[column]) continue;
      if (!squares.empty() && place.is_geometry)
        out.set_ring(squares[row].rings[0]);
      else
        write.write(layer.layout.layer.geometry, place, cells[column][row]);
    }
    for (std::size_t value = 0; value < layer.values.size(); ++value)
      out.set(layer.first_value + value, layer.values[value].value(row));
    out.add_row();
  }
}

/// The area up to each level of the fields by cell that declare levels: isochrones.
void write_isochrones(const Layer& layer, const City& city, Language language, GeopackageWriter& out) {
  const Cells& cells = city[tables::cells];
  out.begin_layer(isochrone_layer(city));
  for (const FieldColumn& column : layer.values)
    for (const double level : column.field->spec.levels) {
      std::vector<Point> reached;
      for (const CellId cell : cells.ids())
        if (column.value(cell.index()) <= level + 1e-9) reached.push_back(cells.centre[cell]);  // false for NaN
      if (reached.empty()) continue;
      out.set(0, std::string_view(column.name));
      out.set(1, std::string_view(column.field->spec.title.in(language)));
      out.set(2, std::string_view(column.meaning));
      out.set(3, level);
      out.set(4, std::string_view(column.unit));
      out.set(5, static_cast<double>(reached.size()) * 1e-6 * Cells::kSide.value * Cells::kSide.value);
      out.set_polygon(outline_of_cells(reached, Cells::kSide));
      out.add_row();
    }
}

void write_indicators(const std::vector<IndicatorValue>& indicators, Language language, GeopackageWriter& out) {
  out.begin_layer({.name = "indicators",
                   .fields = {{"id", FieldType::text},
                              {"title", FieldType::text},
                              {"value", FieldType::real},
                              {"unit", FieldType::text},
                              {"hour", FieldType::integer},
                              {"definition", FieldType::text},
                              {"perimeter", FieldType::text},
                              {"source", FieldType::text}}});
  for (const IndicatorValue& one : indicators) {
    const Indicator& indicator = one.indicator;
    out.set(0, std::string_view(indicator.id));
    out.set(1, std::string_view(indicator.title.in(language)));
    out.set(2, one.value);
    out.set(3, std::string_view(unit_in(indicator.unit, language)));
    if (one.hour) out.set(4, std::int64_t{*one.hour});
    out.set(5, std::string_view(indicator.definition.in(language)));
    out.set(6, std::string_view(indicator.perimeter.in(language)));
    out.set(7, std::string_view(indicator.source.in(language)));
    out.add_row();
  }
}

/// What each column of each layer means.
void write_field_columns(const std::vector<Layer>& layers, Language language, GeopackageWriter& out) {
  out.begin_layer({.name = "field_columns",
                   .fields = {{"layer", FieldType::text},
                              {"column", FieldType::text},
                              {"field", FieldType::text},
                              {"title", FieldType::text},
                              {"value", FieldType::text},
                              {"unit", FieldType::text},
                              {"help", FieldType::text}}});
  for (const Layer& layer : layers)
    for (const FieldColumn& column : layer.values) {
      const FieldSpec& spec = column.field->spec;
      out.set(0, std::string_view(layer.layout.layer.name));
      out.set(1, std::string_view(column.name));
      out.set(2, std::string_view(spec.name));
      out.set(3, std::string_view(column.title.in(language)));
      out.set(4, std::string_view(column.meaning));
      out.set(5, std::string_view(column.unit));
      out.set(6, std::string_view(spec.help.in(language)));
      out.add_row();
    }
}

/// The first column of each field of a layer and of each entry of its axes; the one to show first is at the front.
std::vector<const FieldColumn*> styled_columns(const Layer& layer) {
  std::vector<const FieldColumn*> styled;
  for (const FieldColumn& column : layer.values)
    if (styled.empty() || styled.back()->field != column.field || styled.back()->title != column.title)
      styled.push_back(&column);
  std::ranges::stable_partition(styled, [](const FieldColumn* column) { return column->field->spec.shown_first; });
  return styled;
}

/// The table in which QGIS looks for styles.
LayerSpec style_table() {
  return {.name = "layer_styles",
          .fields = {{"f_table_catalog", FieldType::text},
                     {"f_table_schema", FieldType::text},
                     {"f_table_name", FieldType::text},
                     {"f_geometry_column", FieldType::text},
                     {"styleName", FieldType::text},
                     {"styleQML", FieldType::text},
                     {"styleSLD", FieldType::text},
                     {"useAsDefault", FieldType::integer},
                     {"description", FieldType::text},
                     {"owner", FieldType::text},
                     {"ui", FieldType::text},
                     {"update_time", FieldType::text}},
          .row_number = "id"};
}

void write_styles(const std::vector<Layer>& layers, Language language, GeopackageWriter& out) {
  out.begin_layer(style_table());
  for (const Layer& layer : layers) {
    if (layer.layout.layer.geometry == LayerGeometry::none) continue;
    bool first = true;
    for (const FieldColumn* column : styled_columns(layer)) {
      GraduatedStyle style{.column = column->name, .unit = column->unit, .geometry = layer.layout.layer.geometry};
      for (std::size_t row = 0; row < column->field->grid->rows(); ++row) style.values.push_back(column->value(row));
      const std::string qml = graduated_qml(style);
      if (qml.empty()) continue;
      const std::string values[] = {"", "", layer.layout.layer.name, "geom", column->title.in(language), qml, ""};
      for (std::size_t field = 0; field < std::size(values); ++field) out.set(field, std::string_view(values[field]));
      out.set(7, std::int64_t{first});
      out.set(8, std::string_view(column->meaning));
      out.set(9, std::string_view(""));
      out.set(11, std::string_view("2000-01-01T00:00:00.000Z"));  // fixed: equal runs give equal bytes
      out.add_row();
      first = false;
    }
  }
}

}  // namespace

void GeopackageExporter::write(const City& city, const Results& results, const ExportOptions& options,
                               const std::filesystem::path& path) const {
  const FieldMap fields = results.fields();
  std::vector<Layer> layers;
  for (const std::string& name : tables_of(fields)) {
    const Table& table = city.table(name);
    std::vector<FieldColumn> values;
    for (const auto& [field_name, field] : fields)
      if (field.spec.domain.table == name)
        for (FieldColumn& column : columns_of(field, city, options)) values.push_back(std::move(column));
    if (values.empty()) continue;
    for (const FieldColumn& column : values) PLANSPIEL_CHECK(column.field->grid->rows() == table.size());
    layers.push_back(make_layer(table, city, is_own_table(name), std::move(values)));
  }
  GeopackageWriter out(path);
  for (const Layer& layer : layers) write_layer(city.table(layer.layout.layer.name), layer, city, out);
  for (const Layer& layer : layers)
    if (has_levels(layer)) write_isochrones(layer, city, options.language, out);
  write_indicators(results.indicators, options.language, out);
  write_field_columns(layers, options.language, out);
  write_styles(layers, options.language, out);
  out.finish();
}

}  // namespace planspiel
