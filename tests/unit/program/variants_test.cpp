#include "program/variants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "tests/unit/program/small_program.hpp"

using namespace planspiel;
using test::case_of_seed;
using test::message_of;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class Variants : public testing::Test {
 protected:
  VariantOutcome run(const std::string& name, std::uint64_t seed) {
    return run_variant(
        name, [seed] { return case_of_seed(seed); }, program.folder.path(), {}, program.services());
  }
  test::SmallProgram program{};
};

TEST_F(Variants, OneThatIsThereIsNotRunAgain) {
  EXPECT_EQ(run("a", 1).state, VariantState::ran);
  EXPECT_EQ(run("b", 2).state, VariantState::ran);
  const VariantOutcome again = run("a", 1);
  EXPECT_EQ(again.state, VariantState::was_there);
  EXPECT_EQ(again.folder, program.folder / "a");
  EXPECT_EQ(program.runs, 2);
  EXPECT_THAT(program.witness.messages, ElementsAre("running a", "running b"));
}

TEST_F(Variants, OneWhoseCaseIsAnotherNowIsRunAgain) {
  run("a", 1);
  EXPECT_EQ(run("a", 2).state, VariantState::ran);
  EXPECT_EQ(program.runs, 2);
}

TEST_F(Variants, AStoppedOneIsRunAgainAndTheOthersAreNot) {
  std::stop_source stop;
  Services stopping = program.services();
  stopping.stop = stop.get_token();
  run("a", 1);
  program.while_running = [&] { stop.request_stop(); };
  EXPECT_THAT(message_of(ErrorKind::stopped,
                         [&] {
                           run_variant(
                               "b", [] { return case_of_seed(2); }, program.folder.path(), {}, stopping);
                         }),
              HasSubstr("stopped"));
  EXPECT_EQ(program.folder.names(), std::vector<std::string>{"a"});  // nothing half-written
  program.while_running = {};
  EXPECT_EQ(run("a", 1).state, VariantState::was_there);
  EXPECT_EQ(run("b", 2).state, VariantState::ran);
  EXPECT_EQ(program.runs, 3);  // a, the stopped b, b
}

TEST_F(Variants, ADamagedOneIsRunAgain) {
  run("a", 1);
  std::filesystem::resize_file(program.folder / "a/manifest.json", 100);
  const VariantOutcome outcome = run_variant(
      "a", [] { return case_of_seed(1); }, program.folder.path(), {},
      [&] {
        Services all = program.services();
        all.overwrite = true;  // a changed manifest is nobody's
        return all;
      }());
  EXPECT_EQ(outcome.state, VariantState::ran) << (outcome.error ? outcome.error->what() : "");
}

TEST_F(Variants, WhatIsWrongIsTheOutcome) {
  const VariantOutcome impossible = run_variant(
      "a", []() -> Case { throw Error(ErrorKind::config, "needs the tunnel"); }, program.folder.path(), {},
      program.services());
  EXPECT_EQ(impossible.state, VariantState::impossible);
  EXPECT_STREQ(impossible.error->what(), "needs the tunnel");
  program.while_running = [] { throw Error(ErrorKind::input, "no numbers"); };
  const VariantOutcome failed = run("a", 1);
  EXPECT_EQ(failed.state, VariantState::failed);
  EXPECT_THAT(failed.error->what(), HasSubstr("no numbers"));
  EXPECT_THAT(program.folder.names(), testing::IsEmpty());
}

}  // namespace
