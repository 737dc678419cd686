#pragma once

/// What is wrong in a feed of timetables, by the names that the format's public validator gives its rules.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planspiel::gtfs {

/// Where something is wrong, and what.
struct Fault {
  std::string file{};    ///< "stop_times.txt"
  std::size_t line = 0;  ///< counted from 1; 0: the file as a whole
  std::string field{};   ///< name of the column; empty: the row as a whole
  std::string rule{};    ///< as in gis/data/gtfs_rules.csv
  std::string text{};    ///< what is wrong and what would be right
};

/// All faults of a feed, told at once.
class Faults {
 public:
  void add(Fault fault);
  bool any() const { return count_ > 0; }
  std::size_t count() const { return count_; }
  /// The first ones.
  const std::vector<Fault>& kept() const { return kept_; }
  /// Throws Error(input) with the first twenty and the number of the others.
  void throw_if_any(const std::string& feed) const;

 private:
  static constexpr std::size_t kKept = 1000;
  std::vector<Fault> kept_{};
  std::size_t count_ = 0;
};

/// Whether a rule is found and, if not, why (gis/data/gtfs_rules.csv).
struct RuleState {
  std::string rule;
  bool found = false;
  std::string why;
};
const std::vector<RuleState>& rule_states();

}  // namespace planspiel::gtfs
