#pragma once

/// What the rows of a field are, and the axes that its values may have: descriptors that id types carry. A plugin's id
/// type carries its own, and everything that stores, draws, exports or compares fields follows them.

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.hpp"

namespace planspiel {

/// How a row lies on a map.
enum class Geometry { none, point, line, area };
inline constexpr std::array<std::string_view, 4> kGeometryNames{"none", "point", "line", "area"};
inline std::span<const std::string_view> choice_names(Geometry) { return kGeometryNames; }

/// How many rows there are: as many as the table has, one, or as many as the model finds (persons, rounds).
enum class RowCount { of_table, one, of_model };

/// What an id type of rows carries as `static constexpr DomainSpec kDomain`.
struct DomainSpec {
  std::string_view name;        ///< "edge"
  std::string_view table = "";  ///< whose rows these are: "roads"; empty: of no table
  Geometry geometry = Geometry::none;
  std::string_view de = "", en = "";  ///< the rows together, as layers are headed: "Straßen", "roads"
  RowCount rows = RowCount::of_table;
};

/// A row domain as fields hold it, also where the plugin that it comes from is not loaded.
struct Domain {
  std::string name, table{};
  Geometry geometry = Geometry::none;
  Text title{};
  RowCount rows = RowCount::of_table;

  Domain(const DomainSpec& spec)  // NOLINT(google-explicit-constructor): the same thing, owned
      : name(spec.name),
        table(spec.table),
        geometry(spec.geometry),
        title{std::string(spec.de), std::string(spec.en)},
        rows(spec.rows) {}
  bool has_place() const { return geometry != Geometry::none; }
  /// Rows of one table are the same rows, whatever they are called.
  friend bool operator==(const Domain& a, const Domain& b) {
    return a.table == b.table && (!a.table.empty() || a.name == b.name);
  }
  friend bool operator==(const Domain& a, const DomainSpec& b) {
    return a.table == b.table && (!a.table.empty() || a.name == b.name);
  }
};

/// The descriptor of an id type of rows: `domain_of<EdgeId>`.
template <class Row>
inline constexpr const DomainSpec& domain_of = Row::kDomain;

/// An entry of an axis: its name in files and what people call it.
struct AxisEntry {
  std::string_view name, de = "", en = "";
  std::string_view unit = "";  ///< in which its values are shown; empty: the field's
};

/// What an id type along an axis carries as `static constexpr AxisDescriptor kAxis`.
struct AxisDescriptor {
  std::string_view name;  ///< "vehicle"
  std::string_view de, en;
  std::span<const AxisEntry> entries = {};  ///< in the order of the ids
  std::string_view table = "";              ///< whose external ids are the entries; empty: `entries`
};

/// An axis as fields hold it.
struct AxisSpec {
  std::string name;
  std::vector<std::string> labels{};  ///< empty: external ids of `table`
  Text title{};
  std::vector<Text> label_titles{};        ///< one for each label; empty: the labels themselves
  std::vector<std::string> label_units{};  ///< units in which values of each label are shown; empty: the field's
  std::string table{};

  AxisSpec() = default;
  AxisSpec(const AxisDescriptor& axis);  // NOLINT(google-explicit-constructor): the same thing, owned
};

/// The descriptor of an id type along an axis: `axis_of<Hour>`.
template <class Axis>
inline constexpr const AxisDescriptor& axis_of = Axis::kAxis;

/// An axis as fields hold it: of an id type with `kAxis`, or with a static function `axis()` where the entries are read
/// from data.
template <class Axis>
AxisSpec axis_spec() {
  if constexpr (requires { Axis::axis(); })
    return Axis::axis();
  else
    return Axis::kAxis;
}

/// The names of the entries of an axis.
template <std::size_t N>
constexpr std::array<std::string_view, N> names_of(const std::array<AxisEntry, N>& entries) {
  std::array<std::string_view, N> names{};
  for (std::size_t at = 0; at < N; ++at) names[at] = entries[at].name;
  return names;
}

/// What people call them, as an option with these choices wants it.
template <std::size_t N>
std::vector<Text> titles_of(const std::array<AxisEntry, N>& entries) {
  std::vector<Text> titles;
  for (const AxisEntry& entry : entries) titles.push_back({std::string(entry.de), std::string(entry.en)});
  return titles;
}

}  // namespace planspiel
