#pragma once

/// Who wants what: the activities outside of home that a resident has on the day.

#include <array>
#include <optional>
#include <vector>

#include "plugins/mobility/day/people.hpp"

namespace planspiel::mobility {

/// One activity, reached by a tour of its own.
struct Activity {
  Purpose purpose = Purpose::work;
  BehaviourId row{};          ///< departure hours and mean stay
  std::uint64_t address = 0;  ///< of draws that belong to the tour
};

class Activities {
 public:
  Activities(const PersonGroups& groups, const Behaviour& behaviour, std::uint64_t seed);
  /// By the rates of the person's group, a rate's fraction by chance. Work for the employed who do not work at home,
  /// education for students.
  std::vector<Activity> of(const Person& person) const;

 private:
  /// Tours per person of a group for a purpose, and the row of the behaviour table they follow.
  struct Habit {
    double tours = 0.0;
    std::optional<BehaviourId> row{};
  };
  std::vector<std::array<Habit, PurposeAxis::kCount>> habits_;  ///< by group
  RandomStream random_;
};

}  // namespace planspiel::mobility
