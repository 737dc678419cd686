#include "viewer/app/workbench.hpp"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "engine/base/error.hpp"
#include "program/run_into.hpp"
#include "program/tools.hpp"
#include "viewer/layer/layer.hpp"

namespace planspiel::viewer {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolder = "planspiel-view-";

/// Folders of windows that lost their display or were killed.
void remove_left_over() {
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(fs::temp_directory_path(), failed)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kFolder)) continue;
    const int process = std::atoi(name.c_str() + kFolder.size());
    if (process > 0 && ::kill(process, 0) != 0 && errno == ESRCH) fs::remove_all(entry.path(), failed);
  }
}

/// A folder of its own below the machine's temporary folder: "planspiel-view-PROCESS-XXXXXX".
fs::path own_folder() {
  remove_left_over();
  std::string name =
      (fs::temp_directory_path() / (std::string(kFolder) + std::to_string(::getpid()) + "-XXXXXX")).string();
  if (!mkdtemp(name.data())) throw Error(ErrorKind::system, "no temporary folder can be made: " + name);
  return name;
}

/// Whether a city's description (kind = "generated" or "imported"), not a scenario.
bool describes_city(const fs::path& toml) {
  const Value file = read_toml(toml);
  return file.find("kind") && !file.find("base") && !file.find("city");
}

/// Tables that the scene is made of.
bool looks_the_same(const City& a, const City& b) {
  for (const char* table : {"roads", "nodes", "buildings", "zones", "districts", "stops", "lines", "stations", "units",
                            "cells", "areas", "land_cover"})
    if (a.digest(table) != b.digest(table)) return false;
  return true;
}

}  // namespace

SeenCity::SeenCity(City shown)
    : city(std::move(shown)), scene(make_scene(city)), picker(city, scene.origin), search(city) {}

Workbench::Workbench(Services services) : services_(std::move(services)), folder_(own_folder()) {}

Workbench::~Workbench() {
  worker_.end();  // else it could make the folder once more
  checker_.end();
  std::error_code none;
  fs::remove_all(folder_, none);
}

Worker::Failed Workbench::failed() {
  return [this, opening = opening_](const Error& error) {
    if (opening == opening_) report(error);
  };
}

Worker::Answer Workbench::of_this_opening(Worker::Answer answer, std::size_t opening) {
  return [this, opening, answer = std::move(answer)] {
    if (opening == opening_) answer();
  };
}

void Workbench::report(const Error& error) {
  if (error.kind() != ErrorKind::stopped) errors_.emplace_back(error.what());
}

void Workbench::open(const fs::path& path, const std::optional<fs::path>& compare) {
  std::error_code none;
  if (!fs::exists(path, none)) throw Error(ErrorKind::config, "there is no '" + path.string() + "'");
  if (compare && !fs::is_directory(path, none))
    throw Error(ErrorKind::config, "--compare goes with a run folder: a scenario is compared with its base anyway");
  if (fs::is_directory(path, none))
    open_folder(path, compare);
  else
    open_scenario(path);
  opened_ = path;
}

/// What is open goes, and what is computed for it is not awaited.
void Workbench::close() {
  worker_.cancel();
  ++opening_;
  base_out_ = std::make_shared<fs::path>();
  for (const auto* run : {&base_run_, &scenario_run_})
    if (std::error_code none; *run && (*run)->folder().path().parent_path() == folder_)
      fs::remove_all((*run)->folder().path(), none);
  document_.reset();
  base_city_ = scenario_city_ = nullptr;
  base_case_.reset();
  base_run_.reset();
  scenario_run_.reset();
  comparison_.reset();
  checked_.clear();
  sound_.reset();
  faults_.clear();
  const std::lock_guard lock(cities_mutex_);
  cities_.clear();
}

void Workbench::open_folder(const fs::path& path, const std::optional<fs::path>& compare) {
  auto run = std::make_unique<RunData>(path);
  auto city = std::make_shared<const SeenCity>(city_of(run->folder()));
  std::unique_ptr<RunData> base;
  std::optional<Comparison> comparison;
  if (compare) {
    base = std::make_unique<RunData>(*compare);
    comparison = planspiel::compare({base->folder(), run->folder()});
  }
  close();
  base_city_ = scenario_city_ = city;
  if (!base) scenario_city_.reset();
  scenario_run_ = base ? std::move(run) : nullptr;
  base_run_ = base ? std::move(base) : std::move(run);
  comparison_ = std::move(comparison);
}

void Workbench::open_scenario(const fs::path& path) {
  const std::string ending = path.extension().string();
  if (ending != ".toml" && ending != ".gpkg")
    throw Error(ErrorKind::config,
                path.string() + ": a scenario (.toml), a city (.toml, .gpkg) or a run folder can be opened");
  const bool plain = ending == ".gpkg" || describes_city(path);
  Document document = plain ? Document::on_city(path) : Document::open(path);
  if (!plain) read_scenario(path, *services_.registry);  // a scenario that cannot be read is an error at once
  Scenario base;
  if (document.base_is_city()) {
    base.path = base.city = document.base();
    base.name = document.base().stem().string();
    base.title = {base.name, base.name};
  } else {
    base = read_scenario(document.base(), *services_.registry);
  }
  close();
  document_ = std::move(document);
  load_base(base);
}

/// City first, then the base run.
void Workbench::load_base(const Scenario& base) {
  worker_.start(
      "city",
      [this, base, opening = opening_](std::stop_token stop, RunObserver& observer) -> Worker::Answer {
        observer.progress({"Stadt", "city"}, 0.0);
        auto made = std::make_shared<const Case>(
            make_case(base, *services_.registry, [this](const auto& file) { return load_city(file); }));
        if (stop.stop_requested()) throw Error(ErrorKind::stopped, "stopped on request");
        auto city = std::make_shared<const SeenCity>(made->city);
        return of_this_opening(
            [this, made, city] {
              base_city_ = city;
              base_case_ = made;
              run_base();
            },
            opening);
      },
      failed());
}

fs::path Workbench::run_case_into(const Case& made, const std::string& name, const std::stop_token& stop,
                                  RunObserver& observer) {
  const fs::path folder = folder_ / name;
  run_into(folder, made, {}, services_.of_job(observer, stop));
  return folder;
}

/// Tables are shared, so keeping a city costs little.
City Workbench::load_city(const fs::path& path) const {
  {
    const std::lock_guard lock(cities_mutex_);
    if (const auto kept = cities_.find(path); kept != cities_.end()) return kept->second;
  }
  City city = services_.load_city(path, services_);
  const std::lock_guard lock(cities_mutex_);
  return cities_.emplace(path, std::move(city)).first->second;
}

void Workbench::run_base() {
  if (!base_case_ || base_run_) return;
  worker_.start(
      "base run",
      [this, made = base_case_, out = base_out_, opening = opening_](std::stop_token stop,
                                                                     RunObserver& observer) -> Worker::Answer {
        if (out->empty()) *out = run_case_into(*made, fmt::format("base-{}", opening), stop, observer);
        return of_this_opening([this, folder = *out] { base_run_ = std::make_unique<RunData>(folder); }, opening);
      },
      failed());
}

std::string Workbench::document_text() const { return document_ ? document_->toml("/") : ""; }

bool Workbench::run_is_current() const { return scenario_run_ && (!document_ || run_text_ == document_text()); }

std::optional<ScenarioText> Workbench::current() const {
  if (!document_) return std::nullopt;
  const fs::path path =
      document_->path().empty() ? document_->base().parent_path() / "untitled.toml" : document_->path();
  return ScenarioText{document_->toml(path.parent_path()), path};
}

Case Workbench::case_of(const ScenarioText& scenario) const {
  return make_case(parse_scenario(scenario.toml, scenario.path, *services_.registry), *services_.registry,
                   [this](const auto& file) { return load_city(file); });
}

std::unique_ptr<Tool> Workbench::prepare(const std::string& tool, const Case& made, const Value& options,
                                         const std::stop_token& stop, RunObserver& observer) const {
  return planspiel::prepare(services_.registry->tool(tool), made, options, services_.of_job(observer, stop));
}

void Workbench::run() {
  if (!document_ || !base_city_) return;
  if (!base_run_ && !worker_.busy()) run_base();
  const std::string text = document_text(), name = "run-" + std::to_string(++runs_);
  worker_.start(
      "run",
      [this, text, name, scenario = *current(), base = base_city_, base_out = base_out_, opening = opening_](
          std::stop_token stop, RunObserver& observer) -> Worker::Answer {
        observer.progress({"Maßnahmen", "measures"}, 0.0);
        const Case made = case_of(scenario);
        const fs::path out = run_case_into(made, name, stop, observer);
        auto city = base;
        if (!looks_the_same(city->city, made.city)) city = std::make_shared<const SeenCity>(made.city);
        std::optional<Comparison> comparison;
        if (!base_out->empty()) comparison = planspiel::compare({RunFolder(*base_out), RunFolder(out)});
        return of_this_opening([this, out, city, comparison, text] { take_scenario_run(out, city, comparison, text); },
                               opening);
      },
      failed());
}

void Workbench::take_scenario_run(const fs::path& folder, std::shared_ptr<const SeenCity> city,
                                  std::optional<Comparison> comparison, const std::string& text) {
  std::error_code none;
  if (scenario_run_) fs::remove_all(scenario_run_->folder().path(), none);
  scenario_run_ = std::make_unique<RunData>(folder);
  scenario_city_ = std::move(city);
  comparison_ = std::move(comparison);
  run_text_ = text;
}

void Workbench::check() {
  if (!document_ || !base_city_) return;
  const std::string text = document_text();
  if (text == checked_) return;
  checked_ = text;
  checker_.start_latest(
      "check",
      [this, text, scenario = *current()](std::stop_token, RunObserver&) -> Worker::Answer {
        case_of(scenario);
        return [this, text] {
          if (text != checked_) return;
          faults_.clear();
          sound_ = text;
        };
      },
      [this, text](const Error& error) {
        if (text == checked_) faults_ = error.what();
      });
}

bool Workbench::is_sound() const { return document_ && sound_ == document_text(); }

void Workbench::forget_run() {
  scenario_run_.reset();
  scenario_city_.reset();
  comparison_.reset();
}

bool Workbench::poll() {
  bool changed = false;
  try {
    changed = worker_.poll();
    changed = checker_.poll() || changed;
  } catch (const Error& error) {
    report(error);
    changed = true;
  }
  for (std::string& warning : worker_.take_warnings()) errors_.push_back(std::move(warning));
  return changed;
}

}  // namespace planspiel::viewer
