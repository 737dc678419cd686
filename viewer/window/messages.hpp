#pragma once

/// What went wrong, for people.

#include <algorithm>
#include <exception>
#include <string>
#include <vector>

namespace planspiel::viewer {

struct Messages {
  std::vector<std::string> unread{};
  /// Nothing is said twice at a time.
  void report(const std::string& error) {
    if (std::find(unread.begin(), unread.end(), error) == unread.end()) unread.push_back(error);
  }
  /// What it throws is a message.
  template <typename Action>
  void attempt(const Action& action) try {
    action();
  } catch (const std::exception& error) {
    report(error.what());
  }
};

}  // namespace planspiel::viewer
