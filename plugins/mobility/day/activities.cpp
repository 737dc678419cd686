#include "plugins/mobility/day/activities.hpp"

#include <cmath>

namespace planspiel::mobility {

namespace {

constexpr std::uint64_t kFirstDraw = 16;  ///< of a person's, behind those that make the person
constexpr std::uint64_t kTours = 8;       ///< addresses for each purpose

bool has(const Person& person, Purpose purpose) {
  if (purpose == Purpose::work) return person.employed && !person.at_home;
  return purpose != Purpose::education || person.student;
}

}  // namespace

Activities::Activities(const PersonGroups& groups, const Behaviour& behaviour, std::uint64_t seed)
    : habits_(groups.size()), random_(seed, "mobility.person") {
  for (const bool general : {true, false})
    for (const BehaviourId row : behaviour.ids()) {
      if (behaviour.group[row].has_value() == general) continue;
      for (const PersonGroupId group : groups.ids())
        if (general || *behaviour.group[row] == group)
          habits_[group.index()][static_cast<std::size_t>(behaviour.purpose[row])] = {behaviour.tours[row], row};
    }
}

std::vector<Activity> Activities::of(const Person& person) const {
  std::vector<Activity> all;
  all.reserve(PurposeAxis::kCount);
  for (std::size_t purpose = 0; purpose < PurposeAxis::kCount; ++purpose) {
    const Habit& habit = habits_[person.group.index()][purpose];
    if (!habit.row || !has(person, static_cast<Purpose>(purpose))) continue;
    const double chance = random_.uniform(person.address, kFirstDraw + purpose);
    const auto count =
        static_cast<std::uint64_t>(habit.tours) + (chance < habit.tours - std::floor(habit.tours) ? 1 : 0);
    for (std::uint64_t number = 0; number < count; ++number)
      all.push_back(
          {static_cast<Purpose>(purpose), *habit.row, person.address * kTours * kTours + purpose * kTours + number});
  }
  return all;
}

}  // namespace planspiel::mobility
