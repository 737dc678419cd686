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

ToolAnswer AssignTool::run(RunContext& context) {
  const TntpNetwork network = read_tntp_network(options_.net);
  const TntpWeights weights{options_.toll_weight, options_.distance_weight};
  TntpProblem problem = make_tntp_problem(network, read_tntp_trips(options_.trips), weights);
  const ReadyNetwork ready(std::move(problem.network));
  PathFlows paths;
  const std::vector<UserClass> users{{.demand = problem.demand, .fixed_cost = problem.fixed_cost}};
  const Equilibrium found = solve_path_equilibrium(ready, problem.delay, users, {.gap = options_.gap}, paths);
  if (found.relative_gap > options_.gap)
    context.warn("mobility.not_converged", fmt::format("stopped at a relative gap of {:.3e}", found.relative_gap));
  ToolAnswer answer;
  answer.answer = Value::table({{"relative_gap", found.relative_gap},
                                {"objective", found.objective},
                                {"iterations", found.iterations},
                                {"unreachable", found.unreachable},
                                {"file", tntp_flows(network, weights, found)}});
  answer.text = fmt::format("relative gap {:.3e}, objective {:.10g}, {} iterations\n", found.relative_gap,
                            found.objective, found.iterations);
  return answer;
}

}  // namespace planspiel::mobility
