#include "engine/base/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

#include "engine/base/error.hpp"
#include "engine/base/stop.hpp"

namespace planspiel {
namespace {

constexpr std::size_t kInner = 200'000;

/// Waits for another thread; gives up after a while, for machines with one processor.
void wait_for(const std::atomic<bool>& flag) {
  for (int i = 0; i < 10'000'000 && !flag; ++i) std::this_thread::yield();
}

/// What a loop tells of itself that runs inside a piece of another one.
struct InnerLoop {
  std::atomic<std::size_t> pieces = 0;
  std::atomic<bool> begun = false, returned = false, threw = false;

  void run() {
    try {
      for_each_block(kInner, [&](std::size_t) {
        begun = true;
        ++pieces;
      });
      returned = true;
    } catch (const Error&) {
      threw = true;
      throw;
    }
  }
};

TEST(ParallelLoop, ALoopInsideRunsAllOfItsPiecesOrThrowsWhenAnotherPieceFails) {
  const ThreadLimit threads(4);
  for (int attempt = 0; attempt < 20; ++attempt) {
    InnerLoop inner;
    const auto outer = [&](std::size_t block) {
      if (block == 1) return inner.run();
      if (block > 1) return;
      wait_for(inner.begun);
      throw Error(ErrorKind::input, "block 0 is broken");
    };
    EXPECT_THROW(for_each_block(2, outer), Error);
    EXPECT_TRUE(inner.pieces == kInner || !inner.returned) << inner.pieces << " pieces ran and the loop returned";
  }
}

TEST(ParallelLoop, ALoopInsideAPieceThatNobodyNeedsEndsSoon) {
  const ThreadLimit threads(2);
  std::atomic<bool> begun = false, failed = false;
  std::atomic<std::size_t> after = 0;
  const auto endless = [&](std::size_t) {
    begun = true;
    wait_for(failed);
    ++after;
  };
  const auto outer = [&](std::size_t block) {
    if (block == 1) return for_each_block(1'000'000'000, endless);
    wait_for(begun);
    failed = true;
    throw Error(ErrorKind::input, "block 0 is broken");
  };
  EXPECT_THROW(for_each_block(2, outer), Error);
  EXPECT_LT(after, 100'000'000u);
}

TEST(ParallelLoop, ThrowsWhatTheFirstOfItsPiecesHasThrown) {
  const ThreadLimit threads(4);
  for (int attempt = 0; attempt < 50; ++attempt) {
    std::string message;
    try {
      for_each_block(1000, [](std::size_t block) {
        if (block % 7 == 5) throw Error(ErrorKind::input, "block " + std::to_string(block));
      });
    } catch (const Error& error) {
      message = error.what();
    }
    EXPECT_EQ(message, "block 5");
  }
}

TEST(ParallelLoop, AStopThatIsAskedForInsideEndsALoopAndTheLoopsAroundIt) {
  std::stop_source source;
  const StopScope scope(source.get_token());
  std::atomic<std::size_t> pieces = 0;
  const auto inner = [&](std::size_t) {
    if (++pieces == 100) source.request_stop();
  };
  const auto outer = [&](std::size_t) { for_each_block(1000, inner); };
  try {
    for_each_block(1000, outer);
    FAIL() << "the loop returned";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::stopped);
  }
  EXPECT_LT(pieces, 1000u);
}

TEST(ParallelLoop, WithOnePieceAsksForAStopToo) {
  std::stop_source source;
  source.request_stop();
  const StopScope scope(source.get_token());
  bool ran = false;
  EXPECT_THROW(for_each_block(1, [&](std::size_t) { ran = true; }), Error);
  EXPECT_FALSE(ran);
}

}  // namespace
}  // namespace planspiel
