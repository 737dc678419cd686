#pragma once

/// Copy and paste with other programs: the X11 selection CLIPBOARD as UTF-8 text. It has a connection of its own:
/// OpenSceneGraph's does not answer those who ask for what was copied.

#include <memory>
#include <string>

namespace planspiel::viewer {

class Clipboard {
 public:
  /// `display` as ":0"; without one what is copied stays in this program.
  explicit Clipboard(const std::string& display);
  ~Clipboard();
  Clipboard(const Clipboard&) = delete;
  Clipboard& operator=(const Clipboard&) = delete;

  void copy(const std::string& text);
  /// What was copied last, by whichever program. Empty where it is no text, is larger than a megabyte, or its program
  /// does not answer within half a second.
  std::string paste();
  /// Answers those who ask; call it when descriptor() can be read.
  void answer();
  /// For poll(); -1 without display.
  int descriptor() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace planspiel::viewer
