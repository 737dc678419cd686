#include "engine/sweep/sweep.hpp"

#include <algorithm>

#include "engine/base/csv.hpp"
#include "engine/base/files.hpp"
#include "engine/run/model_card.hpp"

namespace planspiel {

namespace {

/// The file that the entry names, below the folder. Throws Error(config) with the entry's place.
std::filesystem::path inside(const Value& entry, const std::filesystem::path& folder) {
  try {
    return path_inside(folder, entry.as_text());
  } catch (const Error& error) {
    entry.fail(error.what());
  }
}

}  // namespace

std::vector<SweepJob> read_work_list(const std::filesystem::path& list) {
  const Value file = read_toml(list);
  for (const auto& [key, value] : file.members())
    if (key != "scenarios") value.fail("unknown key '" + key + "': a work list has scenarios = [\"base.toml\", …]");
  const Value& entries = file.at("scenarios");
  if (entries.items().empty()) entries.fail("no scenarios: a work list has scenarios = [\"base.toml\", …]");
  std::vector<SweepJob> jobs;
  for (const Value& entry : entries.items()) {
    SweepJob job{inside(entry, list.parent_path()), std::filesystem::path(entry.as_text()).stem().string()};
    if (!std::filesystem::exists(job.scenario)) entry.fail("no such scenario file: " + job.scenario.string());
    if (std::any_of(jobs.begin(), jobs.end(), [&](const SweepJob& other) { return other.name == job.name; }))
      entry.fail("two scenarios are called '" + job.name + "': file names must differ");
    jobs.push_back(std::move(job));
  }
  return jobs;
}

std::vector<SweepJob> shard_of(const std::vector<SweepJob>& jobs, std::size_t part, std::size_t parts) {
  if (part < 1 || part > parts) throw Error(ErrorKind::config, "a shard is I/N with 1 <= I <= N, for example 2/8");
  std::vector<SweepJob> mine;
  for (std::size_t i = part - 1; i < jobs.size(); i += parts) mine.push_back(jobs[i]);
  return mine;
}

bool is_done(const std::filesystem::path& run_folder, const Digest& identity) {
  if (!std::filesystem::exists(run_folder / "manifest.json")) return false;
  try {
    const Value manifest = read_json(run_folder / "manifest.json");
    const Value *kept = manifest.find("identity"), *schema = manifest.find("schema");
    return schema && schema->is_number() && schema->as_integer() == kRunFolderSchema && kept && kept->is_text() &&
           kept->as_text() == identity.hex();
  } catch (const Error&) {
    return false;  // damaged: run it again
  }
}

std::string merged_table(const std::vector<SweepJob>& jobs, const std::filesystem::path& runs_folder) {
  std::vector<std::string> ids;
  std::vector<std::pair<std::string, Value>> rows;
  for (const SweepJob& job : jobs) {
    const std::filesystem::path file = runs_folder / job.name / "indicators.json";
    if (!std::filesystem::exists(file)) continue;
    rows.emplace_back(job.name, read_json(file));
    for (const Value& indicator : rows.back().second.at("indicators").items())
      if (const std::string& id = indicator.at("id").as_text(); std::find(ids.begin(), ids.end(), id) == ids.end())
        ids.push_back(id);
  }
  std::string csv = "scenario";
  for (const std::string& id : ids) csv += "," + id;
  csv += "\n";
  for (const auto& [name, indicators] : rows) {
    csv += csv_cell(name);
    for (const std::string& id : ids) {
      const auto& items = indicators.at("indicators").items();
      const auto found =
          std::find_if(items.begin(), items.end(), [&](const Value& item) { return item.at("id").as_text() == id; });
      const bool known = found != items.end() && found->at("value").is_number();
      csv += "," + (known ? format_number(found->at("value").as_number()) : std::string());
    }
    csv += "\n";
  }
  return csv;
}

}  // namespace planspiel
