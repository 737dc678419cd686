#pragma once

/// Why a road, zone or building is as it is: the answers of the plugins' tools that explain its domain, for the
/// scenario beside its base.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/tool.hpp"
#include "viewer/app/workbench.hpp"

namespace planspiel::viewer {

struct WhyQuestion {
  std::string tool{}, row{};  ///< row: external id
  int hour = 0;
  bool operator==(const WhyQuestion&) const = default;
};

struct WhyAnswer {
  WhyQuestion question{};
  std::vector<AnswerTable> tables{};   ///< with the base's values where the scenario has measures
  std::optional<FieldValues> field{};  ///< of the scenario, for the map
};

/// Keeps one tool prepared on a thread of its own; of several questions only the latest counts.
class WhySession {
 public:
  explicit WhySession(Workbench& bench) : bench_(bench) {}
  /// Tools that explain rows of a domain.
  static std::vector<const ToolEntry*> tools_for(const Registry& registry, const Domain& domain);
  /// Asks unless this was asked last, of the scenario as it is now.
  void ask(const WhyQuestion& question);
  bool poll() { return worker_.poll(); }
  /// To the question that was asked last; none while it is computed.
  const std::optional<WhyAnswer>& answer() const { return answer_; }
  /// Whether the answer is of this row and hour, and of the scenario as it is now.
  bool is_current(const std::string& row, int hour) const;
  bool busy() const { return worker_.busy(); }
  void clear();
  Worker& worker() { return worker_; }

 private:
  struct Prepared;
  Workbench& bench_;
  std::string asked_{};
  std::shared_ptr<Prepared> prepared_{};  ///< touched by the worker only, but for being replaced
  std::optional<WhyAnswer> answer_{};
  Worker worker_{};
};

}  // namespace planspiel::viewer
