#include "plugins/mobility/assign_tool.hpp"

#include <fmt/format.h>

#include "plugins/mobility/assignment/path_equilibrium.hpp"
#include "plugins/mobility/assignment/tntp.hpp"

namespace planspiel::mobility {

void AssignOptions::describe(OptionSet& set) {
  set.text("net", net, {{"Netz", "Network"}, {"TNTP-Datei", "TNTP file"}}).required();
  set.text("trips", trips, {{"Fahrten", "Trips"}, {"TNTP-Datei", "TNTP file"}}).required();
  set.number("gap", gap, {{"Relative Lücke", "Relative gap"}, {"", ""}}, {1e-14, 1.0});
  set.number("toll_weight", toll_weight, {{"Gewicht der Maut", "Weight of tolls"}, {"", ""}}, {0.0, 1e9});
  set.number("distance_weight", distance_weight, {{"Gewicht der Länge", "Weight of length"}, {"", ""}}, {0.0, 1e9});
}

namespace {

constexpr std::size_t kShownPairs = 5;

/// Trips that are not on the network, in words; empty where all are.
Text left_over(const TntpTrips& trips, const PathFlows& paths, double unreachable) {
  double within = 0.0, all = 0.0;
  const std::size_t zones = trips.zone.size();
  for (std::size_t i = 0; i < trips.demand.size(); ++i) {
    all += trips.demand[i];
    if (i / zones == i % zones) within += trips.demand[i];
  }
  Text text;
  if (within > 0.0)
    text += {fmt::format("{:.10g} von {:.10g} Fahrten bleiben in ihrer Zelle und befahren keine Kante\n", within, all),
             fmt::format("{:.10g} of {:.10g} trips stay in their zone and use no link\n", within, all)};
  if (!(unreachable > 0.0)) return text;
  Text shown;
  std::size_t pairs = 0;
  for (const PathFlows::Pair& pair : paths.pairs) {
    if (pair.path != PathFlows::kNone || !(pair.demand > 0.0)) continue;
    if (++pairs > kShownPairs) continue;
    const std::int64_t from = trips.zone[pair.origin], to = trips.zone[pair.destination];
    const char* comma = shown.en.empty() ? "" : ", ";
    shown += {fmt::format("{}{} nach {}", comma, from, to), fmt::format("{}{} to {}", comma, from, to)};
  }
  if (pairs > kShownPairs) shown += same_text(", …");
  text +=
      {fmt::format("{:.10g} von {:.10g} Fahrten haben keinen Weg und sind nicht umgelegt: {} Paar{} von Zellen, {}\n",
                   unreachable, all, pairs, pairs == 1 ? "" : "e", shown.de),
       fmt::format("{:.10g} of {:.10g} trips have no path and are not assigned: {} pair{} of zones, {}\n", unreachable,
                   all, pairs, pairs == 1 ? "" : "s", shown.en)};
  return text;
}

}  // namespace

ToolAnswer AssignTool::run(RunContext& context) {
  const TntpNetwork network = read_tntp_network(options_.net);
  const TntpTrips trips = read_tntp_trips(options_.trips);
  const TntpWeights weights{options_.toll_weight, options_.distance_weight};
  TntpProblem problem = make_tntp_problem(network, trips, weights);
  const ReadyNetwork ready(std::move(problem.network));
  PathFlows paths;
  const std::vector<UserClass> users{{.demand = problem.demand, .fixed_cost = problem.fixed_cost}};
  const Equilibrium found = solve_path_equilibrium(ready, problem.delay, users, {.gap = options_.gap}, paths);
  if (found.relative_gap > options_.gap)
    context.warn("mobility.not_converged",
                 {fmt::format("bei einer relativen Lücke von {:.3e} beendet", found.relative_gap),
                  fmt::format("stopped at a relative gap of {:.3e}", found.relative_gap)});
  ToolAnswer answer;
  answer.answer = Value::table({{"relative_gap", found.relative_gap},
                                {"objective", found.objective},
                                {"iterations", found.iterations},
                                {"unreachable", found.unreachable}});
  answer.text = {fmt::format("relative Lücke {:.3e}, Zielwert {:.10g}, {} Schritte\n", found.relative_gap,
                             found.objective, found.iterations),
                 fmt::format("relative gap {:.3e}, objective {:.10g}, {} iterations\n", found.relative_gap,
                             found.objective, found.iterations)};
  answer.text += left_over(trips, paths, found.unreachable);
  for (const auto* notes : {&network.notes, &trips.notes})
    for (const Text& note : *notes) answer.text += note + same_text("\n");
  answer.files = {{"flows.tntp", tntp_flows(network, weights, found)}};
  return answer;
}

}  // namespace planspiel::mobility
