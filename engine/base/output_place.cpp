#include "engine/base/output_place.hpp"

#include <cerrno>
#include <system_error>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/staging.hpp"

namespace planspiel::output {

namespace fs = std::filesystem;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

}  // namespace

std::optional<struct stat> status_of(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

std::vector<std::int64_t> stamp_of(const fs::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return {};
  return {static_cast<std::int64_t>(status.st_dev),
          static_cast<std::int64_t>(status.st_ino),
          status.st_size,
          status.st_mtim.tv_sec,
          status.st_mtim.tv_nsec,
          status.st_ctim.tv_sec,
          status.st_ctim.tv_nsec};
}

fs::path resolve(const fs::path& named) {
  constexpr int kMostLinks = 40;
  fs::path path = fs::absolute(named).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  std::error_code failed;
  for (int link = 0; fs::is_symlink(fs::symlink_status(path, failed)); ++link) {
    const fs::path to = fs::read_symlink(path, failed);
    if (failed || link > kMostLinks) refuse(named, "is a link that leads in a circle: name what it should lead to");
    path = (path.parent_path() / to).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    if (!is_there(path))
      refuse(named, "is a link to nothing (" + path.string() + "): make that first, or remove the link");
  }
  return path;
}

void refuse(const fs::path& named, const std::string& what) {
  throw Error(ErrorKind::config, named.string() + " " + what);
}

void refuse_input(const fs::path& named) {
  refuse(named, "is read by this command and cannot be where it writes: choose another name for the output");
}

void refuse_open_elsewhere(const fs::path& named, const fs::path& path) {
  if (path.extension() != ".gpkg") return;
  for (const char* ending : {"-wal", "-journal"})
    if (const auto status = status_of(path.string() + ending); status && status->st_size > 0)
      refuse(named, "is open in another program (" + path.filename().string() + ending +
                        " lies beside it): close it there, QGIS for example");
}

std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 5;
  std::string text;
  for (std::size_t at = 0; at < names.size() && at < kMost; ++at) text += (at > 0 ? ", " : "") + names[at];
  return names.size() > kMost ? text + " and " + std::to_string(names.size() - kMost) + " more" : text;
}

void in_words(const fs::path& named, const fs::path& fresh, const std::function<void()>& body) {
  try {
    body();
  } catch (const fs::filesystem_error& error) {
    fail_to_write(named, error.code().value());
  } catch (const Error& error) {
    std::string text = replaced(error.what(), fresh.string(), named.string());
    throw Error(error.kind(), fresh == named ? text : replaced(text, fresh.parent_path().string() + "/", ""));
  }
}

void place_file(const fs::path& folder, const std::string& name, std::string_view bytes) {
  const Staging staging(folder, name);
  write_file(staging.place(), bytes);
  put_in_place(staging, folder / name);
}

}  // namespace planspiel::output
