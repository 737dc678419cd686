#pragma once

/// Named variants in one folder: each is run into a folder of its own, and one that is there already is not run again.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "engine/base/error.hpp"
#include "program/run_into.hpp"

namespace planspiel {

/// How a variant ended.
enum class VariantState {
  ran,
  was_there,   ///< whole, and of the same case
  impossible,  ///< its case cannot be made: a scenario or a measure is at fault
  failed,      ///< its run
};

struct VariantOutcome {
  std::filesystem::path folder{};
  VariantState state = VariantState::ran;
  std::optional<Error> error{};  ///< of impossible and failed
};

/// Runs a variant into `runs`/`name`, or finds it there whole and of the same identity (measures, options, seed, city,
/// root). `make` gives its case when its turn comes. Throws Error(stopped) only: what else goes wrong is the outcome.
VariantOutcome run_variant(const std::string& name, const std::function<Case()>& make,
                           const std::filesystem::path& runs, const FolderOptions& options, const Services& services);

}  // namespace planspiel
