#include "program/run_into.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/files.hpp"
#include "engine/run/results.hpp"
#include "program/exporters.hpp"
#include "tests/unit/program/small_program.hpp"

using namespace planspiel;
using test::case_of_seed;
using test::message_of;
using testing::HasSubstr;

namespace {

/// Writes down what it was asked for.
class Told final : public Exporter {
 public:
  std::string file_name() const override { return "told.txt"; }
  void write(const City& city, const Results& results, const ExportOptions& options,
             const std::filesystem::path& path) const override {
    write_file(path, std::to_string(city[tables::zones].size()) + " zones, " + results.scenario_name +
                         (options.all_hours ? ", all hours, " : ", some hours, ") +
                         (options.language == Language::de ? "de" : "en"));
  }
};

class RunInto : public testing::Test {
 protected:
  RunInto() { exporters.add("told", {"Gesagt", "Told"}, std::make_unique<Told>()); }
  Services services() {
    Services all = program.services();
    all.exporters = &exporters;
    return all;
  }
  std::string told() { return read_file(program.folder / "out/told.txt"); }
  std::string seed() { return RunFolder(program.folder / "out").manifest().at("seed").as_text(); }
  test::SmallProgram program{};
  Exporters exporters{};
};

TEST_F(RunInto, AFolderHasFieldsTheCityAndWhatTheExportersWrite) {
  Services german = services();
  german.language = Language::de;
  run_into(program.folder / "out", case_of_seed(1), {.exports = {"told"}, .all_hours = true}, german);
  const RunFolder run(program.folder / "out");
  EXPECT_EQ(run.field("test.people").grid->raw()[1], 300.0);
  EXPECT_EQ(run.city()[tables::zones].size(), 4u);
  EXPECT_EQ(told(), "4 zones, base, all hours, de");
}

TEST_F(RunInto, WithoutExportsNoneIsWritten) {
  run_into(program.folder / "out", case_of_seed(1), {}, services());
  EXPECT_FALSE(std::filesystem::exists(program.folder / "out/told.txt"));
}

TEST_F(RunInto, AnUnknownExporterIsRefusedBeforeAnythingIsComputed) {
  EXPECT_THAT(
      message_of(ErrorKind::config,
                 [&] { run_into(program.folder / "out", case_of_seed(1), {.exports = {"tolled"}}, services()); }),
      testing::AllOf(HasSubstr("'tolled'"), HasSubstr("'told'")));
  EXPECT_EQ(program.runs, 0);
  EXPECT_THAT(program.folder.names(), testing::IsEmpty());
}

TEST_F(RunInto, OneThatIsAskedForTwiceWritesOnce) {
  run_into(program.folder / "out", case_of_seed(1), {.exports = {"told", "told"}}, services());
  EXPECT_EQ(told(), "4 zones, base, some hours, en");
}

TEST_F(RunInto, AnExporterDoesNotWriteOverWhatTheRunWrote) {
  class Indicators final : public Exporter {
   public:
    std::string file_name() const override { return "indicators.csv"; }
    void write(const City&, const Results&, const ExportOptions&, const std::filesystem::path&) const override {}
  };
  exporters.add("indicators", {}, std::make_unique<Indicators>());
  EXPECT_THAT(
      message_of(ErrorKind::plugin,
                 [&] { run_into(program.folder / "out", case_of_seed(1), {.exports = {"indicators"}}, services()); }),
      HasSubstr("write over the run's own 'indicators.csv'"));
  EXPECT_THAT(program.folder.names(), testing::IsEmpty());
}

TEST_F(RunInto, AStopLeavesTheOlderFolderAndNothingBesideIt) {
  run_into(program.folder / "out", case_of_seed(1), {}, services());
  std::stop_source stop;
  program.while_running = [&] { stop.request_stop(); };
  Services stopped = services();
  stopped.stop = stop.get_token();
  EXPECT_THAT(message_of(ErrorKind::stopped, [&] { run_into(program.folder / "out", case_of_seed(2), {}, stopped); }),
              HasSubstr("stopped"));
  EXPECT_EQ(seed(), "1");
  EXPECT_EQ(program.folder.names(), std::vector<std::string>{"out"});
}

TEST_F(RunInto, AStopWhileItIsWrittenLeavesTheOlderFolderToo) {
  run_into(program.folder / "out", case_of_seed(1), {.exports = {"told"}}, services());
  std::stop_source stop;
  class Stops final : public RunObserver {
   public:
    explicit Stops(std::stop_source& source) : source_(source) {}
    void progress(const Text& step, double) override {
      if (step.en == "writing told.txt") source_.request_stop();
    }

   private:
    std::stop_source& source_;
  } stops(stop);
  exporters.add("after", {"Danach", "After"}, [] {
    class After final : public Exporter {
     public:
      std::string file_name() const override { return "after.txt"; }
      void write(const City&, const Results&, const ExportOptions&, const std::filesystem::path&) const override {}
    };
    return std::make_unique<After>();
  }());
  const Services job = services().of_job(stops, stop.get_token());
  message_of(ErrorKind::stopped, [&] {
    run_into(program.folder / "out", case_of_seed(2), {.exports = {"told", "after"}}, job);
  });
  EXPECT_EQ(seed(), "1");
  EXPECT_EQ(program.folder.names(), std::vector<std::string>{"out"});
}

TEST_F(RunInto, AFolderOfSomebodyElseIsRefusedBeforeAnythingIsComputed) {
  std::filesystem::create_directory(program.folder / "out");
  write_file(program.folder / "out/letter.txt", "mine");
  EXPECT_THAT(message_of(ErrorKind::config, [&] { run_into(program.folder / "out", case_of_seed(1), {}, services()); }),
              HasSubstr("letter.txt"));
  EXPECT_EQ(program.runs, 0);
}

}  // namespace
