#pragma once

/// Views that people keep, by city, from one session to the next.

#include <filesystem>
#include <string>
#include <vector>

namespace planspiel::viewer {

struct Bookmark {
  std::string name;
  std::string view;  ///< "lon,lat,height,heading,pitch", as `planspiel render --view` takes it
  bool operator==(const Bookmark&) const = default;
};

/// planspiel/bookmarks.json below XDG_CONFIG_HOME or ~/.config; empty where there is no home.
std::filesystem::path bookmarks_file();
/// Those of one city; none where there is no file. Throws Error(input) for a broken file.
std::vector<Bookmark> read_bookmarks(const std::filesystem::path& file, const std::string& city);
/// Replaces those of one city and leaves the others. Throws Error(system, input).
void write_bookmarks(const std::filesystem::path& file, const std::string& city,
                     const std::vector<Bookmark>& bookmarks);

}  // namespace planspiel::viewer
