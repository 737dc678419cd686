#pragma once

/// The tags of one object of OpenStreetMap, and what of them nobody understood.

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"

namespace planspiel {

/// What a file says that the import does not read, or reads in a plainer way: how often, with one example.
class OsmUnread {
 public:
  struct Entry {
    Text what{};
    std::size_t count = 0;
    std::string example{}, last{};  ///< "w123": the first and the last object that say it
  };
  /// An object that says it twice in a row counts once.
  void add(const Text& what, const std::string& object);
  /// Of what is called so in English.
  std::size_t count(const std::string& what) const;
  const std::map<std::string, Entry>& entries() const { return entries_; }
  /// One line each, the most frequent first; what is beyond the longest list is summed up.
  Text text() const;

 private:
  std::map<std::string, Entry> entries_{};  ///< by their English text
};

/// Tags of one object. Keys as written; values without blanks around them.
class OsmTags {
 public:
  using Pair = std::pair<std::string_view, std::string_view>;
  /// `object` is "w", "n" or "r" and the number. What the texts point to must outlive the tags.
  OsmTags(std::vector<Pair> pairs, std::string object, OsmUnread& unread)
      : pairs_(std::move(pairs)), object_(std::move(object)), unread_(unread) {}

  /// The value, or an empty text where the key is not there.
  std::string_view operator[](std::string_view key) const;
  const std::vector<Pair>& all() const { return pairs_; }
  /// Those whose keys start with one of these.
  OsmTags about(std::span<const std::string_view> beginnings) const;
  /// Writes down "key=value: what became of it".
  void unread(std::string_view key, const Text& what) const;
  /// The same without the value, where each object has its own.
  void unread_key(std::string_view key, const Text& what) const;

 private:
  std::vector<Pair> pairs_;
  std::string object_;
  OsmUnread& unread_;
};

/// The parts of "a; B ;c" in lower case, without blanks and empty parts.
std::vector<std::string> osm_values(std::string_view text, std::string_view separators = ";");

/// Metres or tonnes; "3.5", "3.8 m", "12'6\"". Nothing where it is not understood.
std::optional<double> osm_measure(std::string_view value);

}  // namespace planspiel
