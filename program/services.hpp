#pragma once

/// What a face (command line, window, server) gives to the work that it starts. Nothing that this room does hangs on
/// anything else: threads, signals and what is printed belong to the faces.

#include <filesystem>
#include <functional>
#include <stop_token>

#include "engine/base/output.hpp"
#include "engine/run/run.hpp"

namespace planspiel {

class Exporters;
struct Services;

/// Gives the city of a file, without measures.
using CitySource = std::function<City(const std::filesystem::path&, const Services&)>;

struct Services {
  const Registry* registry = nullptr;    ///< never null
  const Cache* cache = nullptr;          ///< null: compute everything, keep nothing
  const Exporters* exporters = nullptr;  ///< null: none
  CitySource load_city{};                ///< load_city() of city_source.hpp, where gis is built
  RunObserver* observer = nullptr;       ///< null: nobody listens
  std::stop_token stop{};
  Language language = Language::en;      ///< of reports and warnings
  bool overwrite = false;                ///< outputs may replace files that are not planspiel's
  std::filesystem::path usual_tables{};  ///< folder of compact tables for cities that name none
  Inputs* inputs = nullptr;              ///< receives what is read; outputs are none of it

  /// The same for one job, with its own observer and stop.
  Services of_job(RunObserver& watching, std::stop_token stopping) const {
    Services job = *this;
    job.observer = &watching;
    job.stop = std::move(stopping);
    return job;
  }
  RunOptions run_options() const {
    RunOptions options;
    options.stop = stop;
    options.observer = observer;
    options.cache = cache;
    options.language = language;
    return options;
  }
  OutputRules output_rules() const { return {.overwrite = overwrite, .inputs = inputs}; }
  void progress(const Text& step) const {
    if (observer) observer->progress(step, 0.0);
  }
  void message(std::string_view text) const {
    if (observer) observer->message(text);
  }
  void warning(std::string_view text) const {
    if (observer) observer->warning(text);
  }
  void has_read(const std::filesystem::path& file) const {
    if (inputs) inputs->add(file);
  }
};

}  // namespace planspiel
