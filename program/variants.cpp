#include "program/variants.hpp"

#include "engine/sweep/sweep.hpp"

namespace planspiel {

VariantOutcome run_variant(const std::string& name, const std::function<Case()>& make,
                           const std::filesystem::path& runs, const FolderOptions& options, const Services& services) {
  VariantOutcome outcome{.folder = runs / name, .state = VariantState::impossible};
  try {
    const Case made = make();
    outcome.state = VariantState::failed;
    if (is_done(outcome.folder, case_identity(made))) {
      outcome.state = VariantState::was_there;
      return outcome;
    }
    OutputFolder out = run_folder(outcome.folder, services);
    services.message(Text{"rechne ", "running "}.in(services.language) + name);
    run_into(out, made, options, services);
    outcome.state = VariantState::ran;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::stopped) throw;
    outcome.error = error;
  }
  return outcome;
}

}  // namespace planspiel
