#pragma once

/// The text format of the public traffic-assignment test networks (TNTP): networks, trip tables, flows.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/base/text.hpp"
#include "plugins/mobility/assignment/network.hpp"

namespace planspiel::mobility {

/// A network file. Times, lengths and tolls are in the file's own units.
struct TntpNetwork {
  std::vector<std::int64_t> node_name;  ///< number of each vertex in the file, ascending
  std::size_t zones = 0;
  std::int64_t first_through_node = 1;  ///< nodes with a lower number may not be passed through
  Column<ArcId, VertexId> tail, head;
  Column<ArcId, RoadDelay> delay;
  Column<ArcId, double> length, toll;
  std::vector<Text> notes{};  ///< what the file leaves out and is assumed
};

/// A trip table: trips between the named zones, row-major.
struct TntpTrips {
  std::vector<std::int64_t> zone;  ///< number of each zone, ascending
  std::vector<float> demand;       ///< zones × zones
  std::vector<Text> notes{};
};

/// Keys of the header in any letters; comments from '~' to the end of any line; rows and the last pair of a line with
/// or without ';'; pairs also on the line of their origin; byte order marks and UTF-16. Each throws Error(input) with
/// file and line: missing or repeated header, wrong number of fields or rows, a number that is not one, unknown nodes,
/// repeated pairs, a total that differs from that of the header by more than a millionth and the last digit written
/// there.
TntpNetwork read_tntp_network(const std::filesystem::path& path);
TntpNetwork parse_tntp_network(std::string_view text, const std::string& name);
TntpTrips read_tntp_trips(const std::filesystem::path& path);
TntpTrips parse_tntp_trips(std::string_view text, const std::string& name);

/// Weights of toll and length in the generalised cost: time + toll · toll_weight + length · distance_weight.
struct TntpWeights {
  double toll = 0.0, distance = 0.0;
};

/// A network and a trip table as one problem. `demand` and `fixed_cost` are what a UserClass points to.
struct TntpProblem {
  AssignmentNetwork network;
  VolumeDelay delay;
  std::vector<double> fixed_cost;
  std::vector<float> demand;
};

/// Throws Error(input) when a zone of the trips is not a node of the network.
TntpProblem make_tntp_problem(const TntpNetwork& network, const TntpTrips& trips, const TntpWeights& weights = {});

/// The text of a flow file: from, to, volume and generalised cost of each link.
std::string tntp_flows(const TntpNetwork& network, const TntpWeights& weights, const Equilibrium& equilibrium);

}  // namespace planspiel::mobility
