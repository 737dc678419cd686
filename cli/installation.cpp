#include "cli/installation.hpp"

#include "program/ready_scenarios.hpp"

namespace planspiel::cli {

namespace {

namespace fs = std::filesystem;

fs::path program_folder() { return fs::read_symlink("/proc/self/exe").parent_path(); }

}  // namespace

fs::path data_folder() { return program_folder().parent_path() / "share/planspiel"; }

fs::path plugin_folder() {
  std::error_code none;
  const fs::path installed = program_folder().parent_path() / "lib/planspiel/plugins";
  return fs::is_directory(installed, none) ? installed : program_folder() / "plugins";
}

fs::path here_or_ready(const fs::path& path) { return planspiel::here_or_ready(path, data_folder()); }

fs::path usual_tables() { return here_or_ready("scenarios/munich/person_groups.csv").parent_path(); }

std::vector<fs::path> ready_scenarios() {
  std::error_code none;
  return planspiel::ready_scenarios(fs::is_directory("scenarios", none) ? fs::path() : data_folder());
}

}  // namespace planspiel::cli
