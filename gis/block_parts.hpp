#pragma once

/// Blocks gathered into parts: each part in one piece, and all as heavy as each other.

#include <cstddef>
#include <vector>

namespace planspiel::importing {

struct BlockParts {
  std::size_t parts = 0;
  std::vector<std::size_t> part_of{};                  ///< of each block
  std::vector<double> weight{};                        ///< of each block
  std::vector<std::vector<std::size_t>> neighbours{};  ///< of each block; once for each common piece of border
};

/// Of the blocks of a part that hang together the heaviest group stays; others join the part that most of their borders
/// touch.
void join_islands(BlockParts& blocks);
/// Moves blocks at borders from heavier parts to lighter ones, as long as that makes them more even and no part falls
/// into pieces.
void balance(BlockParts& blocks);

}  // namespace planspiel::importing
