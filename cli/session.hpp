#pragma once

/// What every command shares: threads, language, messages, plugins, cache, stopping.

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/output.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/text.hpp"
#include "program/exporters.hpp"
#include "program/services.hpp"

namespace planspiel::cli {

/// Options that every command takes.
struct CommonOptions {
  int threads = 0;                               ///< 0: all of the machine
  bool json = false;                             ///< one JSON object on standard output and nothing else there
  std::string language = "en";                   ///< "de" or "en"
  std::vector<std::filesystem::path> plugins{};  ///< --plugin PATH
  std::filesystem::path plugin_folder{};         ///< empty: the program's own
  bool no_cache = false;
  bool overwrite = false;  ///< outputs may replace files that are not planspiel's
};

/// Messages go to standard error: a progress line on a terminal, plain lines in a log.
class ConsoleObserver final : public RunObserver {
 public:
  explicit ConsoleObserver(Language language);
  void progress(const Text& step, double fraction) override;
  void message(std::string_view text) override;
  void warning(std::string_view text) override;

 private:
  void clear_line();
  Language language_;
  bool terminal_ = false;
  bool line_open_ = false;
  Text step_;
  int last_percent_ = -1;
  double step_started_ = 0.0;
};

class Session {
 public:
  explicit Session(CommonOptions options);
  const CommonOptions& options() const { return options_; }
  Language language() const { return options_.language == "de" ? Language::de : Language::en; }
  RunObserver& observer() { return observer_; }
  /// Plugins, measures and exporters, loaded when first asked for.
  const Registry& registry();
  /// nullptr with --no-cache.
  const Cache* cache();
  std::stop_token stop_token() const;
  /// What the rooms below need of this session.
  Services services();
  /// What the command reads; its outputs are none of it.
  Inputs& inputs() { return inputs_; }
  OutputRules output_rules() const { return {.overwrite = options_.overwrite, .inputs = &inputs_}; }

  /// Prints an answer: JSON with --json, else the text.
  void print(const Value& answer, const std::string& text) const;

 private:
  CommonOptions options_;
  ThreadLimit threads_;
  ConsoleObserver observer_;
  std::optional<Registry> registry_;
  std::optional<Cache> cache_;
  Exporters exporters_ = own_exporters();
  Inputs inputs_;
};

/// Exit code of a program that was asked to stop.
constexpr int kExitStopped = 130;

/// Blocks SIGINT and SIGTERM in this and all later threads and turns the first one into a stop request. A second one,
/// or work that has not stopped after 1.2 s, ends the program at once; what it was writing is removed. Call it before
/// any other thread is made.
std::stop_token watch_for_interrupt();

}  // namespace planspiel::cli
