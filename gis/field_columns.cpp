#include "gis/field_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include "engine/run/stored.hpp"

namespace planspiel {

namespace {

using ReducedBy = FieldColumn::Hours;

/// More labels than this are a matrix and no table (zone by zone).
constexpr std::size_t kMostLabels = 64;
constexpr std::size_t kHoursShown[] = {3, 8, 13, 17};

/// Letters, digits and underscores: what QGIS expressions take without quotes.
std::string plain_name(std::string_view text) {
  std::string plain;
  for (const char c : text) plain += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return plain;
}

/// A choice of labels of the axes but the hour, and where its values begin in a row.
struct Slice {
  std::string suffix;
  std::size_t first = 0;
  FieldSpec shown;  ///< in the unit of the labels
};

struct Slices {
  std::vector<Slice> all{};
  std::size_t hour_stride = 0;  ///< 0: the field has no hours
};

/// A field at one entry of an axis, with the entry in its title.
FieldSpec at_entry(const FieldSpec& spec, std::size_t axis, std::size_t entry, const std::string& label) {
  FieldSpec shown = shown_at(spec, axis, entry);
  const std::vector<Text>& titles = spec.axes[axis].label_titles;
  const Text title = entry < titles.size() ? titles[entry] : Text{label, label};
  const std::string_view link = axis == 0 || spec.axes[0].name == "hour" ? ": " : ", ";
  shown.title.de += std::string(link) + title.de;
  shown.title.en += std::string(link) + title.en;
  return shown;
}

/// Nothing where an axis has too many labels.
std::optional<Slices> slices_of(const FieldValues& field, const City& city) {
  Slices slices{.all = {{"", 0, field.spec}}};
  std::size_t stride = field.grid->row_size();
  for (std::size_t axis = 0; axis < field.spec.axes.size(); ++axis) {
    const std::size_t size = field.grid->shape()[axis + 1];
    if (size == 0) return std::nullopt;
    stride /= size;
    if (field.spec.axes[axis].name == "hour") {
      slices.hour_stride = stride;
      continue;
    }
    const std::vector<std::string> labels = axis_labels(field.spec.axes[axis], city);
    if (size > kMostLabels || labels.size() != size) return std::nullopt;
    std::vector<Slice> next;
    for (const Slice& slice : slices.all)
      for (std::size_t label = 0; label < size; ++label)
        next.push_back({slice.suffix + "_" + plain_name(labels[label]), slice.first + label * stride,
                        at_entry(slice.shown, axis, label, labels[label])});
    slices.all = std::move(next);
  }
  return slices;
}

std::string meaning_of(ReducedBy hours, std::size_t hour, Language language) {
  const bool german = language == Language::de;
  switch (hours) {
    case ReducedBy::none:
      return german ? "Wert" : "value";
    case ReducedBy::sum:
      return german ? "Summe des Tages" : "sum of the day";
    case ReducedBy::mean:
      return german ? "Mittel der Stunden mit Wert" : "mean of the hours with a value";
    case ReducedBy::worst:
      return german ? "ungünstigste Stunde" : "worst hour";
    case ReducedBy::one:
      return german ? fmt::format("{} bis {} Uhr", hour, hour + 1) : fmt::format("{}:00 to {}:00", hour, hour + 1);
  }
  return {};
}

/// Makes the columns of one slice.
class AddColumns {
 public:
  AddColumns(const FieldValues& field, const ExportOptions& options, std::vector<FieldColumn>& columns)
      : field_(field), options_(options), columns_(columns) {}

  void add(const Slice& slice, std::size_t hour_stride) {
    const std::string name = plain_name(field_.spec.name) + slice.suffix;
    if (hour_stride == 0) return add({.name = name, .hours = ReducedBy::none, .first = slice.first}, slice.shown);
    const bool mean = day_value(field_.spec) == DayValue::mean;
    add({.name = name + "_day",
         .hours = mean ? ReducedBy::mean : ReducedBy::sum,
         .first = slice.first,
         .stride = hour_stride},
        slice.shown);
    add({.name = name + "_worst", .hours = ReducedBy::worst, .first = slice.first, .stride = hour_stride}, slice.shown);
    for (std::size_t hour = 0; hour < Hour::kCount; ++hour)
      if (options_.all_hours ||
          std::find(std::begin(kHoursShown), std::end(kHoursShown), hour) != std::end(kHoursShown))
        add({.name = fmt::format("{}_h{:02}", name, hour),
             .hours = ReducedBy::one,
             .first = slice.first + hour * hour_stride},
            slice.shown, hour);
  }

 private:
  void add(FieldColumn column, const FieldSpec& shown, std::size_t hour = 0) {
    column.field = &field_;
    column.title = shown.title;
    column.unit =
        column.hours == ReducedBy::sum ? day_unit(shown, options_.language) : unit_in(shown.unit, options_.language);
    column.factor = unit_factor(shown.unit);
    column.meaning = meaning_of(column.hours, hour, options_.language);
    columns_.push_back(std::move(column));
  }

  const FieldValues& field_;
  const ExportOptions& options_;
  std::vector<FieldColumn>& columns_;
};

}  // namespace

double FieldColumn::value(std::size_t row) const {
  const double* values = field->grid->raw().data() + row * field->grid->row_size() + first;
  if (hours == Hours::none || hours == Hours::one) return *values / factor;
  double sum = 0.0, highest = -HUGE_VAL, lowest = HUGE_VAL;
  std::size_t count = 0;
  for (std::size_t hour = 0; hour < Hour::kCount; ++hour) {
    const double value = values[hour * stride];
    if (!std::isfinite(value)) continue;
    sum += value;
    highest = std::max(highest, value);
    lowest = std::min(lowest, value);
    ++count;
  }
  if (count == 0) return std::numeric_limits<double>::quiet_NaN();
  if (hours == Hours::sum) return sum / factor;
  if (hours == Hours::mean) return sum / static_cast<double>(count) / factor;
  return (field->spec.better == Better::more ? lowest : highest) / factor;
}

std::vector<FieldColumn> columns_of(const FieldValues& field, const City& city, const ExportOptions& options) {
  std::vector<FieldColumn> columns;
  const std::optional<Slices> slices = slices_of(field, city);
  if (!slices) return columns;
  AddColumns add(field, options, columns);
  for (const Slice& slice : slices->all) add.add(slice, slices->hour_stride);
  return columns;
}

}  // namespace planspiel
