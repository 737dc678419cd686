#include "engine/base/folder_manifest.hpp"

#include <algorithm>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/seal.hpp"
#include "engine/base/value.hpp"

namespace planspiel {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "planspiel folder 1";
constexpr const char* kSealed = "sealed";

bool is_ordinary(const fs::path& path) {
  std::error_code none;
  return fs::is_regular_file(fs::symlink_status(path, none));
}

ListedFiles files_of(const Value& table) {
  ListedFiles files;
  for (const auto& [name, hashes] : table.members()) {
    path_inside(".", name);
    std::vector<std::string>& known = files[name];
    if (hashes.is_text()) known.push_back(hashes.as_text());
    if (hashes.is_list())
      for (const Value& hash : hashes.items()) known.push_back(hash.as_text());
  }
  return files;
}

Value value_of(const ListedFiles& files) {
  Value table = Value::table();
  for (const auto& [name, hashes] : files) {
    Value list = Value::list();
    for (const std::string& hash : hashes) list.push_back(hash);
    table.set(name, hashes.size() == 1 ? Value(hashes.front()) : list);
  }
  return table;
}

}  // namespace

std::optional<FolderManifest> read_folder_manifest(const fs::path& folder) {
  const fs::path path = folder / kManifestName;
  if (!is_ordinary(path) || seal_of(path) != Seal::whole) return std::nullopt;
  try {
    const Value value = read_json(path);
    if (value.at("format").as_text() != kFormat) return std::nullopt;
    return FolderManifest{value.at("kind").as_text(), files_of(value.at("files"))};
  } catch (const Error&) {
    return std::nullopt;  // somebody else's, however it is sealed
  }
}

std::string manifest_text(const FolderManifest& manifest, const Value& more) {
  Value value = Value::table({{"format", kFormat}, {"kind", manifest.kind}});
  for (const auto& [key, member] : more.members())
    if (!value.find(key)) value.set(key, member);
  value.erase("files");
  value.set("files", value_of(manifest.files));
  return sealed_json(std::move(value));
}

ListedFiles list_files(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (!entry.is_directory() && entry.path() != folder / kManifestName)
      names.push_back(entry.path().lexically_relative(folder).generic_string());
  std::vector<std::string> hashes(names.size());
  for_each_block(names.size(), [&](std::size_t at) {
    const fs::path file = folder / names[at];
    const bool carries_seal = file.extension() == ".json" && seal_of(file) == Seal::whole;
    hashes[at] = carries_seal ? kSealed : content_hash(file);
  });
  ListedFiles files;
  for (std::size_t at = 0; at < names.size(); ++at) files[names[at]] = {hashes[at]};
  return files;
}

bool is_as_listed(const fs::path& file, const std::vector<std::string>& hashes) {
  if (!is_ordinary(file)) return false;
  const auto fits = [&](const std::string& hash) { return hash == kSealed && seal_of(file) == Seal::whole; };
  return std::any_of(hashes.begin(), hashes.end(), fits) ||
         std::find(hashes.begin(), hashes.end(), content_hash(file)) != hashes.end();
}

}  // namespace planspiel
