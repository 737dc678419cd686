#include "plugins/mobility/assignment/tntp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/base/error.hpp"
#include "plugins/mobility/assignment/equilibrium.hpp"

namespace planspiel::mobility {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

const std::string kHeader =
    "<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 3\n<FIRST THRU NODE> 1\n<NUMBER OF LINKS> 2\t\t\n"
    "<ORIGINAL HEADER>~ any thing ;\n<END OF METADATA>\n\n~ init term …\n";
const std::string kRows = "\t1\t3\t100\t2.5\t10\t0.15\t4\t50\t1\t1\t;\n 3 2 100 1.5 6 0.15 4 50 0 1;\r\n";
const std::string kTrips =
    "<NUMBER OF ZONES> 2\n<TOTAL OD FLOW> 7.5\n<END OF METADATA>\n\nOrigin 1\n 1 : 0.0; 2 : 7.5;\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}
auto reading_network(const std::string& text) {
  return [text] { parse_tntp_network(text, "net.tntp"); };
}
auto reading_trips(const std::string& text) {
  return [text] { parse_tntp_trips(text, "trips.tntp"); };
}

TEST(TntpNetwork, ReadsRows) {
  const TntpNetwork network = parse_tntp_network(kHeader + kRows, "net.tntp");
  EXPECT_EQ(network.node_name, (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(network.head[ArcId(0)], VertexId(2));
  EXPECT_EQ(network.length[ArcId(1)], 1.5);
  EXPECT_EQ(network.toll[ArcId(0)], 1.0);
  EXPECT_EQ(network.delay[ArcId(1)].free_time, 6.0);
}

TEST(TntpNetwork, TakesNamesThatAreNotARange) {
  const std::string rows = replaced(replaced(kRows, "\t3\t", "\t70000\t"), "\n 3", "\n 70000");
  const TntpNetwork network = parse_tntp_network(kHeader + rows, "net.tntp");
  EXPECT_EQ(network.node_name, (std::vector<std::int64_t>{1, 2, 70000}));
}

TEST(TntpNetwork, NamesTheLineOfAFault) {
  EXPECT_THAT(reading_network(kHeader + replaced(kRows, "\t10\t", "\t\t")),
              ThrowsMessage<Error>(HasSubstr("net.tntp:9: the row has 9 fields; 10 are expected")));
  EXPECT_THAT(reading_network(kHeader + replaced(kRows, "2.5", "2,5")),
              ThrowsMessage<Error>("net.tntp:9: length: '2,5' is not a finite number"));
  EXPECT_THAT(reading_network(kHeader + replaced(kRows, "\t100", "\tnan")),
              ThrowsMessage<Error>("net.tntp:9: capacity: 'nan' is not a finite number"));
  EXPECT_THAT(reading_network(kHeader + replaced(kRows, " 100", " 0")),
              ThrowsMessage<Error>("net.tntp:10: the capacity is 0; it must be above 0"));
  EXPECT_THAT(reading_network(kHeader + replaced(kRows, "\t1\t1\t;", "\t-1\t1\t;")),
              ThrowsMessage<Error>("net.tntp:9: toll is -1; it must be at least 0: nobody is paid to drive"));
}

TEST(TntpNetwork, ChecksTheHeader) {
  EXPECT_THAT(reading_network(kHeader + kRows + " 1 2 1 1 1 0 4 1 0 1;"),
              ThrowsMessage<Error>("net.tntp: <NUMBER OF LINKS> is 2, but there are 3 rows"));
  EXPECT_THAT(reading_network(replaced(kHeader, "<END OF METADATA>", "") + kRows),
              ThrowsMessage<Error>("net.tntp:9: a line '<KEY> value' or '<END OF METADATA>' is expected"));
  EXPECT_THAT(reading_network(replaced(kHeader, "<NUMBER OF ZONES> 2", "") + kRows),
              ThrowsMessage<Error>("net.tntp: <NUMBER OF ZONES> is missing in the header"));
  EXPECT_THAT(reading_network(replaced(kHeader, "NODES> 3", "NODES> 2") + kRows),
              ThrowsMessage<Error>(HasSubstr("<NUMBER OF NODES> is 2, but the rows name 3 nodes")));
  EXPECT_THAT(reading_network(replaced(kHeader, "NODES> 3", "NODES> 3000000000") + kRows),
              ThrowsMessage<Error>(HasSubstr("far more than 2 links can join")));
  EXPECT_THAT(reading_network(""), ThrowsMessage<Error>("net.tntp: <END OF METADATA> is missing"));
}

TEST(TntpTrips, ReadsPairs) {
  const TntpTrips trips = parse_tntp_trips(kTrips, "trips.tntp");
  EXPECT_EQ(trips.zone, (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(trips.demand, (std::vector<float>{0.0f, 7.5f, 0.0f, 0.0f}));
}

TEST(TntpTrips, NamesTheLineOfAFault) {
  EXPECT_THAT(reading_trips(replaced(kTrips, "Origin 1\n", "")),
              ThrowsMessage<Error>("trips.tntp:5: a line 'Origin i' is expected first"));
  EXPECT_THAT(reading_trips(replaced(kTrips, "7.5;", "-7.5;")),
              ThrowsMessage<Error>("trips.tntp:6: trips are -7.5; they must be at least 0"));
  EXPECT_THAT(reading_trips(replaced(kTrips, "1 : 0.0;", "1 : 0.0")),
              ThrowsMessage<Error>("trips.tntp:6: trips: '0.0 2 : 7.5' is not a finite number"));
  EXPECT_THAT(reading_trips(replaced(kTrips, "2 : 7.5", "2 7.5")),
              ThrowsMessage<Error>("trips.tntp:6: '2 7.5' is not of the form 'zone : trips'"));
}

TEST(TntpTrips, ChecksTheTable) {
  EXPECT_THAT(reading_trips(replaced(kTrips, "FLOW> 7.5", "FLOW> 9")),
              ThrowsMessage<Error>("trips.tntp: <TOTAL OD FLOW> is 9, but the trips add up to 7.5"));
  EXPECT_THAT(reading_trips(replaced(kTrips, "1 : 0.0", "2 : 0.0")),
              ThrowsMessage<Error>("trips.tntp:6: the trips from 1 to 2 are given twice, first in line 6"));
  EXPECT_THAT(reading_trips(replaced(kTrips, "2 : 7.5", "2 : 4; 3 : 3.5")),
              ThrowsMessage<Error>("trips.tntp: <NUMBER OF ZONES> is 2, but the table names 3 zones, not all of them "
                                   "from 1 to 2"));
}

TEST(TntpNetwork, RowsEndWithOrWithoutASemicolonAndAComment) {
  for (const std::string& rows : {replaced(kRows, "1\t;", "1"), replaced(kRows, "1\t;", "1 ~ bridge"),
                                  replaced(kRows, "1\t;", "1; ~ bridge"), "~ rows\n" + kRows + "\n~ end"}) {
    const TntpNetwork network = parse_tntp_network(kHeader + rows, "net.tntp");
    ASSERT_EQ(network.head.size(), 2u) << rows;
    EXPECT_EQ(network.toll[ArcId(0)], 1.0) << rows;
  }
}

TEST(TntpNetwork, ReadsKeysInAnyLettersAndNumbersWithAPoint) {
  const std::string header =
      "  < number of_zones > 2.0 ~ centroids\n<Number Of  Nodes> 3\n<first thru node> +1\n<NUMBER OF LINKS> 2\n"
      "<end of metadata>\n";
  const TntpNetwork network = parse_tntp_network(header + replaced(kRows, "\t1\t3\t", "\t1.0\t3e0\t"), "n");
  EXPECT_EQ(network.zones, 2u);
  EXPECT_TRUE(network.notes.empty());
}

TEST(TntpNetwork, SaysThatItKnowsNoFirstThroughNode) {
  const TntpNetwork network = parse_tntp_network(replaced(kHeader, "<FIRST THRU NODE> 1", "") + kRows, "net.tntp");
  ASSERT_EQ(network.notes.size(), 1u);
  EXPECT_THAT(network.notes[0].en, HasSubstr("net.tntp: <FIRST THRU NODE> is missing"));
}

TEST(TntpTrips, ReadsPairsOnTheLineOfTheirOrigin) {
  for (const char* pairs : {"Origin 1 2 : 7.5;", "origin\t1\t1 : 0; 2 : 7.5", "ORIGIN 1;\n2 : 7.5 ~ all"}) {
    const TntpTrips trips = parse_tntp_trips(
        std::string("<NUMBER OF ZONES> 2\n<TOTAL OD FLOW> 7.5\n<END OF METADATA>\n") + pairs + "\n", "trips.tntp");
    EXPECT_EQ(trips.demand[1], 7.5f) << pairs;
  }
}

TEST(TntpTrips, TheTotalAgreesWithinItsLastDigit) {
  const auto total = [](const char* text) { return replaced(kTrips, "FLOW> 7.5", std::string("FLOW> ") + text); };
  for (const char* text : {"7.5", "8", "7.50000e+000", "0.8e1", "7.6", "7.5000 ~ trips", "+7.5"})
    EXPECT_NO_THROW(parse_tntp_trips(total(text), "t")) << text;
  for (const char* text : {"9", "7.7", "7.52e0", "0", "-7.5", "75e-1x"})
    EXPECT_THROW(parse_tntp_trips(total(text), "t"), Error) << text;
  const TntpTrips unchecked = parse_tntp_trips(replaced(kTrips, "<TOTAL OD FLOW> 7.5\n", ""), "trips.tntp");
  ASSERT_EQ(unchecked.notes.size(), 1u);
  EXPECT_THAT(unchecked.notes[0].en, HasSubstr("<TOTAL OD FLOW> is missing"));
}

TEST(TntpProblem, WeighsTollAndLength) {
  const TntpProblem problem = make_tntp_problem(parse_tntp_network(kHeader + kRows, "n"), parse_tntp_trips(kTrips, "t"),
                                                {.toll = 3.0, .distance = 2.0});
  EXPECT_EQ(problem.fixed_cost, (std::vector<double>{3.0 * 1.0 + 2.0 * 2.5, 2.0 * 1.5}));
}

TEST(TntpProblem, ClosesNodesBelowTheFirstThroughNode) {
  // 1 → 2 → 3: zone 2 may not be passed through
  const std::string header = replaced(replaced(kHeader, "NODE> 1", "NODE> 3"), "ZONES> 2", "ZONES> 3");
  const std::string rows = " 1 2 100 1 10 0.15 4 50 0 1;\n 2 3 100 1 6 0.15 4 50 0 1;\n";
  const std::string trips = "<NUMBER OF ZONES> 3\n<TOTAL OD FLOW> 3\n<END OF METADATA>\nOrigin 1\n 2 : 1; 3 : 2;\n";
  const TntpProblem problem = make_tntp_problem(parse_tntp_network(header + rows, "n"), parse_tntp_trips(trips, "t"));
  const ReadyNetwork ready(problem.network);
  const Equilibrium found =
      solve_equilibrium(ready, problem.delay, std::vector<UserClass>{{problem.demand, problem.fixed_cost}});
  EXPECT_EQ(found.volume, (std::vector<double>{1.0, 0.0}));
  EXPECT_EQ(found.unreachable, 2.0);
}

TEST(TntpProblem, RefusesAZoneOutsideTheNetwork) {
  const TntpTrips trips = parse_tntp_trips(replaced(replaced(kTrips, "2 : 7.5", "9 : 7.5"), "1 : 0.0; ", ""), "t");
  EXPECT_THAT([&] { make_tntp_problem(parse_tntp_network(kHeader + kRows, "n"), trips); },
              ThrowsMessage<Error>("zone 9 of the trips is not a node of the network"));
}

TEST(TntpProblem, RefusesANodeThatIsNoZone) {
  const TntpTrips trips = parse_tntp_trips(replaced(kTrips, "2 : 7.5", "3 : 7.5"), "t");
  EXPECT_THAT(
      [&] { make_tntp_problem(parse_tntp_network(kHeader + kRows, "n"), trips); },
      ThrowsMessage<Error>("zone 3 of the trips is a node, but only the first 2 nodes of the network are zones"));
}

TEST(TntpFlows, WritesWhatWasFound) {
  const TntpNetwork network = parse_tntp_network(kHeader + kRows, "n");
  Equilibrium found;
  found.volume = {7.5, 8.0};
  found.time = {10.0, 6.0};
  EXPECT_EQ(tntp_flows(network, {.toll = 2.0}, found), "From\tTo\tVolume\tCost\n1\t3\t7.5\t12\n3\t2\t8\t6\n");
}

}  // namespace
}  // namespace planspiel::mobility
