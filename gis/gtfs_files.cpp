#include "gis/gtfs_files.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <cstring>
#include <memory>

#include "engine/base/error.hpp"
#include "gis/gdal_session.hpp"
#include "gis/packed_file.hpp"

namespace planspiel::gtfs {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPiece = 1u << 20;

struct CloseFile {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};
struct FreeNames {
  void operator()(char** names) const { CSLDestroy(names); }
};

bool is_table(const std::string& name) { return name.ends_with(".txt"); }

}  // namespace

FeedFiles::FeedFiles(const fs::path& path, const FeedLimits& limits)
    : path_(path), name_(path.filename().string()), limits_(limits) {
  if (name_.empty()) name_ = path.parent_path().filename().string();
  if (fs::is_directory(path))
    list_folder();
  else if (fs::is_regular_file(path))
    list_archive();
  else
    throw Error(ErrorKind::input, path.string() + ": there is no such file or folder");
  if (bytes_of_.empty() && below_.empty())
    throw Error(ErrorKind::input, path.string() + ": holds no table: a feed has stops.txt, trips.txt, stop_times.txt");
}

void FeedFiles::list_folder() {
  root_ = plain_path(path_) + "/";
  for (const auto& entry : fs::directory_iterator(path_))
    if (entry.is_regular_file() && is_table(entry.path().filename().string()))
      bytes_of_[entry.path().filename().string()] = entry.file_size();
}

void FeedFiles::list_archive() {
  if (packing_of(first_bytes(path_)) != Packing::archive)
    throw Error(ErrorKind::input, path_.string() + ": is no zip archive: a feed is one, or a folder with its tables");
  GdalFaults faults;
  packed_bytes_ = fs::file_size(path_);
  root_ = "/vsizip/{" + plain_path(fs::absolute(path_)) + "}/";
  const std::unique_ptr<char*, FreeNames> names(VSIReadDirRecursive(root_.substr(0, root_.size() - 1).c_str()));
  if (!names) throw Error(ErrorKind::input, path_.string() + ": cannot be unpacked: " + faults.text());
  for (char** name = names.get(); *name; ++name) {
    VSIStatBufL state;
    if (!is_table(*name) || VSIStatL((root_ + *name).c_str(), &state) != 0) continue;
    (std::strchr(*name, '/') ? below_ : bytes_of_)[*name] = static_cast<std::uint64_t>(state.st_size);
  }
}

std::vector<std::string> FeedFiles::tables() const {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : bytes_of_) names.push_back(name);
  return names;
}

void FeedFiles::check_places(Faults& faults) const {
  for (const auto& [name, bytes] : below_) {
    const std::string table = name.substr(name.rfind('/') + 1);
    if (table == "stops.txt" || table == "trips.txt" || table == "stop_times.txt" || table == "routes.txt")
      faults.add({.file = name,
                  .rule = "invalid_input_files_in_subfolder",
                  .text = "lies in a folder of the archive: tables lie at its top"});
  }
}

void FeedFiles::refuse_size(const std::string& table, std::uint64_t bytes) const {
  const std::string place = path_.string() + ": " + table;
  if (bytes > limits_.table_bytes)
    throw Error(ErrorKind::input, fmt::format("{} has {} MB: at most {} MB are read; cut the feed to the city's region",
                                              place, bytes >> 20, limits_.table_bytes >> 20));
  if (packed_bytes_ > 0 && bytes > limits_.loose_bytes && bytes / limits_.ratio > packed_bytes_)
    throw Error(ErrorKind::input,
                fmt::format("{} unpacks to {} MB from an archive of {:.1f} MB: more than {} times is no timetable",
                            place, bytes >> 20, static_cast<double>(packed_bytes_) / 1048576.0, limits_.ratio));
}

std::string FeedFiles::read(std::string_view table) const {
  const std::string name(table);
  const std::uint64_t size = bytes_of_.find(table)->second;
  refuse_size(name, size);
  GdalFaults faults;
  const std::unique_ptr<VSILFILE, CloseFile> file(VSIFOpenL((root_ + name).c_str(), "rb"));
  if (!file) throw Error(ErrorKind::input, path_.string() + ": " + name + " cannot be opened: " + faults.text());
  std::string bytes;
  while (true) {
    const std::size_t before = bytes.size();
    bytes.resize(before + kPiece);
    bytes.resize(before + VSIFReadL(bytes.data() + before, 1, kPiece, file.get()));
    refuse_size(name, bytes.size());  // the size in an archive's head may be a lie
    if (bytes.size() - before < kPiece) break;
  }
  if (faults.any() || bytes.size() != size)
    throw Error(ErrorKind::input, fmt::format("{}: {} is damaged: {}", path_.string(), name,
                                              faults.any() ? faults.text() : "it ends too early"));
  return bytes;
}

}  // namespace planspiel::gtfs
