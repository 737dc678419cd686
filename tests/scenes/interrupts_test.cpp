/// Ctrl-C and TERM at random moments: the program ends soon with 130, nothing is left behind, and the next run gives
/// the same bytes. `benchmarks/interrupts` does it a hundred times and on the built-in Munich.

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>

#include "engine/base/random.hpp"
#include "tests/scenes/program.hpp"

namespace planspiel::test {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kExitStopped = 130;
constexpr std::uint64_t kStops = 5;

int ms_since(Clock::time_point start) {
  return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count());
}

/// Runs a command whole, then stops it at random moments and runs it again.
class Interrupted : public testing::Test {
 protected:
  Workshop shop{};
  fs::path answers = shop.folder() / "answers";
  void SetUp() override { fs::create_directory(answers); }

  void stop_often(const std::vector<std::string>& line, const std::string& answer) {
    const auto to = [&](const std::string& out) {
      std::vector<std::string> whole = line;
      whole.insert(whole.end(), {"-o", (answers / out).string()});
      return whole;
    };
    const auto start = Clock::now();
    ASSERT_EQ(shop.run(to("expected-" + answer)).code, 0);
    const int whole_ms = ms_since(start);
    fs::remove_all(shop.cache());
    const RandomStream random(3, line[0]);
    for (std::uint64_t stop = 0; stop < kStops; ++stop)
      stop_once(to(answer), 60 + static_cast<int>(whole_ms * random.uniform(stop, 0)), stop % 2 ? SIGINT : SIGTERM);
    fs::remove_all(answers / answer);
    const Outcome again = shop.run(to(answer));
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(again.err.find("damaged"), std::string::npos) << again.err;
    expect_same(answers / answer, answers / ("expected-" + answer));
  }

  void stop_once(const std::vector<std::string>& line, int after_ms, int signal) {
    const auto start = Clock::now();
    const Outcome stopped = shop.run_and_signal(line, signal, after_ms);
    EXPECT_LT(ms_since(start) - after_ms, 2000) << "after " << after_ms << " ms";
    // While its libraries load, before main() begins, a program cannot but end by the signal.
    const bool before_main = stopped.code == 128 + SIGTERM && stopped.err.empty();
    EXPECT_TRUE(stopped.code == kExitStopped || stopped.code == 0 || before_main)
        << stopped.code << ": " << stopped.err;
    for (const auto& entry : fs::directory_iterator(answers))
      EXPECT_FALSE(entry.path().filename().string().starts_with(".partial")) << entry.path();
    EXPECT_EQ(fs::exists(line.back()), stopped.code == 0) << "after " << after_ms << " ms";
    fs::remove_all(line.back());
  }

  static void expect_same(const fs::path& a, const fs::path& b) {
    if (fs::is_directory(a))
      EXPECT_EQ(differences(a, b), std::vector<std::string>{});
    else
      EXPECT_EQ(text_of(a), text_of(b));
  }
};

TEST_F(Interrupted, ARun) { stop_often({"run", (shop.town() / "base.toml").string()}, "out"); }

TEST_F(Interrupted, BestSites) {
  stop_often({"stations", (shop.town() / "base.toml").string(), "--add", "1"}, "s.toml");
}

TEST_F(Interrupted, TheBuildingOfACity) {
  stop_often({"city", "build", (fs::path(PLANSPIEL_SOURCE_DIR) / "scenarios/munich/city.toml").string()}, "city.gpkg");
}

/// A grid of 30 × 30 streets, so tight a gap that it takes seconds.
TEST_F(Interrupted, AnAssignment) {
  constexpr int kSide = 30, kZones = 20;
  std::string net, trips;
  int links = 0;
  const auto link = [&](int a, int b) {
    net += "\t" + std::to_string(a) + "\t" + std::to_string(b) + "\t" + std::to_string(300 + 37 * (links++ % 23)) +
           "\t1\t1\t0.15\t4\t0\t0\t1\t;\n";
  };
  for (int node = 1; node <= kSide * kSide; ++node) {
    if (node % kSide != 0) link(node, node + 1), link(node + 1, node);
    if (node + kSide <= kSide * kSide) link(node, node + kSide), link(node + kSide, node);
  }
  for (int a = 1; a <= kZones; ++a) {
    trips += "Origin " + std::to_string(a) + "\n";
    for (int b = 1; b <= kZones; ++b) trips += std::to_string(b) + " : " + (a == b ? "0" : "30") + ";\n";
  }
  const std::string size = "<NUMBER OF ZONES> " + std::to_string(kZones) + "\n";
  write_text(shop.folder() / "net.tntp", size + "<NUMBER OF NODES> " + std::to_string(kSide * kSide) +
                                             "\n<FIRST THRU NODE> 1\n<NUMBER OF LINKS> " + std::to_string(links) +
                                             "\n<END OF METADATA>\n" + net);
  write_text(shop.folder() / "trips.tntp", size + "<TOTAL OD FLOW> " + std::to_string(30 * kZones * (kZones - 1)) +
                                               ".0\n<END OF METADATA>\n" + trips);
  stop_often({"assign", "--net", (shop.folder() / "net.tntp").string(), "--trips",
              (shop.folder() / "trips.tntp").string(), "--gap", "1e-10"},
             "flows.tntp");
}

}  // namespace
}  // namespace planspiel::test
