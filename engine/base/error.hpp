#pragma once

/// The one exception type. A message says where, what, and what would be right.

#include <stdexcept>
#include <string>
#include <string_view>

namespace planspiel {

enum class ErrorKind {
  input,     ///< a data file is missing, broken or contradicts itself (exit code 2)
  config,    ///< a scenario, option or command line is wrong (exit code 2)
  plugin,    ///< a plugin cannot be loaded (exit code 2)
  system,    ///< the machine refuses: disk full, folder not writable (exit code 1)
  internal,  ///< an impossible state; a bug (exit code 1)
  stopped,   ///< stopped on request (exit code 130)
};

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  ErrorKind kind() const { return kind_; }
  /// 2 for bad usage or input, 130 when stopped, 1 otherwise.
  int exit_code() const;

 private:
  ErrorKind kind_;
};

/// Runs `body`; an Error that leaves it gets `context` in front: "reading measure 2 'speed_limit' (toll.toml:41): …".
template <class Body>
decltype(auto) with_context(std::string_view context, Body&& body) {
  try {
    return body();
  } catch (const Error& error) {
    throw Error(error.kind(), std::string(context) + ": " + error.what());
  }
}

/// "did you mean 'speed_limit'?" for the nearest of `known`, or the list of them when none is near.
template <class Names>
std::string nearest_known(std::string_view unknown, const Names& known);
std::string nearest_known_text(std::string_view unknown, const std::string* first, std::size_t count);
template <class Names>
std::string nearest_known(std::string_view unknown, const Names& known) {
  return nearest_known_text(unknown, std::data(known), std::size(known));
}

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace planspiel

/// An impossible state; throws Error(internal) with the place.
#define PLANSPIEL_CHECK(condition)                                               \
  do {                                                                           \
    if (!(condition)) ::planspiel::check_failed(#condition, __FILE__, __LINE__); \
  } while (false)
