#include "engine/base/error.hpp"

#include <algorithm>
#include <vector>

namespace planspiel {

namespace {

/// Edit distance (Levenshtein): single insertions, deletions, replacements.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

int Error::exit_code() const {
  switch (kind_) {
    case ErrorKind::input:
    case ErrorKind::config:
    case ErrorKind::plugin:
      return 2;
    case ErrorKind::stopped:
      return 130;
    default:
      return 1;
  }
}

std::string nearest_known_text(std::string_view unknown, const std::string* first, std::size_t count) {
  constexpr std::size_t kLongestName = 100;  // nobody mistypes a name into more than that
  const std::string* nearest = nullptr;
  std::size_t best = 0;
  for (const std::string* known = first; known != first + count && unknown.size() <= kLongestName; ++known) {
    const std::size_t edits = edit_distance(unknown, *known);
    if (!nearest || edits < best) {
      nearest = known;
      best = edits;
    }
  }
  if (nearest && best <= std::max<std::size_t>(2, unknown.size() / 3)) return "did you mean '" + *nearest + "'?";
  constexpr std::size_t kMost = 30;
  std::string list = "known:";
  for (std::size_t i = 0; i < std::min(count, kMost); ++i) list += (i == 0 ? " " : ", ") + first[i];
  return count > kMost ? list + ", … (" + std::to_string(count) + " in all)" : list;
}

void check_failed(const char* condition, const char* file, int line) {
  throw Error(ErrorKind::internal, std::string(file) + ":" + std::to_string(line) + ": impossible state: " + condition +
                                       " does not hold; this is a bug");
}

}  // namespace planspiel
