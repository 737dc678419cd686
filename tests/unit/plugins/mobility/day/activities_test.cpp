#include "plugins/mobility/day/activities.hpp"

#include <gmock/gmock.h>

namespace planspiel::mobility {
namespace {

/// Groups "all" and "old"; who has no row of its own shops 1.25 times a day, works 0.9 and learns 1 times.
struct Habits {
  PersonGroups groups{};
  Behaviour behaviour{};

  Habits() {
    groups.add("all");
    groups.add("old");
    row("shop", Purpose::shopping, 1.25);
    row("work", Purpose::work, 0.9);
    row("learn", Purpose::education, 1.0);
  }
  BehaviourId row(const char* name, Purpose purpose, double tours) {
    const BehaviourId added = behaviour.add(name);
    behaviour.purpose[added] = purpose;
    behaviour.tours[added] = tours;
    return added;
  }
  /// Activities per person for a purpose, over many persons.
  double rate(Person person, Purpose purpose) const {
    const Activities activities(groups, behaviour, 1);
    double count = 0.0;
    for (std::uint64_t number = 0; number < 20000; ++number) {
      person.address = number;
      for (const Activity& activity : activities.of(person)) count += activity.purpose == purpose;
    }
    return count / 20000.0;
  }
};

TEST(Activities, FollowTheRateOfTheGroup) {
  EXPECT_NEAR(Habits().rate({.group = PersonGroupId(0u)}, Purpose::shopping), 1.25, 0.01);
}

TEST(Activities, OfAGroupWithARowOfItsOwnFollowThat) {
  Habits habits;
  habits.behaviour.group[habits.row("shop-old", Purpose::shopping, 0.5)] = PersonGroupId(1u);
  EXPECT_NEAR(habits.rate({.group = PersonGroupId(1u)}, Purpose::shopping), 0.5, 0.012);
  EXPECT_NEAR(habits.rate({.group = PersonGroupId(0u)}, Purpose::shopping), 1.25, 0.01);
}

TEST(Activities, WorkIsForTheEmployedWhoAreNotAtHome) {
  const Habits habits;
  EXPECT_EQ(habits.rate({.group = PersonGroupId(0u)}, Purpose::work), 0.0);
  EXPECT_NEAR(habits.rate({.group = PersonGroupId(0u), .employed = true}, Purpose::work), 0.9, 0.01);
  EXPECT_EQ(habits.rate({.group = PersonGroupId(0u), .employed = true, .at_home = true}, Purpose::work), 0.0);
}

TEST(Activities, EducationIsForStudents) {
  const Habits habits;
  EXPECT_EQ(habits.rate({.group = PersonGroupId(0u)}, Purpose::education), 0.0);
  EXPECT_EQ(habits.rate({.group = PersonGroupId(0u), .student = true}, Purpose::education), 1.0);
}

TEST(Activities, EachHasAnAddressOfItsOwn) {
  Habits habits;
  habits.row("run", Purpose::leisure, 3.0);
  const Person person{.group = PersonGroupId(0u), .address = 7};
  std::vector<std::uint64_t> addresses;
  for (const Activity& activity : Activities(habits.groups, habits.behaviour, 1).of(person))
    addresses.push_back(activity.address);
  ASSERT_GE(addresses.size(), 4u);
  for (std::size_t a = 1; a < addresses.size(); ++a) EXPECT_LT(addresses[a - 1], addresses[a]);
}

}  // namespace
}  // namespace planspiel::mobility
