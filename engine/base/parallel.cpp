#include "engine/base/parallel.hpp"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

namespace planspiel {

ThreadLimit::ThreadLimit(int threads) : control_(nullptr) {
  if (threads > 0)
    control_ = new tbb::global_control(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
}
ThreadLimit::~ThreadLimit() { delete static_cast<tbb::global_control*>(control_); }

void for_each_piece(std::size_t size, std::size_t piece, const std::function<void(std::size_t, std::size_t)>& body) {
  const std::size_t pieces = (size + piece - 1) / piece;
  const auto run = [&](std::size_t index) { body(index * piece, std::min(size, (index + 1) * piece)); };
  if (pieces <= 1) {
    if (pieces == 1) run(0);
    return;
  }
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, pieces), [&](const tbb::blocked_range<std::size_t>& range) {
    for (std::size_t index = range.begin(); index < range.end(); ++index) run(index);
  });
}

}  // namespace planspiel
