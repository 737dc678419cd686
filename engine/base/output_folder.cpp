#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/output.hpp"
#include "engine/base/output_place.hpp"
#include "engine/base/seal.hpp"
#include "engine/base/staging.hpp"

namespace planspiel {

namespace fs = std::filesystem;
using namespace output;

namespace {

constexpr std::size_t kMostForeign = 10000;  ///< files of others that are taken along when a folder is replaced

/// Names below a folder that are no folders, in order; links are not followed.
std::vector<std::string> names_below(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (!is_folder(entry.path()) || fs::is_empty(entry.path()))
      names.push_back(entry.path().lexically_relative(folder).generic_string());
  std::sort(names.begin(), names.end());
  return names;
}

/// Makes the folders of `name` in `to`, with the permissions that they have in `from`.
void make_folders(const fs::path& from, const fs::path& to, const fs::path& name) {
  fs::path below;
  for (const fs::path& part : name.parent_path()) {
    below /= part;
    if (fs::create_directory(to / below)) fs::permissions(to / below, fs::status(from / below).permissions());
  }
}

/// Gives a file of somebody else a second name in the fresh folder. Throws filesystem_error where it cannot be.
void take_along(const fs::path& from, const fs::path& to, const std::string& name) {
  make_folders(from, to, name);
  if (is_folder(from / name)) {
    fs::create_directory(to / name, from / name);
    return;
  }
  if (::linkat(AT_FDCWD, (from / name).c_str(), AT_FDCWD, (to / name).c_str(), 0) != 0)
    throw fs::filesystem_error("", from / name, std::error_code(errno, std::generic_category()));
}

/// Whether the folder is where a file system is mounted, or lies in a folder that may not be written: it cannot change
/// places with another one.
bool must_stay(const fs::path& folder) {
  struct statx status {};
  const bool known = ::statx(AT_FDCWD, folder.c_str(), 0, STATX_BASIC_STATS, &status) == 0;
  const bool mounted =
      known && (status.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) && (status.stx_attributes & STATX_ATTR_MOUNT_ROOT);
  return mounted || ::access(folder.parent_path().c_str(), W_OK) != 0;
}

std::string kind_in_words(const std::string& kind) { return (kind == "explanation" ? "an " : "a ") + kind; }

/// Why a folder that is not ours, or of another kind, is refused.
std::string why_foreign(const fs::path& folder, const std::string& kind) {
  const auto manifest = read_folder_manifest(folder);
  if (manifest) return "holds " + kind_in_words(manifest->kind) + " of planspiel's, not " + kind_in_words(kind);
  if (seal_of(folder / kManifestName) == Seal::broken)
    return "has a manifest.json that was changed since planspiel wrote it";
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return "holds files that this planspiel has no list of (" + some_of(names) + ")";
}

/// Throws where a file cannot be put at its name: something else than a file is there, or an input.
void check_name(const fs::path& named, const fs::path& folder, const std::string& name, const OutputRules& rules) {
  fs::path below = folder;
  for (const fs::path& part : fs::path(name).parent_path())
    if (below /= part; is_there(below) && !is_folder(below)) refuse(named, "has a '" + name + "' in the way");
  if (is_folder(folder / name)) refuse(named, "has a folder '" + name + "' in the way of a file of that name");
  if (rules.inputs && rules.inputs->contain(folder / name)) refuse_input(named / name);
}

}  // namespace

OutputFolder::OutputFolder(fs::path path, std::string kind, OutputRules rules)
    : named_(std::move(path)), path_(resolve(named_)), kind_(std::move(kind)), rules_(rules) {
  look();
}

void OutputFolder::look() {
  found_ = Found::nothing;
  if (!is_there(path_)) return;
  if (!is_folder(path_)) refuse(named_, "is a file: name a folder");
  if (rules_.inputs && rules_.inputs->contain(path_)) refuse_input(named_);
  if (fs::is_empty(path_)) return;
  const auto manifest = read_folder_manifest(path_);
  found_ = manifest && manifest->kind == kind_ ? Found::ours : Found::foreign;
  if (found_ == Found::foreign && !rules_.overwrite)
    refuse(named_, why_foreign(path_, kind_) + ": name another folder, or --overwrite to write " +
                       kind_in_words(kind_) + " among them");
  if (found_ == Found::foreign) return;
  manifest_ = *manifest;
  refuse_changed();
}

bool OutputFolder::is_unchanged(const std::string& file, const std::vector<std::string>& hashes) {
  Looked& looked = looked_[file];
  std::vector<std::int64_t> stamp = stamp_of(path_ / file);
  if (looked.stamp != stamp) looked = {std::move(stamp), is_as_listed(path_ / file, hashes)};
  return looked.as_listed;
}

void OutputFolder::refuse_changed() {
  std::vector<std::string> changed;
  for (const auto& [name, hashes] : manifest_.files) {
    if (!is_there(path_ / name)) continue;
    refuse_open_elsewhere(named_ / name, path_ / name);
    if (rules_.inputs && rules_.inputs->contain(path_ / name)) refuse_input(named_ / name);
    if (!is_unchanged(name, hashes)) changed.push_back(name);
  }
  if (!changed.empty() && !rules_.overwrite)
    refuse(named_, "has files that were changed since planspiel wrote them (" + some_of(changed) +
                       "): move them away, name another folder, or --overwrite to replace them");
}

void OutputFolder::write(const Fill& fill) {
  const bool stays = is_there(path_) && must_stay(path_);
  if (found_ == Found::ours && stays && !rules_.overwrite)
    refuse(named_,
           "cannot be replaced in one step where it is (a file system is mounted there, or the folder that it "
           "lies in may not be written): name a folder inside it, or --overwrite to replace file by file");
  if (found_ == Found::foreign || stays)
    write_beside(fill);
  else
    replace(fill);
}

void OutputFolder::replace(const Fill& fill) {
  std::optional<Staging> staging;
  in_words(named_, named_, [&] {
    fs::create_directories(path_.parent_path());
    staging.emplace(path_.parent_path(), path_.filename().string());
  });
  const fs::path& fresh = staging->place();
  in_words(named_, fresh, [&] {
    fs::create_directory(fresh);
    if (is_there(path_)) fs::permissions(fresh, fs::status(path_).permissions());
    fill(fresh);
    const ListedFiles written = list_files(fresh);
    const fs::path manifest = fresh / kManifestName;
    const Value more = is_there(manifest) ? read_json(manifest) : Value::table();
    write_file(manifest, manifest_text({kind_, written}, more));
    look();
    if (found_ == Found::foreign) refuse(named_, "was filled by somebody else meanwhile: name another folder");
    if (found_ == Found::ours) carry_over(fresh, written);
    put_in_place(*staging, path_);
    for (const fs::path& old : {fresh, staging->aside()})
      if (is_folder(old))
        retire(old, path_, [&](const std::string& name) {
          const auto looked = looked_.find(name);
          const bool unchanged =
              looked != looked_.end() && looked->second.as_listed && looked->second.stamp == stamp_of(old / name);
          return unchanged || (rules_.overwrite && written.contains(name));
        });
  });
}

void OutputFolder::carry_over(const fs::path& fresh, const ListedFiles& written) {
  std::vector<std::string> taken, in_the_way;
  for (const std::string& name : names_below(path_)) {
    const auto listed = manifest_.files.find(name);
    if (name == kManifestName || (listed != manifest_.files.end() && is_unchanged(name, listed->second))) continue;
    const bool both_folders = is_folder(path_ / name) && is_folder(fresh / name);
    const bool replaced = rules_.overwrite && written.contains(name) && !is_folder(path_ / name);
    if (!is_there(fresh / name))
      taken.push_back(name);
    else if (!both_folders && !replaced)
      in_the_way.push_back(name);
  }
  if (!in_the_way.empty())
    refuse(named_, "has files of somebody else in the way (" + some_of(in_the_way) + "): move them away");
  if (taken.size() > kMostForeign)
    refuse(named_, "has more than " + std::to_string(kMostForeign) + " files of somebody else (" + some_of(taken) +
                       "): name a folder of its own");
  std::vector<std::string> left;
  for (const std::string& name : taken) try {
      take_along(path_, fresh, name);
    } catch (const fs::filesystem_error&) {
      left.push_back(name);
    }
  if (!left.empty())
    refuse(named_, "has files of somebody else that cannot be kept there (" + some_of(left) + "): move them away");
}

void OutputFolder::write_beside(const Fill& fill) const {
  std::optional<Staging> staging;
  in_words(named_, named_, [&] { staging.emplace(path_, path_.filename().string()); });
  const fs::path& fresh = staging->place();
  in_words(named_, fresh, [&] {
    fs::create_directory(fresh);
    fill(fresh);
    const ListedFiles written = list_files(fresh);
    FolderManifest claim{kind_, written};
    for (const auto& [name, hashes] : written) check_name(named_, path_, name, rules_);
    check_name(named_, path_, kManifestName, rules_);
    if (found_ == Found::ours)
      for (const auto& [name, hashes] : manifest_.files)
        claim.files[name].insert(claim.files[name].end(), hashes.begin(), hashes.end());
    const fs::path manifest = fresh / kManifestName;
    const Value more = is_there(manifest) ? read_json(manifest) : Value::table();
    place_file(path_, kManifestName, manifest_text(claim));  // no result until the last step, but ours
    for (const auto& [name, hashes] : written) {
      fs::create_directories((path_ / name).parent_path());
      fs::rename(fresh / name, path_ / name);
    }
    if (found_ == Found::ours)
      for (const auto& [name, hashes] : manifest_.files)
        if (!written.contains(name) && is_as_listed(path_ / name, hashes)) fs::remove(path_ / name);
    place_file(path_, kManifestName, manifest_text({kind_, written}, more));
  });
}

GrowingFolder::GrowingFolder(fs::path path, std::string kind, OutputRules rules)
    : named_(std::move(path)), path_(resolve(named_)), kind_(std::move(kind)), rules_(rules) {
  if (is_there(path_) && !is_folder(path_)) refuse(named_, "is a file: name a folder");
  if (rules_.inputs && rules_.inputs->contain(path_)) refuse_input(named_);
  const auto manifest = is_there(path_) ? read_folder_manifest(path_) : std::nullopt;
  if (manifest && manifest->kind == kind_) return;
  if (is_there(path_) && !fs::is_empty(path_) && !rules_.overwrite)
    refuse(named_, why_foreign(path_, kind_) + ": name another folder, or --overwrite to write " +
                       kind_in_words(kind_) + " among them");
  in_words(named_, named_, [&] {
    fs::create_directories(path_);
    check_name(named_, path_, kManifestName, rules_);
    place_file(path_, kManifestName, manifest_text({kind_, {}}));
  });
}

void GrowingFolder::put(const std::vector<std::pair<std::string, std::string>>& files) const {
  const int lock = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock < 0) fail_to_write(named_, errno);
  ::flock(lock, LOCK_EX);  // parts of one sweep write the same table
  const std::unique_ptr<const int, void (*)(const int*)> closed(&lock, [](const int* file) { ::close(*file); });
  FolderManifest manifest = read_folder_manifest(path_).value_or(FolderManifest{kind_, {}}), claim = manifest;
  for (const auto& [name, bytes] : files) {
    check_name(named_, path_, name, rules_);
    const std::string hash = hash_text(bytes).hex();
    const bool is_new = !is_there(path_ / name) || content_hash(path_ / name) == hash;
    if (!is_new && !rules_.overwrite && !is_as_listed(path_ / name, manifest.files[name]))
      refuse(named_ / name,
             "was changed since planspiel wrote it, or is not planspiel's: move it away, or --overwrite "
             "to replace it");
    claim.files[name].push_back(hash);
    manifest.files[name] = {hash};
  }
  in_words(named_, named_, [&] {
    place_file(path_, kManifestName, manifest_text(claim));
    for (const auto& [name, bytes] : files) place_file(path_, name, bytes);
    place_file(path_, kManifestName, manifest_text(manifest));
  });
}

}  // namespace planspiel
