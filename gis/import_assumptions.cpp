#include "gis/import_assumptions.hpp"

#include <map>
#include <string>

#include "engine/base/csv.hpp"
#include "engine/base/error.hpp"
#include "planspiel_gis/import_assumptions_csv.hpp"

namespace planspiel::importing {

namespace {

std::map<std::string, double, std::less<>> read_assumptions() {
  const Csv table = Csv::parse(embedded::import_assumptions_csv, "import_assumptions.csv");
  std::map<std::string, double, std::less<>> values;
  for (std::size_t row = 0; row < table.size(); ++row) values[table.text(row, "name")] = table.number(row, "value");
  return values;
}

}  // namespace

double assumed(std::string_view name) {
  static const std::map<std::string, double, std::less<>> values = read_assumptions();
  const auto found = values.find(name);
  PLANSPIEL_CHECK(found != values.end());
  return found->second;
}

}  // namespace planspiel::importing
