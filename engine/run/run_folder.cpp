#include <algorithm>

#include "engine/base/files.hpp"
#include "engine/city/snapshot.hpp"
#include "engine/run/model_card.hpp"
#include "engine/run/results.hpp"
#include "engine/run/stored.hpp"

namespace planspiel {

namespace {

[[noreturn]] void fail_folder(const std::filesystem::path& folder, const std::string& what) {
  throw Error(ErrorKind::input, "'" + folder.string() + "' " + what);
}

/// The array must have the shape that the index says, and the index an entry for each label of its axes.
void check_shape(const std::filesystem::path& path, const std::vector<std::size_t>& shape, const Value& entry) {
  const auto& said = entry.at("shape").items();
  const auto& axes = entry.at("axes").items();
  bool same = said.size() == shape.size() && axes.size() + 1 == shape.size();
  for (std::size_t at = 0; same && at < shape.size(); ++at) {
    same = said[at].as_integer() >= 0 && static_cast<std::size_t>(said[at].as_integer()) == shape[at];
    same = same && (at == 0 || axes[at - 1].at("labels").items().size() == shape[at]);
  }
  if (!same)
    throw Error(ErrorKind::input, path.string() +
                                      ": its shape is not the one that fields/index.json describes: the run "
                                      "folder is mixed from two runs; run its scenario again");
}

}  // namespace

RunFolder::RunFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
  if (!std::filesystem::exists(folder_ / "manifest.json"))
    fail_folder(folder_, "is no run folder: it has no manifest.json. Make one with: planspiel run SCENARIO -o DIR");
  manifest_ = read_json(folder_ / "manifest.json");
  const Value* schema = manifest_.is_table() ? manifest_.find("schema") : nullptr;
  if (!schema || !schema->is_number() || schema->as_integer() != kRunFolderSchema)
    fail_folder(folder_,
                "is not a run folder of schema " + std::to_string(kRunFolderSchema) + ": run its scenario again");
  if (const auto manifest = read_folder_manifest(folder_)) listed_ = manifest->files;
  const Value indicators = read_json(as_written("indicators.json"));
  for (const Value& entry : indicators.at("indicators").items()) indicators_.push_back(stored_indicator_from(entry));
  index_ = read_json(as_written("fields/index.json"));
  for (const Value& field : index_.at("fields").items()) specs_.push_back(spec_from_value(field));
}

const StoredIndicator* RunFolder::indicator(std::string_view id) const {
  const auto found = std::ranges::find(indicators_, id, &StoredIndicator::id);
  return found == indicators_.end() ? nullptr : &*found;
}

/// A larger file is refused before its bytes are compared with the manifest.
constexpr std::uintmax_t kLargestFile = std::uintmax_t{2} << 30;

std::filesystem::path RunFolder::as_written(const std::string& name) const {
  const std::filesystem::path path = folder_ / name;
  const auto listed = listed_.find(name);
  std::error_code fault;  // a file that is not there is the reader's to name
  if (std::filesystem::file_size(path, fault) > kLargestFile && !fault)
    throw Error(ErrorKind::input, path.string() + " is larger than 2 GiB: no file of a run is");
  if (listed != listed_.end() && !is_as_listed(path, listed->second))
    throw Error(ErrorKind::input, path.string() +
                                      " is not the file that manifest.json lists: it was changed, or is mixed "
                                      "in from another run; run its scenario again");
  return path;
}

FieldValues RunFolder::field(std::string_view name) const {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < specs_.size(); ++at) {
    names.push_back(specs_[at].name);
    if (specs_[at].name != name) continue;
    const std::filesystem::path path =
        path_inside(folder_ / "fields", index_.at("fields").items()[at].at("file").as_text());
    as_written(path.lexically_relative(folder_).generic_string());
    std::vector<std::size_t> shape;
    std::vector<double> values = read_npy(path, shape);
    check_shape(path, shape, index_.at("fields").items()[at]);
    const double factor = unit_factor(specs_[at].unit);
    if (factor != 1.0)
      for (double& value : values) value *= factor;
    return {specs_[at], std::make_shared<StoredGrid>(std::move(shape), std::move(values))};
  }
  fail_folder(folder_, "has no field '" + std::string(name) + "': it has " + join(names, ", "));
}

City RunFolder::city() const {
  if (!std::filesystem::exists(folder_ / "city.snapshot"))
    fail_folder(folder_, "has no city.snapshot: run its scenario again");
  City city = read_snapshot(as_written("city.snapshot"));
  if (!is_older_snapshot(folder_ / "city.snapshot") && city.digest().hex() != manifest_.at("city").as_text())
    fail_folder(folder_,
                "is mixed from two runs: its city.snapshot is not the city that manifest.json names; run its scenario "
                "again");
  return city;
}

void check_rows(const FieldValues& field, const City& city) {
  const std::string_view table = field.spec.domain.table;
  if (table.empty() || field.grid->rows() == city.table(table).size()) return;
  throw Error(ErrorKind::input, field.spec.name + " has " + std::to_string(field.grid->rows()) +
                                    " rows, the city of the run has " + std::to_string(city.table(table).size()) + " " +
                                    std::string(table) +
                                    ": the run folder is mixed from two runs; run its scenario again");
}

std::vector<std::string> RunFolder::row_ids(const Domain& domain) const {
  std::vector<std::string> ids;
  for (const Value& field : index_.at("fields").items()) {
    const Value* rows = field.find("rows");
    if (!rows || field.at("domain").at("name").as_text() != domain.name) continue;
    const Value file = read_json(path_inside(folder_ / "fields", rows->as_text()));
    for (const Value& id : file.items()) ids.push_back(id.as_text());
    return ids;
  }
  return ids;
}

}  // namespace planspiel
