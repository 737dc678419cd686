#include "program/worker.hpp"

#include <gtest/gtest.h>

#include <latch>

namespace planspiel {
namespace {

/// Takes answers in until there is nothing left to do.
void finish(Worker& worker) {
  while (worker.busy()) {
    worker.poll();
    std::this_thread::yield();
  }
}

TEST(Worker, DoesOneJobAfterTheOtherAndAnswersOnTheCallingThread) {
  Worker worker;
  std::vector<int> answers;
  const auto here = std::this_thread::get_id();
  for (const int number : {1, 2, 3})
    worker.start("job",
                 [&, number](std::stop_token, RunObserver&) -> Worker::Answer {
                   EXPECT_NE(std::this_thread::get_id(), here);
                   return [&, number] {
                     EXPECT_EQ(std::this_thread::get_id(), here);
                     answers.push_back(number);
                   };
                 },
                 {});
  finish(worker);
  EXPECT_EQ(answers, (std::vector<int>{1, 2, 3}));
}

TEST(Worker, AnErrorIsAnAnswerToo) {
  Worker worker;
  std::string message;
  worker.start(
      "job", [](std::stop_token, RunObserver&) -> Worker::Answer { throw Error(ErrorKind::input, "broken file"); },
      [&](const Error& error) { message = error.what(); });
  finish(worker);
  EXPECT_EQ(message, "broken file");
}

TEST(Worker, CancellingStopsTheJobAndForgetsTheOthers) {
  Worker worker;
  std::latch begun(1);
  bool stopped = false, second = false;
  worker.start(
      "long",
      [&](std::stop_token stop, RunObserver&) -> Worker::Answer {
        begun.count_down();
        while (!stop.stop_requested()) std::this_thread::yield();
        throw Error(ErrorKind::stopped, "stopped on request");
      },
      [&](const Error& error) { stopped = error.kind() == ErrorKind::stopped; });
  worker.start("second", [&](std::stop_token, RunObserver&) -> Worker::Answer { return [&] { second = true; }; }, {});
  begun.wait();
  worker.cancel();
  finish(worker);
  EXPECT_TRUE(stopped);
  EXPECT_FALSE(second);
}

TEST(Worker, OfWaitingJobsOfAKindOnlyTheLatestIsDone) {
  Worker worker;
  std::latch go(1);
  std::vector<int> done;
  worker.start("first",
               [&](std::stop_token, RunObserver&) -> Worker::Answer {
                 go.wait();
                 return {};
               },
               {});
  for (const int number : {1, 2, 3})
    worker.start_latest("drag",
                        [&, number](std::stop_token, RunObserver&) -> Worker::Answer {
                          return [&, number] { done.push_back(number); };
                        },
                        {});
  go.count_down();
  finish(worker);
  EXPECT_EQ(done, std::vector<int>{3});
}

TEST(Worker, ShowsProgressAndKeepsWarnings) {
  Worker worker;
  std::latch told(1), go(1);
  worker.start("run",
               [&](std::stop_token, RunObserver& observer) -> Worker::Answer {
                 observer.progress({"Stunden", "hours"}, 0.5);
                 observer.warning("a cache that cannot be written");
                 told.count_down();
                 go.wait();
                 return {};
               },
               {});
  told.wait();
  ASSERT_TRUE(worker.progress().has_value());
  EXPECT_EQ(worker.progress()->job, "run");
  EXPECT_EQ(worker.progress()->step, (Text{"Stunden", "hours"}));
  EXPECT_EQ(worker.progress()->fraction, 0.5);
  go.count_down();
  finish(worker);
  EXPECT_FALSE(worker.progress().has_value());
  EXPECT_EQ(worker.take_warnings(), std::vector<std::string>{"a cache that cannot be written"});
  EXPECT_TRUE(worker.take_warnings().empty());
}

TEST(Worker, EndsWhileAJobRuns) {
  std::latch begun(1);
  {
    Worker worker;
    worker.start("long",
                 [&](std::stop_token stop, RunObserver&) -> Worker::Answer {
                   begun.count_down();
                   while (!stop.stop_requested()) std::this_thread::yield();
                   return {};
                 },
                 {});
    begun.wait();
  }
  SUCCEED();  // the destructor came back
}

}  // namespace
}  // namespace planspiel
