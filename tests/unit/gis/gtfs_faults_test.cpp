#include "gis/gtfs_faults.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "engine/base/csv.hpp"
#include "tests/unit/gis/small_feed.hpp"

namespace planspiel::gtfs {
namespace {

namespace fs = std::filesystem;

using test::FeedTables;
using test::replace;
using testing::HasSubstr;

/// A rule, where its fault is, and the one change of the small feed that makes it.
struct OneFault {
  const char* rule;
  const char* place;  ///< file:line: field
  std::function<void(FeedTables&)> change;
};

std::function<void(FeedTables&)> swap_in(const char* table, const char* old, const char* fresh) {
  return [=](FeedTables& tables) { replace(tables[table], old, fresh); };
}
std::function<void(FeedTables&)> add_to(const char* table, const char* rows) {
  return [=](FeedTables& tables) { tables[table] += rows; };
}

constexpr const char* kFrequencies = "trip_id,start_time,end_time,headway_secs,exact_times\n";
constexpr const char* kShapes = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n";

const std::vector<OneFault>& one_fault_feeds() {
  static const std::vector<OneFault> all{
      {"csv_parsing_failed", "stops.txt:3", swap_in("stops.txt", "B,Bad", "B,\"Bad")},
      {"duplicate_key", "stops.txt:6: stop_id", add_to("stops.txt", "A,Again,48.49,10.48,,\n")},
      {"duplicated_column", "routes.txt:1: route_id", swap_in("routes.txt", "route_long_name", "route_id")},
      {"empty_column_name", "routes.txt:1", swap_in("routes.txt", "route_long_name", "")},
      {"empty_file", "agency.txt", [](FeedTables& tables) { tables["agency.txt"] = "\n"; }},
      {"foreign_key_violation", "trips.txt:3: route_id", swap_in("trips.txt", "r10,week,t2", "r11,week,t2")},
      {"inconsistent_agency_timezone", "agency.txt:3: agency_timezone",
       add_to("agency.txt", "w,Werk,https://w.example,Europe/London\n")},
      {"invalid_character", "stops.txt:2: stop_name", swap_in("stops.txt", "Anger", "\xC4nger")},
      {"invalid_currency", "fare_attributes.txt:2: currency_type",
       add_to("fare_attributes.txt", "fare_id,price,currency_type\nf,3.9,Euro\n")},
      {"invalid_date", "calendar.txt:2: end_date", swap_in("calendar.txt", "20230630", "20230631")},
      {"invalid_float", "stops.txt:2: stop_lat", swap_in("stops.txt", "48.490,10.480", "48.49o,10.480")},
      {"invalid_integer", "stop_times.txt:3: stop_sequence", swap_in("stop_times.txt", "B,2", "B,2.5")},
      {"invalid_row_length", "trips.txt:2", swap_in("trips.txt", "t1,", "t1,,")},
      {"invalid_time", "stop_times.txt:3: departure_time", swap_in("stop_times.txt", "08:06:00", "8h06")},
      {"invalid_timezone", "agency.txt:2: agency_timezone", swap_in("agency.txt", "Europe/Berlin", "Europe/Ulm")},
      {"location_with_unexpected_stop_time", "stop_times.txt:4: stop_id", swap_in("stop_times.txt", "C,3", "S,3")},
      {"location_without_parent_station", "stops.txt:6: parent_station",
       add_to("stops.txt", "E,Eingang,48.49,10.48,2,\n")},
      {"missing_calendar_and_calendar_date_files", "calendar.txt",
       [](FeedTables& tables) { tables.erase("calendar.txt"); }},
      {"missing_required_agency_id", "agency.txt:3: agency_id",
       add_to("agency.txt", ",Werk,https://w.example,Europe/Berlin\n")},
      {"missing_required_column", "trips.txt:1: service_id", swap_in("trips.txt", "service_id", "service")},
      {"missing_required_field", "trips.txt:2: trip_id", swap_in("trips.txt", "t1,", ",")},
      {"missing_required_file", "routes.txt", [](FeedTables& tables) { tables.erase("routes.txt"); }},
      {"missing_stop_name", "stops.txt:2: stop_name", swap_in("stops.txt", "Anger", "")},
      {"missing_trip_edge", "stop_times.txt:4: arrival_time", swap_in("stop_times.txt", "08:10:00,08:10:00", ",")},
      {"new_line_in_value", "stops.txt:2: stop_name", swap_in("stops.txt", "Anger", "\"An\nger\"")},
      {"number_out_of_range", "stops.txt:2: stop_lat", swap_in("stops.txt", "48.490,10.480", "98.490,10.480")},
      {"overlapping_frequency", "frequencies.txt:3: start_time",
       [](FeedTables& tables) {
         tables["frequencies.txt"] =
             kFrequencies + std::string("t1,06:00:00,08:00:00,600,\nt1,07:00:00,09:00:00,600,\n");
       }},
      {"point_near_origin", "stops.txt:2: stop_lat", swap_in("stops.txt", "48.490,10.480", "0,0")},
      {"point_near_pole", "stops.txt:2: stop_lat", swap_in("stops.txt", "48.490,10.480", "-89.5,10.480")},
      {"route_both_short_and_long_name_missing", "routes.txt:2: route_short_name",
       swap_in("routes.txt", "10,Anger - Station", ",")},
      {"start_and_end_range_equal", "frequencies.txt:2: end_time",
       [](FeedTables& tables) {
         tables["frequencies.txt"] = kFrequencies + std::string("t1,06:00:00,06:00:00,600,\n");
       }},
      {"start_and_end_range_out_of_order", "calendar.txt:2: end_date", swap_in("calendar.txt", "20230630", "20230531")},
      {"station_with_parent_station", "stops.txt:5: parent_station", swap_in("stops.txt", "10.495,1,", "10.495,1,A")},
      {"stop_time_timepoint_without_times", "stop_times.txt:3: timepoint",
       swap_in("stop_times.txt", "08:05:00,08:06:00,B,2,,,", ",,B,2,,,1")},
      {"stop_time_with_arrival_before_previous_departure_time", "stop_times.txt:3: arrival_time",
       swap_in("stop_times.txt", "08:05:00,08:06:00", "07:59:00,08:06:00")},
      {"stop_time_with_only_arrival_or_departure_time", "stop_times.txt:3: departure_time",
       swap_in("stop_times.txt", "08:05:00,08:06:00", "08:05:00,")},
      {"stop_without_location", "stops.txt:2: stop_lat", swap_in("stops.txt", "48.490,10.480", ",10.480")},
      {"unusable_trip", "trips.txt:4: trip_id", add_to("trips.txt", "r10,week,t3,\n")},
      {"wrong_parent_location_type", "stops.txt:3: parent_station", swap_in("stops.txt", "10.490,0,S", "10.490,0,A")}};
  return all;
}

std::string place_of(const Fault& fault) {
  return fault.file + (fault.line > 0 ? ":" + std::to_string(fault.line) : "") +
         (fault.field.empty() ? "" : ": " + fault.field);
}

TEST(GtfsFaults, ASoundFeedHasNone) { EXPECT_EQ(test::faults_of(test::small_feed()).count(), 0u); }

TEST(GtfsFaults, OneFaultOfEachRuleIsFoundWithFileLineAndField) {
  for (const OneFault& one : one_fault_feeds()) {
    FeedTables tables = test::small_feed();
    one.change(tables);
    const Faults faults = test::faults_of(tables);
    ASSERT_TRUE(faults.any()) << one.rule;
    EXPECT_EQ(faults.kept().front().rule, one.rule) << place_of(faults.kept().front());
    EXPECT_EQ(place_of(faults.kept().front()), one.place) << one.rule;
  }
}

TEST(GtfsFaults, MoreRowsThanTheLimitAreRefused) {
  const Faults faults = test::faults_of(test::small_feed(), {.rows = 5});
  ASSERT_EQ(faults.count(), 1u);
  EXPECT_EQ(faults.kept().front().rule, "too_many_rows");
  EXPECT_EQ(place_of(faults.kept().front()), "stop_times.txt:7");
}

TEST(GtfsFaults, TablesInAFolderOfTheArchiveAreNamed) {
  FeedTables below;
  for (const auto& [name, text] : test::small_feed()) below["feed/" + name] = text;
  const test::TemporaryFolder folder;
  write_file(folder / "feed.zip", test::zip_of(below));
  Faults faults;
  read_feed(FeedFiles(folder / "feed.zip"), faults);
  ASSERT_TRUE(faults.any());
  EXPECT_EQ(faults.kept().front().rule, "invalid_input_files_in_subfolder");
}

/// Rules that the tests above find.
std::set<std::string> tested_rules() {
  std::set<std::string> rules{"too_many_rows", "invalid_input_files_in_subfolder"};
  for (const OneFault& one : one_fault_feeds()) rules.insert(one.rule);
  return rules;
}

TEST(GtfsFaults, EveryRuleThatIsDeclaredAsFoundIsTested) {
  std::set<std::string> declared;
  for (const RuleState& state : rule_states())
    if (state.found) declared.insert(state.rule);
  EXPECT_EQ(declared, tested_rules());
}

TEST(GtfsFaults, WhatIsNotFoundSaysWhy) {
  for (const RuleState& state : rule_states()) EXPECT_TRUE(state.found || !state.why.empty()) << state.rule;
}

TEST(GtfsFaults, EveryErrorOfThePublicValidatorIsFoundOrDeclaredNotRead) {
  const fs::path shared = fs::path(PLANSPIEL_SOURCE_DIR) / "../shared";
  if (!fs::exists(shared)) GTEST_SKIP() << "no folder " << shared << " with the validator's rules";
  const Csv rules = Csv::read(shared / "cases/transit/gtfs_rules.csv");
  std::set<std::string> known;
  for (const RuleState& state : rule_states()) known.insert(state.rule);
  for (std::size_t row = 0; row < rules.size(); ++row)
    EXPECT_TRUE(rules.text(row, "severity") != "error" || known.contains(rules.text(row, "rule"))) << rules.place(row);
}

TEST(GtfsFaults, ManyAreToldAtOnceAndTheRestIsCounted) {
  FeedTables tables = test::small_feed();
  for (int row = 0; row < 30; ++row) tables["trips.txt"] += "r11,week,u" + std::to_string(row) + ",\n";
  const Faults faults = test::faults_of(tables);
  try {
    faults.throw_if_any("feed.zip");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.exit_code(), 2);
    EXPECT_THAT(error.what(), HasSubstr("feed.zip: the feed has 60 faults:\n  trips.txt:4: route_id: 'r11' is no id of "
                                        "routes.txt (foreign_key_violation)\n"));
    EXPECT_THAT(error.what(), HasSubstr("… and 40 more"));
  }
}

}  // namespace
}  // namespace planspiel::gtfs
