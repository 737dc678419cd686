#pragma once

/// A run folder with the fields that were looked at kept in memory.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/run/results.hpp"

namespace planspiel::viewer {

class RunData {
 public:
  /// Throws Error(input) for a folder that is no run, of another schema or without one of its fields' files.
  explicit RunData(const std::filesystem::path& folder);
  const RunFolder& folder() const { return folder_; }
  Text title() const;
  /// Fields that have a place: families in the order of the models; in each what is shown first, then titles.
  std::vector<const FieldSpec*> placed_fields() const;
  const FieldSpec* spec(std::string_view name) const;  ///< nullptr where there is none
  /// Read when first asked for. Throws Error(input).
  const FieldValues& field(const std::string& name);

 private:
  /// Of the models, each after those that it reads of.
  std::vector<std::string> families() const;
  RunFolder folder_;
  std::map<std::string, FieldValues, std::less<>> kept_;
};

/// The part of a field's or a model's name before the point: "mobility".
std::string family_of(const std::string& name);

/// The entries to take along axes other than the hour where nothing was chosen: the first of each.
std::vector<AxisPick> first_picks(const FieldSpec& spec);

/// One field of one row: the hours of the day, or a value for each entry.
struct RowSeries {
  Text label{};                       ///< entry of the other axis; empty where there is none
  std::vector<double> run{}, base{};  ///< in the unit; 24 hours or a single value; NaN: no data; base may be empty
};
struct RowField {
  Text title{};
  std::string name{}, unit{};
  Better better = Better::neutral;
  std::vector<RowSeries> series{};
};

/// All that is known of a row of a table, beside the base where there is one and it has the row.
std::vector<RowField> fields_of_row(RunData& run, RunData* base, const Domain& domain, std::size_t row);

}  // namespace planspiel::viewer
