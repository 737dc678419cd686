#pragma once

/// Parallel loops with results that do not depend on the number of threads. oneTBB stays inside parallel.cpp.

#include <algorithm>
#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

#include "engine/base/column.hpp"

namespace planspiel {

/// While it lives, parallel loops use at most this many threads (0: all of the machine).
class ThreadLimit {
 public:
  explicit ThreadLimit(int threads);
  ~ThreadLimit();
  ThreadLimit(const ThreadLimit&) = delete;
  ThreadLimit& operator=(const ThreadLimit&) = delete;

 private:
  void* control_;
};

/// Calls body(begin, end) for pieces of [0, size). A body writes only to its own rows. It returns when all pieces have
/// run; else it throws: Error(stopped) soon after a stop (engine/base/stop.hpp), or what the first of the pieces, in
/// their order, has thrown. Later pieces may not have run then, and loops inside them end soon.
void for_each_piece(std::size_t size, std::size_t piece, const std::function<void(std::size_t, std::size_t)>& body);

/// Calls body(row) for every row, in parallel. A body writes only to its own row.
template <class Row, class Body>
void for_each_row(std::size_t size, Body&& body) {
  for_each_piece(size, 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) body(Row(row));
  });
}

/// Calls body(block) for block 0 … blocks-1 in parallel: for reductions with a fixed number of blocks,
/// which the caller then adds in block order.
template <class Body>
void for_each_block(std::size_t blocks, Body&& body) {
  for_each_piece(blocks, 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t block = begin; block < end; ++block) body(block);
  });
}

/// Σ term(row) over all rows: fixed blocks of 4096 rows, added in order. The same bits for any number of threads.
template <class Row, class Term>
auto sum_rows(std::size_t size, Term&& term) {
  using Sum = decltype(term(Row(0)));
  constexpr std::size_t kBlock = 4096;
  std::vector<Sum> partial((size + kBlock - 1) / kBlock, Sum{});
  for_each_block(partial.size(), [&](std::size_t block) {
    Sum sum{};
    for (std::size_t row = block * kBlock; row < std::min(size, (block + 1) * kBlock); ++row) sum += term(Row(row));
    partial[block] = sum;
  });
  Sum total{};
  for (const Sum& part : partial) total += part;
  return total;
}

}  // namespace planspiel
