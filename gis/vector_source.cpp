#include "gis/vector_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/csv.hpp"
#include "engine/base/encoding.hpp"
#include "engine/base/error.hpp"
#include "engine/base/filled.hpp"
#include "engine/base/stop.hpp"
#include "engine/base/text.hpp"
#include "gis/gdal_session.hpp"
#include "gis/map_crs.hpp"
#include "gis/place_geometry.hpp"
#include "gis/row_checker.hpp"
#include "gis/vector_layer.hpp"

namespace planspiel {

namespace {

constexpr double kFarthestPlace_m = 200000.0;
constexpr double kMostDegrees = 360.0;

void note(std::vector<Text>* notes, const Text& text) {
  if (notes && !text.en.empty()) notes->push_back(text);
}

bool is_csv(const VectorSpec& spec) {
  std::string extension = spec.file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return extension == ".csv" || extension == ".txt" || extension == ".tsv";
}

/// A CSV of points.
class CsvRows {
 public:
  CsvRows(const VectorSpec& spec, const std::string& city_crs, std::vector<Text>* notes)
      : spec_(spec), csv_(parse(spec, notes)) {
    if (spec.x.empty() || spec.y.empty())
      fail_map(spec, "a CSV needs the columns of its coordinates: x = \"…\", y = \"…\"");
    if (spec.crs.empty()) fail_map(spec, "the file names no CRS: declare it in the description, crs = \"EPSG:4326\"");
    const std::string where = spec.file.string();
    to_city_.emplace(named_crs(spec.crs, where), named_crs(city_crs, where), where);
    most_ = to_city_->from_degrees() ? kMostDegrees : most_;
    OnlyFilter filter(spec);
    for (std::size_t row = 0; row < csv_.size(); ++row)
      if (filter.takes([&](const std::string& column) { return csv_.text(row, at(column)); })) taken_.push_back(row);
    note(notes, filter.finish());
    if (csv_.comments() > 0)
      note(notes, filled("{} Zeilen, die mit # beginnen, übergangen", "{} lines that begin with # passed over",
                         csv_.comments()));
  }

  std::vector<VectorRow> read() {
    RowChecker checker(spec_);
    std::map<std::string, NumberMarks> marks;
    for (const std::string& column : spec_.numbers) marks[column] = marks_of(column);
    const NumberMarks x_marks = marks_of(spec_.x, most_), y_marks = marks_of(spec_.y, most_);
    for (const std::size_t i : taken_) {
      check_stop();
      VectorRow row;
      row.feature = static_cast<std::int64_t>(i) + 1;
      row.where = csv_.place(i);
      checker.identify(row, spec_.id.empty() ? std::to_string(row.feature) : csv_.text(i, at(spec_.id)));
      for (const std::string& column : spec_.numbers)
        checker.written(row, column, csv_.text(i, at(column)), marks[column]);
      for (const std::string& column : spec_.texts) checker.text(row, column, csv_.text(i, at(column)));
      const auto x = coordinate(row, i, spec_.x, x_marks, checker), y = coordinate(row, i, spec_.y, y_marks, checker);
      if (!x || !y) continue;
      row.place = Point::metres(*x, *y);
      if (to_city_->apply(row.place))
        checker.add(std::move(row));
      else
        checker.fault(
            row, fmt::format("columns '{}', '{}': '{}', '{}' is no place: is the CRS right, are they swapped?", spec_.x,
                             spec_.y, csv_.text(i, at(spec_.x)), csv_.text(i, at(spec_.y))));
    }
    return checker.finish();
  }

 private:
  static Csv parse(const VectorSpec& spec, std::vector<Text>* notes) {
    if (spec.kind == PlaceKind::polygon)
      fail_map(spec, "a CSV holds points, and outlines are wanted: give a GeoPackage");
    const DecodedText decoded = read_text(spec.file, spec.encoding);
    if (decoded.guessed)
      note(notes, filled("kein UTF-8, gelesen als {} (eine andere: `encoding` angeben)",
                         "no UTF-8, read as {} (another one: declare encoding)", decoded.encoding));
    return Csv::parse_foreign(decoded.text, spec.file.string());
  }
  std::size_t at(const std::string& column) const {
    const auto& columns = csv_.columns();
    const auto found = std::find(columns.begin(), columns.end(), column);
    if (found == columns.end())
      fail_map(spec_, fmt::format("has no column '{}': {}", column, nearest_known(column, columns)));
    return static_cast<std::size_t>(found - columns.begin());
  }
  NumberMarks marks_of(const std::string& column, double most = HUGE_VAL) const {
    std::vector<std::string_view> cells;
    for (const std::size_t row : taken_) cells.push_back(csv_.text(row, at(column)));
    return marks_shown(cells, spec_.marks, most);
  }
  std::optional<double> coordinate(const VectorRow& row, std::size_t i, const std::string& column,
                                   const NumberMarks& marks, RowChecker& checker) const {
    const std::string cell(trim(csv_.text(i, at(column))));
    const WrittenNumber number = read_number(cell, marks, most_);
    if (number.value) return number.value;
    const std::string what =
        number.either ? fmt::format("may be {} or {}: declare decimal = \",\" or decimal = \".\"",
                                    format_number(number.either->first), format_number(number.either->second))
                      : fmt::format("is no coordinate of {}", spec_.crs);
    checker.fault(row, fmt::format("column '{}': '{}' {}", column, cell, what));
    return std::nullopt;
  }

  const VectorSpec& spec_;
  Csv csv_;
  std::optional<CrsChange> to_city_{};
  double most_ = HUGE_VAL;
  std::vector<std::size_t> taken_{};
};

/// A layer of a map.
class MapRows {
 public:
  MapRows(const VectorSpec& spec, const std::string& city_crs) : spec_(spec), map_(spec) {
    for (const auto& [column, text] : spec.only) map_.column(column);
    const std::string where = spec.file.string();
    to_city_.emplace(crs_of(spec, map_.own_crs(), map_.sample()), named_crs(city_crs, where), where);
  }

  std::vector<VectorRow> read(std::vector<Text>* notes) {
    OnlyFilter filter(spec_);
    RowChecker checker(spec_);
    GdalFaults faults;
    const std::map<std::string, NumberMarks> marks = marks_of_columns();
    while (const OGRFeatureUniquePtr feature{map_.layer().GetNextFeature()}) {
      check_stop();
      if (!filter.takes([&](const std::string& column) { return map_.text(*feature, column); })) continue;
      VectorRow row;
      row.feature = feature->GetFID();
      row.where = fmt::format("{}: feature {}", map_.where(), row.feature);
      checker.identify(row, spec_.id.empty() ? std::to_string(row.feature) : map_.text(*feature, spec_.id));
      for (const std::string& column : spec_.numbers) take_number(row, *feature, column, marks, checker);
      for (const std::string& column : spec_.texts) checker.text(row, column, map_.text(*feature, column));
      if (const auto fault = take_place(feature->GetGeometryRef(), spec_.kind, *to_city_, row))
        checker.fault(row, *fault);
      else
        checker.add(std::move(row));
    }
    if (faults.any()) fail_map(spec_, "is damaged: " + faults.text());
    if (notes) map_.add_notes(*notes);
    note(notes, filter.finish());
    return checker.finish();
  }

 private:
  bool is_text(const std::string& column) {
    const auto at = map_.column(column);
    return at && map_.layer().GetLayerDefn()->GetFieldDefn(*at)->GetType() == OFTString;
  }
  /// Columns of text are written by people: their rows show how.
  std::map<std::string, NumberMarks> marks_of_columns() {
    std::map<std::string, std::vector<std::string>> cells;
    for (const std::string& column : spec_.numbers)
      if (is_text(column)) cells[column];
    std::map<std::string, NumberMarks> marks;
    if (cells.empty()) return marks;
    OnlyFilter filter(spec_);
    map_.layer().ResetReading();
    while (const OGRFeatureUniquePtr feature{map_.layer().GetNextFeature()})
      if (filter.takes([&](const std::string& column) { return map_.text(*feature, column); }))
        for (auto& [column, texts] : cells) texts.push_back(map_.text(*feature, column));
    map_.layer().ResetReading();
    for (const auto& [column, texts] : cells) marks[column] = marks_shown({texts.begin(), texts.end()}, spec_.marks);
    return marks;
  }
  void take_number(VectorRow& row, const OGRFeature& feature, const std::string& column,
                   const std::map<std::string, NumberMarks>& marks, RowChecker& checker) {
    const auto at = map_.column(column);
    const std::string cell = map_.text(feature, column);
    const bool present = !at || feature.IsFieldSetAndNotNull(*at);
    const auto written = marks.find(column);
    const bool numeric = at && (map_.layer().GetLayerDefn()->GetFieldDefn(*at)->GetType() == OFTReal ||
                                map_.layer().GetLayerDefn()->GetFieldDefn(*at)->GetType() == OFTInteger ||
                                map_.layer().GetLayerDefn()->GetFieldDefn(*at)->GetType() == OFTInteger64);
    if (present && numeric)
      checker.number(row, column, feature.GetFieldAsDouble(*at), cell);
    else
      checker.written(row, column, cell, written == marks.end() ? spec_.marks : written->second, present);
  }

  const VectorSpec& spec_;
  VectorLayer map_;
  std::optional<CrsChange> to_city_{};
};

void prepare(const VectorSpec& spec) {
  plain_path(spec.file);
  if (!std::filesystem::exists(spec.file)) fail_map(spec, "no such file");
  prepare_gdal();
}

}  // namespace

std::vector<VectorRow> read_vector(const VectorSpec& spec, const std::string& city_crs, std::vector<Text>* notes) {
  prepare(spec);
  return is_csv(spec) ? CsvRows(spec, city_crs, notes).read() : MapRows(spec, city_crs).read(notes);
}

std::optional<LonLat> first_place(const VectorSpec& spec) {
  prepare(spec);
  if (is_csv(spec)) return std::nullopt;
  VectorLayer map(spec);
  for (const auto& [column, text] : spec.only) map.column(column);
  const auto sample = map.sample();
  if (!sample) return std::nullopt;
  const std::string where = spec.file.string();
  Point place = *sample;
  const CrsChange to_degrees(crs_of(spec, map.own_crs(), place), named_crs("EPSG:4326", where), where);
  GdalFaults faults;
  if (!to_degrees.apply(place)) return std::nullopt;
  return LonLat::degrees(place.x_m, place.y_m);
}

void check_near(const std::vector<VectorRow>& rows, Point middle, const VectorSpec& spec) {
  for (const VectorRow& row : rows) {
    const double away = distance(row.place, middle).value;
    if (away <= kFarthestPlace_m) continue;
    const std::string where =
        row.where.empty() ? fmt::format("{}: feature {}", spec.file.string(), row.feature) : row.where;
    throw Error(ErrorKind::input, fmt::format("{} (id '{}') is {:.0f} km from the roads: at most 200 km is possible; "
                                              "wrong CRS? are x and y swapped?",
                                              where, row.id, away / 1000.0));
  }
}

}  // namespace planspiel
