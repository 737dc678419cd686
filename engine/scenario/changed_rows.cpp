#include "engine/scenario/changed_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/base/csv.hpp"
#include "engine/base/projection.hpp"

namespace planspiel {

namespace {

constexpr std::size_t kNoRow = ~std::size_t{0};

/// The row of `other` with the same external id as each row of `base`; `kNoRow` where it has none.
std::vector<std::size_t> matching_rows(const std::vector<std::string>& base, const std::vector<std::string>& other) {
  std::map<std::string_view, std::size_t> row_of;
  for (std::size_t row = 0; row < other.size(); ++row) row_of.emplace(other[row], row);
  std::vector<std::size_t> rows;
  for (const std::string& id : base) {
    const auto found = row_of.find(id);
    rows.push_back(found == row_of.end() ? kNoRow : found->second);
  }
  return rows;
}

/// One label for each place in a row: those of the axes, joined.
std::vector<std::string> places_in_row(const FieldSpec& spec, const City& city) {
  std::vector<std::string> places{""};
  for (const AxisSpec& axis : spec.axes) {
    std::vector<std::string> longer;
    for (const std::string& place : places)
      for (const std::string& label : axis_labels(axis, city))
        longer.push_back(place.empty() ? label : place + "." + label);
    places = std::move(longer);
  }
  return places;
}

ChangedRow describe_row(const City& city, Domain domain, std::size_t row, const Projection& projection) {
  ChangedRow changed;
  if (domain == domain_of<ZoneId>) {
    const Zones& zones = city[tables::zones];
    changed.residents = zones.residents[ZoneId(row)];
    if (const auto district = zones.district[ZoneId(row)]) changed.district = city[tables::districts].id[*district];
    changed.at = projection.to_degrees(zones.centre[ZoneId(row)]);
  }
  if (domain != domain_of<BuildingId>) return changed;
  const Buildings& buildings = city[tables::buildings];
  const BuildingId building(row);
  changed.address = buildings.address[building];
  changed.residents = buildings.residents[building];
  if (const auto district = city[tables::zones].district[buildings.zone[building]])
    changed.district = city[tables::districts].id[*district];
  changed.at = projection.to_degrees(buildings.centre[building]);
  return changed;
}

}  // namespace

std::size_t ChangedRows::count(bool gained) const {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const ChangedRow& row) { return row.gained == gained; }));
}

double ChangedRows::residents(bool gained) const {
  double sum = 0.0;
  for (const ChangedRow& row : rows)
    if (row.gained == gained) sum += row.residents;
  return sum;
}

std::vector<ChangedRows> changed_rows(const RunFolder& base, const RunFolder& other) {
  std::vector<ChangedRows> changes;
  std::vector<const FieldSpec*> flags;
  for (const FieldSpec& spec : base.fields())
    if (spec.flag && std::any_of(other.fields().begin(), other.fields().end(),
                                 [&](const FieldSpec& theirs) { return theirs.name == spec.name; }))
      flags.push_back(&spec);
  if (flags.empty()) return changes;
  const City city = base.city();
  const Projection projection(city.profile.crs);
  for (const FieldSpec* spec : flags) {
    const std::vector<std::string> ids = base.row_ids(spec->domain);
    const std::vector<std::size_t> matching = matching_rows(ids, other.row_ids(spec->domain));
    const FieldValues before = base.field(spec->name), after = other.field(spec->name);
    const std::vector<std::string> places = places_in_row(*spec, city);
    const std::size_t size = before.grid->row_size();
    if (after.grid->row_size() != size || places.size() != size)
      throw Error(ErrorKind::input, other.path().string() + ": the field " + spec->name + " has other " +
                                        "labels than in " + base.path().string() + ": run both with one version");
    for (std::size_t place = 0; place < size; ++place) {
      ChangedRows found{.field = spec->name, .label = places[place], .title = spec->title, .rows = {}};
      for (std::size_t row = 0; row < ids.size(); ++row) {
        if (matching[row] == kNoRow) continue;
        const bool was = before.grid->raw()[row * size + place] > 0.5;
        const bool is = after.grid->raw()[matching[row] * size + place] > 0.5;
        if (was == is) continue;
        ChangedRow changed = describe_row(city, spec->domain, row, projection);
        changed.id = ids[row];
        changed.gained = is;
        found.rows.push_back(std::move(changed));
      }
      changes.push_back(std::move(found));
    }
  }
  return changes;
}

std::string changed_rows_csv(const ChangedRows& changes) {
  std::string csv = "id,address,district,change,residents,lon,lat\n";
  for (const ChangedRow& row : changes.rows)
    csv +=
        fmt::format("{},{},{},{},{:g},{:.6f},{:.6f}\n", csv_cell(row.id), csv_cell(row.address), csv_cell(row.district),
                    row.gained ? "enters" : "leaves", row.residents, row.at.lon_deg, row.at.lat_deg);
  return csv;
}

}  // namespace planspiel
