#pragma once

/// The tables of a feed as bytes: from a zip archive or a folder, with limits against hostile ones.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gis/gtfs_faults.hpp"

namespace planspiel::gtfs {

/// What a feed may take. The stop times of all of Germany are 1.3 GB.
struct FeedLimits {
  std::uint64_t table_bytes = 2ull << 30;
  std::uint64_t rows = 100'000'000;
  /// Tables above `loose_bytes` may be so many times as big as the whole archive: texts of timetables shrink to a
  /// tenth.
  std::uint64_t ratio = 100, loose_bytes = 16ull << 20;
};

class FeedFiles {
 public:
  /// Throws Error(input) where the path is neither an archive nor a folder, or holds no table.
  explicit FeedFiles(const std::filesystem::path& path, const FeedLimits& limits = {});

  bool has(std::string_view table) const { return bytes_of_.find(table) != bytes_of_.end(); }
  /// The bytes of "stops.txt". Throws Error(input) for one that is too big, packed too tightly, or damaged.
  std::string read(std::string_view table) const;
  /// Names of all tables, sorted.
  std::vector<std::string> tables() const;
  const FeedLimits& limits() const { return limits_; }
  /// The archive's or folder's name, for messages.
  const std::string& name() const { return name_; }
  /// Adds what the public validator says of tables in folders below.
  void check_places(Faults& faults) const;

 private:
  void list_archive();
  void list_folder();
  void refuse_size(const std::string& table, std::uint64_t bytes) const;

  std::filesystem::path path_;
  std::string name_;
  FeedLimits limits_;
  std::string root_;                ///< as GDAL names it, with a slash at its end
  std::uint64_t packed_bytes_ = 0;  ///< of the archive; 0: a folder
  std::map<std::string, std::uint64_t, std::less<>> bytes_of_{}, below_{};
};

}  // namespace planspiel::gtfs
