#pragma once

/// Work that was not saved, kept on disk for the case that the window does not end as it should: beside the scenario
/// file, or in the user's state folder for a scenario that has none yet.

#include <filesystem>
#include <string>
#include <vector>

#include "viewer/app/document.hpp"

namespace planspiel::viewer {

/// What a window left behind.
struct UnsavedWork {
  std::filesystem::path file{};      ///< it is kept in
  std::filesystem::path scenario{};  ///< it is work on; empty: a new one
  std::filesystem::path base{};      ///< scenario or city below
  DocumentState state{};
  bool scenario_is_newer = false;  ///< the scenario file was written after it
};

/// Of scenarios without a file: $XDG_STATE_HOME/planspiel, else ~/.local/state/planspiel; empty without a home.
std::filesystem::path unsaved_folder();

/// What ended windows left of this document, oldest first; without a document: all of new scenarios. Files that cannot
/// be read are named in `faults` and stay.
std::vector<UnsavedWork> find_unsaved(const Document* document, const std::filesystem::path& state_folder,
                                      std::vector<std::string>& faults);

/// Keeps the work of one window.
class UnsavedKeeper {
 public:
  explicit UnsavedKeeper(std::filesystem::path state_folder) : state_folder_(std::move(state_folder)) {}
  /// Writes the document whole where it changed, once a second at most; what is saved, or taken back, needs none and
  /// goes. `now_s` is of a steady clock. Throws Error(system) where it can be written nowhere; asks again after a
  /// change.
  void keep(const Document* document, double now_s);
  /// The same at once.
  void keep_now(const Document& document);
  /// With the user's consent.
  void forget();
  /// Where it lies; empty: nothing is kept.
  const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path state_folder_, file_;
  std::string written_;
  double written_s_ = -1.0;
};

}  // namespace planspiel::viewer
