#include "gis/block_parts.hpp"

#include <algorithm>
#include <map>

namespace planspiel::importing {

namespace {

/// Blocks of one part that hang together, from a start on; one block may be left out.
std::vector<std::size_t> group_from(const BlockParts& blocks, std::size_t start, std::size_t without,
                                    std::vector<char>& seen) {
  std::vector<std::size_t> group{start};
  seen[start] = 1;
  for (std::size_t at = 0; at < group.size(); ++at)
    for (const std::size_t next : blocks.neighbours[group[at]])
      if (next != without && !seen[next] && blocks.part_of[next] == blocks.part_of[start]) {
        seen[next] = 1;
        group.push_back(next);
      }
  return group;
}

/// Whether the part of a block stays in one piece without it.
bool can_leave(const BlockParts& blocks, std::size_t block) {
  const std::size_t part = blocks.part_of[block];
  std::size_t others = 0, start = blocks.part_of.size();
  for (std::size_t other = 0; other < blocks.part_of.size(); ++other)
    if (other != block && blocks.part_of[other] == part) {
      ++others;
      start = other;
    }
  if (others == 0) return false;
  std::vector<char> seen(blocks.part_of.size(), 0);
  return group_from(blocks, start, block, seen).size() == others;
}

/// The lightest part beside a block; its own where it has no other neighbour.
std::size_t lightest_beside(const BlockParts& blocks, std::size_t block, const std::vector<double>& weight) {
  std::size_t lightest = blocks.part_of[block];
  for (const std::size_t next : blocks.neighbours[block])
    if (weight[blocks.part_of[next]] < weight[lightest]) lightest = blocks.part_of[next];
  return lightest;
}

}  // namespace

void join_islands(BlockParts& blocks) {
  std::vector<char> seen(blocks.part_of.size(), 0);
  std::vector<std::vector<std::size_t>> groups;
  std::vector<double> weight;
  std::vector<std::size_t> heaviest(blocks.parts, blocks.part_of.size());
  for (std::size_t start = 0; start < blocks.part_of.size(); ++start) {
    if (seen[start]) continue;
    groups.push_back(group_from(blocks, start, blocks.part_of.size(), seen));
    weight.push_back(0.0);
    for (const std::size_t block : groups.back()) weight.back() += blocks.weight[block];
    std::size_t& best = heaviest[blocks.part_of[start]];
    if (best == blocks.part_of.size() || weight.back() > weight[best]) best = groups.size() - 1;
  }
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const std::size_t home = blocks.part_of[groups[group].front()];
    if (heaviest[home] == group) continue;
    std::map<std::size_t, std::size_t> touched;
    for (const std::size_t block : groups[group])
      for (const std::size_t next : blocks.neighbours[block])
        if (blocks.part_of[next] != home) ++touched[blocks.part_of[next]];
    if (touched.empty()) continue;
    const auto most = std::max_element(touched.begin(), touched.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    for (const std::size_t block : groups[group]) blocks.part_of[block] = most->first;
  }
}

void balance(BlockParts& blocks) {
  std::vector<double> weight(blocks.parts, 0.0);
  for (std::size_t block = 0; block < blocks.part_of.size(); ++block)
    weight[blocks.part_of[block]] += blocks.weight[block];
  for (std::size_t moves = 0; moves < 4 * blocks.part_of.size(); ++moves) {
    std::size_t best = blocks.part_of.size();
    double gain = 0.0;
    for (std::size_t block = 0; block < blocks.part_of.size(); ++block) {
      if (!(blocks.weight[block] > 0.0)) continue;
      const double more = weight[blocks.part_of[block]] - weight[lightest_beside(blocks, block, weight)];
      // What the sum of squares falls by, half of it.
      const double here = blocks.weight[block] * (more - blocks.weight[block]);
      if (here <= gain || !can_leave(blocks, block)) continue;
      gain = here;
      best = block;
    }
    if (best == blocks.part_of.size()) return;
    const std::size_t to = lightest_beside(blocks, best, weight);
    weight[blocks.part_of[best]] -= blocks.weight[best];
    weight[to] += blocks.weight[best];
    blocks.part_of[best] = to;
  }
}

}  // namespace planspiel::importing
