#include "gis/cell_writer.hpp"
#include "gis/city_file.hpp"
#include "gis/city_profile.hpp"

namespace planspiel {

namespace {

void write_table(const City& city, const Table& table, GeopackageWriter& out) {
  const TableLayout layout = layout_of(table, city.profile.crs);
  const std::vector<std::vector<Cell>> columns = cells_of(table);
  CellWriter cells(city, out);
  out.begin_layer(layout.layer);
  for (std::size_t row = 0; row < table.size(); ++row) {
    out.set(0, std::string_view(table.external_ids()[row]));
    for (std::size_t column = 0; column < columns.size(); ++column)
      cells.write(layout.layer.geometry, layout.columns[column], columns[column][row]);
    out.add_row();
  }
}

}  // namespace

void write_city(const City& city, const std::filesystem::path& gpkg) {
  GeopackageWriter out(gpkg);
  write_profile(city.profile, out);
  std::vector<std::string> others = city.table_names();
  for (const std::unique_ptr<Table>& table : empty_tables()) {
    write_table(city, city.table(table->table_name()), out);
    std::erase(others, table->table_name());
  }
  for (const std::string& name : others) write_table(city, city.table(name), out);
  out.finish();
}

}  // namespace planspiel
