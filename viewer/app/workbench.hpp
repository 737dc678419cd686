#pragma once

/// What is open: city, base run, edited scenario and its run; and the long work on them, off the thread of the window.

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/unfinished.hpp"
#include "engine/run/tool.hpp"
#include "engine/scenario/compare.hpp"
#include "engine/scenario/scenario.hpp"
#include "program/services.hpp"
#include "program/worker.hpp"
#include "viewer/app/document.hpp"
#include "viewer/app/run_data.hpp"
#include "viewer/app/search.hpp"
#include "viewer/camera/picker.hpp"

namespace planspiel::viewer {

/// A city ready to be seen.
struct SeenCity {
  City city;
  SceneModel scene;
  Picker picker;
  SearchIndex search;
  explicit SeenCity(City shown);
};

/// A scenario file that may not be written yet.
struct ScenarioText {
  std::string toml{};
  std::filesystem::path path{};  ///< as if it stood there
};

class Workbench {
 public:
  explicit Workbench(Services services);
  ~Workbench();
  Workbench(const Workbench&) = delete;
  Workbench& operator=(const Workbench&) = delete;

  /// A scenario, a city (.toml, .gpkg) or a run folder. What can be known at once is checked at once: throws
  /// Error(config, input). The city, then the base run follow.
  void open(const std::filesystem::path& path, const std::optional<std::filesystem::path>& compare = std::nullopt);
  /// Runs the base again, where it was cancelled.
  void run_base();
  /// Runs the scenario as it is now.
  void run();
  void cancel() { worker_.cancel(); }
  /// Applies the measures as they are now, in the background; faults() then says what is wrong. Call it often.
  void check();
  const std::string& faults() const { return faults_; }
  /// Whether the measures as they are now were checked and found right.
  bool is_sound() const;
  /// Takes in what was finished. True where something changed.
  bool poll();

  bool is_open() const { return !opened_.empty(); }
  const std::filesystem::path& opened() const { return opened_; }
  /// Counts what was opened: an answer to a question about something else is old.
  std::size_t opening() const { return opening_; }
  Document* document() { return document_ ? &*document_ : nullptr; }
  /// The city that is seen: of the scenario's run, else of the base.
  std::shared_ptr<const SeenCity> city() const { return scenario_city_ ? scenario_city_ : base_city_; }
  std::shared_ptr<const SeenCity> base_city() const { return base_city_; }
  /// What the scenario is held against; null while it is loaded, and for run folders.
  std::shared_ptr<const Case> base_case() const { return base_case_; }
  RunData* base_run() { return base_run_.get(); }
  RunData* scenario_run() { return scenario_run_.get(); }
  /// What is looked at: the scenario's run, else the base's.
  RunData* shown_run() { return scenario_run_ ? scenario_run_.get() : base_run_.get(); }
  const Comparison* comparison() const { return comparison_ ? &*comparison_ : nullptr; }
  /// Whether the run is of the scenario as it is edited now.
  bool run_is_current() const;
  /// Whether there is a run, of other measures than they are now.
  bool outdated() const { return scenario_run_ && !run_is_current(); }
  std::optional<Progress> progress() const { return worker_.progress(); }
  bool busy() const { return worker_.busy(); }
  Worker& worker() { return worker_; }
  Worker& checker() { return checker_; }
  const Services& services() const { return services_; }
  /// The edited scenario as it is now; nothing where there is none.
  std::optional<ScenarioText> current() const;
  /// Its case, on the city that was read already; from any thread. Throws Error(config) with all faults.
  Case case_of(const ScenarioText& scenario) const;

  /// A tool that is ready to be asked about a case; from any thread. Throws Error(config, stopped, …).
  std::unique_ptr<Tool> prepare(const std::string& tool, const Case& made, const Value& options,
                                const std::stop_token& stop, RunObserver& observer) const;

  /// What went wrong since the last call, for people.
  std::vector<std::string> take_errors() { return std::exchange(errors_, {}); }
  void report(const Error& error);
  void forget_run();

 private:
  void close();
  void open_folder(const std::filesystem::path& path, const std::optional<std::filesystem::path>& compare);
  void open_scenario(const std::filesystem::path& path);
  void load_base(const Scenario& base);
  City load_city(const std::filesystem::path& path) const;
  void take_scenario_run(const std::filesystem::path& folder, std::shared_ptr<const SeenCity> city,
                         std::optional<Comparison> comparison, const std::string& text);
  std::filesystem::path run_case_into(const Case& made, const std::string& name, const std::stop_token& stop,
                                      RunObserver& observer);
  Worker::Failed failed();
  Worker::Answer of_this_opening(Worker::Answer answer, std::size_t opening);
  std::string document_text() const;

  Services services_;
  std::filesystem::path opened_, folder_;  ///< folder_: of runs, gone with the window
  Unfinished folder_goes_{folder_};        ///< also where the program ends at once
  std::size_t opening_ = 0;
  int runs_ = 0;
  /// Where the base run was written; empty before. Touched by the worker only, but for being replaced.
  std::shared_ptr<std::filesystem::path> base_out_ = std::make_shared<std::filesystem::path>();
  std::optional<Document> document_;
  std::shared_ptr<const Case> base_case_;
  mutable std::mutex cities_mutex_;
  mutable std::map<std::filesystem::path, City> cities_;  ///< as they were read, without measures
  std::shared_ptr<const SeenCity> base_city_, scenario_city_;
  std::unique_ptr<RunData> base_run_, scenario_run_;
  std::optional<Comparison> comparison_;
  std::string run_text_;  ///< the scenario that scenario_run_ is of
  std::vector<std::string> errors_;
  std::string checked_, faults_;      ///< checked_: the scenario that faults_ are of, or will be
  std::optional<std::string> sound_;  ///< the last scenario without faults
  Worker worker_, checker_;           ///< last: they end first
};

}  // namespace planspiel::viewer
