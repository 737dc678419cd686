#include "gis/osm_object.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/base/filled.hpp"

namespace planspiel {

namespace {

constexpr std::size_t kLongestList = 40;
constexpr std::size_t kLongestValue = 60;  ///< letters of a value that a line repeats

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

void OsmUnread::add(const Text& what, const std::string& object) {
  Entry& entry = entries_[what.en];
  if (entry.last == object) return;
  if (entry.count++ == 0) {
    entry.what = what;
    entry.example = object;
  }
  entry.last = object;
}

std::size_t OsmUnread::count(const std::string& what) const {
  const auto found = entries_.find(what);
  return found == entries_.end() ? 0 : found->second.count;
}

Text OsmUnread::text() const {
  std::vector<const std::pair<const std::string, Entry>*> order;
  for (const auto& entry : entries_) order.push_back(&entry);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto* a, const auto* b) { return a->second.count > b->second.count; });
  Text lines;
  std::size_t beyond = 0;
  for (std::size_t at = 0; at < order.size(); ++at) {
    const Entry& entry = order[at]->second;
    if (at < kLongestList)
      lines +=
          filled("  {:>7} × {} (zuerst: {})\n", "  {:>7} × {} (first: {})\n", entry.count, entry.what, entry.example);
    else
      beyond += entry.count;
  }
  if (beyond > 0)
    lines += filled("  {:>7} × {} andere Dinge\n", "  {:>7} × {} other things\n", beyond, order.size() - kLongestList);
  return lines;
}

std::string_view OsmTags::operator[](std::string_view key) const {
  for (const Pair& pair : pairs_)
    if (pair.first == key) return trimmed(pair.second);
  return {};
}

OsmTags OsmTags::about(std::span<const std::string_view> beginnings) const {
  std::vector<Pair> pairs;
  for (const Pair& pair : pairs_)
    if (std::any_of(beginnings.begin(), beginnings.end(),
                    [&](std::string_view beginning) { return pair.first.starts_with(beginning); }))
      pairs.push_back(pair);
  return OsmTags(std::move(pairs), object_, unread_);
}

void OsmTags::unread_key(std::string_view key, const Text& what) const {
  unread_.add(same_text(fmt::format("{}: ", key)) + what, object_);
}

void OsmTags::unread(std::string_view key, const Text& what) const {
  std::string_view value = (*this)[key];
  const bool is_long = value.size() > kLongestValue;
  if (is_long) value = value.substr(0, value.find_last_of(' ', kLongestValue));
  while (is_long && !value.empty() && (value.back() & 0x80)) value.remove_suffix(1);
  unread_.add(same_text(fmt::format("{}={}{}: ", key, value, is_long ? "…" : "")) + what, object_);
}

std::vector<std::string> osm_values(std::string_view text, std::string_view separators) {
  std::vector<std::string> values;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    std::string value(trimmed(text.substr(0, end)));
    std::transform(value.begin(), value.end(), value.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (!value.empty()) values.push_back(std::move(value));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return values;
}

std::optional<double> osm_measure(std::string_view value) {
  double number = 0.0, inches = 0.0;
  const char* const last = value.data() + value.size();
  const auto [end, fault] = std::from_chars(value.data(), last, number, std::chars_format::fixed);
  if (fault != std::errc() || !(number > 0.0)) return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(last - end));
  if (unit.empty() || unit == "m" || unit == " m" || unit == "t" || unit == " t") return number;
  if (unit.front() != '\'') return std::nullopt;
  std::from_chars(end + 1, last, inches, std::chars_format::fixed);
  return 0.3048 * number + 0.0254 * inches;
}

}  // namespace planspiel
