#include "engine/base/output.hpp"

#include <algorithm>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/output_place.hpp"
#include "engine/base/seal.hpp"
#include "engine/base/staging.hpp"

namespace planspiel {

namespace fs = std::filesystem;
using namespace output;

void Inputs::add(fs::path path) {
  if (status_of(path)) paths_.push_back(std::move(path));
}

bool Inputs::contain(const fs::path& path) const {
  const auto status = status_of(path);
  if (!status) return false;
  const auto is_it = [&](const fs::path& input) {
    const auto other = status_of(input);
    return other && other->st_dev == status->st_dev && other->st_ino == status->st_ino;
  };
  const auto is_part_of_it = [&](const fs::path& input) {
    const auto other = status_of(input);
    if (!other || !S_ISDIR(other->st_mode)) return false;
    const std::string name = fs::canonical(path).lexically_relative(fs::canonical(input)).generic_string();
    const auto manifest = read_folder_manifest(input);
    return manifest && (name == kManifestName || manifest->files.contains(name));
  };
  return std::any_of(paths_.begin(), paths_.end(), is_it) || std::any_of(paths_.begin(), paths_.end(), is_part_of_it);
}

OutputFile::OutputFile(fs::path path, OutputRules rules)
    : named_(std::move(path)), path_(resolve(named_)), rules_(rules) {
  check(!can_be_sealed(path_));  // others are compared when the bytes are there
}

void OutputFile::check(bool same_bytes) const {
  const auto status = status_of(path_);
  if (!status) return;
  if (S_ISDIR(status->st_mode)) refuse(named_, "is a folder: name a file");
  if (!S_ISREG(status->st_mode)) refuse(named_, "is no ordinary file: name one");
  if (rules_.inputs && rules_.inputs->contain(path_)) refuse_input(named_);
  refuse_open_elsewhere(named_, path_);
  if (same_bytes || rules_.overwrite || status->st_size == 0) return;
  const Seal seal = seal_of(path_);
  if (seal == Seal::broken)
    refuse(named_, "was changed since planspiel wrote it: name another file, or --overwrite to replace it");
  if (seal == Seal::none)
    refuse(named_,
           "is there, and nothing in it says that planspiel wrote it: name another file, or --overwrite to "
           "replace it");
}

void OutputFile::write(std::string_view bytes) const {
  write([&](const fs::path& fresh) { write_file(fresh, bytes); });
}

void OutputFile::write(const Fill& fill) const {
  std::optional<Staging> staging;
  in_words(named_, named_, [&] { staging.emplace(path_.parent_path(), path_.filename().string()); });
  const fs::path& fresh = staging->place();
  in_words(named_, fresh, [&] {
    fill(fresh);
    if (fresh.extension() == ".gpkg")
      seal_geopackage(fresh);
    else if (can_be_sealed(fresh))
      write_file(fresh, sealed(read_file(fresh), fresh));
    const bool same = status_of(path_) && content_hash(path_) == content_hash(fresh);
    check(same);
    if (!same) put_in_place(*staging, path_);
  });
}

}  // namespace planspiel
