#include "engine/base/parallel.hpp"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <atomic>
#include <exception>
#include <mutex>

#include "engine/base/error.hpp"
#include "engine/base/stop.hpp"

namespace planspiel {

namespace {

/// What the pieces of one loop know of each other. No exception reaches oneTBB: it would cancel the loops inside other
/// pieces too, and a loop that oneTBB cancels returns as if all of its pieces had run.
class Loop {
 public:
  /// Whether a piece before this one has failed, so that nobody will see what this one computes.
  bool is_idle(std::size_t piece) const { return first_failed_.load(std::memory_order_relaxed) < piece; }

  void fail(std::size_t piece, std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (piece >= first_failed_) return;
    first_failed_ = piece;
    error_ = std::move(error);
  }
  void finish() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::atomic<std::size_t> first_failed_ = static_cast<std::size_t>(-1);
  std::mutex mutex_;
  std::exception_ptr error_;
};

/// While a piece runs: what lies below it ends soon once the piece is idle.
class PieceFrame final : public StopFrame {
 public:
  PieceFrame(const Loop& loop, std::size_t piece, const StopFrame* around)
      : StopFrame(around), loop_(loop), piece_(piece) {}
  void check() const override {
    if (loop_.is_idle(piece_)) throw Error(ErrorKind::stopped, "another piece of the loop has failed");
  }

 private:
  const Loop& loop_;
  std::size_t piece_;
};

}  // namespace

ThreadLimit::ThreadLimit(int threads) : control_(nullptr) {
  if (threads > 0)
    control_ = new tbb::global_control(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
}
ThreadLimit::~ThreadLimit() { delete static_cast<tbb::global_control*>(control_); }

void for_each_piece(std::size_t size, std::size_t piece, const std::function<void(std::size_t, std::size_t)>& body) {
  const std::size_t pieces = (size + piece - 1) / piece;
  const auto run = [&](std::size_t index) {
    check_stop();
    body(index * piece, std::min(size, (index + 1) * piece));
  };
  if (pieces <= 1) {
    if (pieces == 1) run(0);
    return;
  }
  Loop loop;
  const StopFrame* around = StopFrame::innermost();
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, pieces), [&](const tbb::blocked_range<std::size_t>& range) {
    for (std::size_t index = range.begin(); index < range.end() && !loop.is_idle(index); ++index) {
      const PieceFrame frame(loop, index, around);
      try {
        run(index);
      } catch (...) {
        loop.fail(index, std::current_exception());
      }
    }
  });
  loop.finish();
}

}  // namespace planspiel
