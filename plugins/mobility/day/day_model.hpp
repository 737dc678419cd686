#pragma once

/// mobility.day: population, tours, mode choice and hourly road equilibria of one working day, brought to a fixed
/// point. It only joins the stages: people, activities, destinations, times (tours), modes, roads, transit, loop,
/// accounts.

#include "engine/run/model.hpp"
#include "plugins/mobility/day/loop.hpp"
#include "plugins/mobility/day/outputs.hpp"

namespace planspiel::mobility {

class DayModel final : public Model {
 public:
  explicit DayModel(Ports& ports);
  void run(RunContext& context) override;

 private:
  void write_constants(const Day& day);
  void write_rounds(const Day& day, const FixedPoint& found);
  void tell(const Day& day, const FixedPoint& found, RunContext& context) const;

  DayOptions options_;
  DayTables tables_;
  DayOutputs out_;
  RootFields root_;
};

}  // namespace planspiel::mobility
