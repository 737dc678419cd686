#pragma once

/// The hypercube of one kind of unit in one hour of the week, from the inputs of a simulated year: how busy units are
/// and how often the first due one is away, in milliseconds instead of years.

#include <vector>

#include "engine/queueing/hypercube.hpp"
#include "plugins/fire/sizing/simulation/year_problem.hpp"

namespace planspiel::fire {

struct QueueOptions {
  enum class Load { mean_of_week, of_the_hour };
  VehicleType type = kAnyType;    ///< the units that queue
  std::size_t hour_of_week = 12;  ///< its drive times, and who is on duty
  Load load = Load::mean_of_week;
};

struct QueueOfUnits {
  std::vector<std::uint32_t> unit{};     ///< number in the year's problem of each unit of the hypercube
  std::vector<DemandClass> place{};      ///< of each atom
  queueing::HypercubeProblem problem{};  ///< with the service rates found
  queueing::HypercubeAnswer answer{};
  int rounds = 0;  ///< of service times ↔ dispatches
};

/// Atoms are demand classes × units needed at once (first alarm; with the second wave where it is called, as if both
/// were alarmed together). Lists are by expected arrival, units that arrive together tie. A unit is busy for its own
/// mean of turnout + drive + time on scene (+ drive home where it is free only then) over the atoms that it is sent to,
/// so service follows from dispatches and dispatches from service; found by iteration to a relative 1e-9 (Jarvis 1985).
/// Solved by `solve`; calls wait only where the year lets them and each needs one unit. Volunteers count as if they
/// always came.
QueueOfUnits queue_of_units(const YearProblem& problem, const QueueOptions& options);

/// Units of the type that a plan needs: those of its needs, and what its numbers of units and functions ask for beyond
/// all needs, at `functions_each`.
std::uint32_t units_needed(const AlarmPlan& plan, VehicleType type, double functions_each);

/// The mean of a duration: the median of a lognormal times exp(σ² / 2).
double mean_s(const Duration& duration);

}  // namespace planspiel::fire
