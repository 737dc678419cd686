#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/text.hpp"

namespace planspiel {

/// Something a model has to tell besides its fields. Part of its result and cached with it.
struct Note {
  std::string code;  ///< stable: "mobility.capacity_exceeded"
  Text text;
  std::string external_id;  ///< of the row it is about; empty for all
  bool operator==(const Note&) const = default;
};

/// Receives progress and warnings. Called from one thread at a time.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  /// `fraction` in [0, 1] of the step, which is said as people read it.
  virtual void progress([[maybe_unused]] const Text& step, [[maybe_unused]] double fraction) {}
  virtual void message([[maybe_unused]] std::string_view text) {}
  virtual void warning([[maybe_unused]] std::string_view text) {}
};

}  // namespace planspiel
