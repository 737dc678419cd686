#include "engine/run/cache.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <initializer_list>

#include "engine/base/files.hpp"
#include "engine/base/parallel.hpp"
#include "engine/base/staging.hpp"
#include "engine/base/stop.hpp"
#include "engine/run/open_file.hpp"
#include "engine/run/stored.hpp"

/// An entry is one file: magic, size of the header, digest of the header, header (JSON: model, key, notes, fields with
/// shape and content digest), then the values of each field in that order. Every byte is covered by a digest or by
/// the file's length.

namespace planspiel {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kResultMagic{"planspiel-result-1\n", 19};
constexpr std::string_view kEnding = ".result", kCityEnding = ".city";
constexpr std::size_t kResultPrefix = kResultMagic.size() + 3 * sizeof(std::uint64_t);

/// Why an entry cannot be used.
struct Damage {
  std::string what;
};

Value numbers_to_value(const std::vector<std::size_t>& numbers) {
  Value list = Value::list();
  for (const std::size_t number : numbers) list.push_back(number);
  return list;
}

std::string header_text(const ModelResult& result) {
  Value notes = Value::list(), fields = Value::list();
  for (const Note& note : result.notes)
    notes.push_back(Value::table({{"code", note.code}, {"text", text_to_value(note.text)}, {"id", note.external_id}}));
  for (const auto& [name, field] : result.fields)
    fields.push_back(Value::table({{"field", spec_to_value(field.spec)},
                                   {"shape", numbers_to_value(field.grid->shape())},
                                   {"digest", content_digest(*field.grid).hex()}}));
  return to_json(
      Value::table({{"model", result.model}, {"key", result.key.hex()}, {"notes", notes}, {"fields", fields}}), 0);
}

struct StoredField {
  FieldSpec spec;
  std::vector<std::size_t> shape;
  std::string digest;
  std::uint64_t offset = 0;
};

/// The header of an entry whose magic, sizes and digest are right.
Value read_header(const OpenFile& file, std::uint64_t file_size, std::uint64_t& header_size) {
  std::string prefix(kResultPrefix, '\0');
  if (file_size < kResultPrefix || !file.read_at(0, prefix.data(), kResultPrefix)) throw Damage{"it is too short"};
  if (!prefix.starts_with(kResultMagic)) throw Damage{"it does not start as a result"};
  Digest expected;
  std::memcpy(&header_size, prefix.data() + kResultMagic.size(), sizeof header_size);
  std::memcpy(&expected.high, prefix.data() + kResultMagic.size() + 8, sizeof expected.high);
  std::memcpy(&expected.low, prefix.data() + kResultMagic.size() + 16, sizeof expected.low);
  if (header_size > file_size - kResultPrefix) throw Damage{"it ends within its header"};
  std::string header(header_size, '\0');
  if (!file.read_at(kResultPrefix, header.data(), header.size()) || hash_text(header) != expected)
    throw Damage{"the checksum of its header is wrong"};
  return parse_json(header, "cache entry");
}

std::vector<StoredField> stored_fields(const Value& header, std::uint64_t offset, std::uint64_t file_size) {
  std::vector<StoredField> fields;
  for (const Value& one : header.at("fields").items()) {
    StoredField field{spec_from_value(one.at("field")), {}, one.at("digest").as_text(), offset};
    for (const Value& extent : one.at("shape").items())
      field.shape.push_back(static_cast<std::size_t>(extent.as_integer()));
    offset += value_count(field.shape).value_or(file_size) * sizeof(double);
    if (offset > file_size) throw Damage{"it is shorter than its fields"};
    fields.push_back(std::move(field));
  }
  if (offset != file_size) throw Damage{"it is longer than its fields"};
  return fields;
}

/// Reads and checks one block of values.
std::shared_ptr<const GridBase> read_values(const OpenFile& file, const StoredField& field) {
  auto grid = std::make_shared<StoredGrid>(field.shape);
  if (!file.read_at(field.offset, grid->raw().data(), grid->raw().size_bytes())) return nullptr;
  return content_digest(*grid).hex() == field.digest ? grid : nullptr;
}

ModelResult read_entry(const OpenFile& file, std::uint64_t file_size, const Digest& key) {
  std::uint64_t header_size = 0;
  const Value header = read_header(file, file_size, header_size);
  if (header.at("key").as_text() != key.hex()) throw Damage{"it is the result of another key"};
  ModelResult result{.model = header.at("model").as_text(), .key = key, .from_cache = true};
  for (const Value& note : header.at("notes").items())
    result.notes.push_back({note.at("code").as_text(), text_from_value(note.at("text")), note.at("id").as_text()});
  const std::vector<StoredField> fields = stored_fields(header, kResultPrefix + header_size, file_size);
  std::vector<std::shared_ptr<const GridBase>> grids(fields.size());
  for_each_block(fields.size(), [&](std::size_t number) { grids[number] = read_values(file, fields[number]); });
  for (std::size_t number = 0; number < fields.size(); ++number) {
    if (!grids[number]) throw Damage{"the checksum of its field '" + fields[number].spec.name + "' is wrong"};
    result.fields[fields[number].spec.name] = {fields[number].spec, grids[number]};
  }
  return result;
}

/// Writes all of an entry; false with errno where the disk refuses.
bool write_entry(OpenFile& file, const ModelResult& result) {
  const std::string header = header_text(result);
  const Digest digest = hash_text(header);
  const std::uint64_t size = header.size();
  bool good = file.write(kResultMagic.data(), kResultMagic.size()) && file.write(&size, sizeof size) &&
              file.write(&digest.high, sizeof digest.high) && file.write(&digest.low, sizeof digest.low) &&
              file.write(header.data(), header.size());
  for (const auto& [name, field] : result.fields)
    good = good && file.write(field.grid->raw().data(), field.grid->raw().size_bytes());
  return good && file.close();
}

/// An entry.
struct CachedFile {
  fs::file_time_type used;
  fs::path path;
  std::uintmax_t bytes = 0;
};

/// Files of ours with one of these endings, longest unused first; those that vanish meanwhile are left out.
std::vector<CachedFile> files_of(const fs::path& folder, std::initializer_list<std::string_view> endings) {
  std::vector<CachedFile> files;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    const std::string ending = at->path().extension().string();
    if (std::find(endings.begin(), endings.end(), ending) == endings.end()) continue;
    std::error_code vanished;
    CachedFile file{fs::last_write_time(at->path(), vanished), at->path(), 0};
    if (!vanished) file.bytes = fs::file_size(at->path(), vanished);
    if (!vanished) files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end(), [](const CachedFile& a, const CachedFile& b) {
    return std::tie(a.used, a.path) < std::tie(b.used, b.path);
  });
  return files;
}

/// Removes, oldest use first, what is beyond the limit.
void tidy(const fs::path& folder, std::uintmax_t limit) {
  std::error_code ignored;
  const std::vector<CachedFile> entries = files_of(folder, {kEnding, kCityEnding});
  std::uintmax_t bytes = 0;
  for (const CachedFile& entry : entries) bytes += entry.bytes;
  for (const CachedFile& entry : entries) {
    if (bytes <= limit) break;
    fs::remove(entry.path, ignored);
    bytes -= entry.bytes;
  }
}

std::string environment(const char* name) {
  const char* text = std::getenv(name);
  return text ? text : "";
}

}  // namespace

fs::path Cache::default_folder() {
  if (const std::string own = environment("PLANSPIEL_CACHE"); !own.empty()) return own;
  if (const std::string caches = environment("XDG_CACHE_HOME"); !caches.empty()) return fs::path(caches) / "planspiel";
  if (const std::string home = environment("HOME"); !home.empty()) return fs::path(home) / ".cache" / "planspiel";
  return fs::temp_directory_path() / ("planspiel-" + std::to_string(::getuid()));
}

Cache::Cache(fs::path folder, std::uintmax_t size_limit_bytes)
    : folder_(std::move(folder)), size_limit_bytes_(size_limit_bytes) {}

fs::path Cache::path_of(const Digest& key) const { return folder_ / (key.hex() + std::string(kEnding)); }

fs::path Cache::city_path(const Digest& key) const { return folder_ / (key.hex() + std::string(kCityEnding)); }

std::optional<ModelResult> Cache::find(const Digest& key, RunObserver& observer) const {
  const fs::path path = path_of(key);
  const OpenFile file = OpenFile::to_read(path);
  struct stat status {};
  if (!file.is_open() || ::fstat(file.descriptor(), &status) != 0) return std::nullopt;
  std::string damage;
  try {
    ModelResult result = read_entry(file, static_cast<std::uint64_t>(status.st_size), key);
    std::error_code ignored;  // a cache that may only be read keeps its times
    fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
    return result;
  } catch (const Damage& found) {
    damage = found.what;
  } catch (const Error& error) {
    check_stop();  // a stop is no damage
    damage = error.what();
  }
  std::error_code ignored;
  fs::remove(path, ignored);
  observer.warning("cache entry " + path.string() + " is damaged (" + damage +
                   "); it is removed and its model computed again");
  return std::nullopt;
}

void Cache::keep(const ModelResult& result, RunObserver& observer) const {
  const auto refuse = [&](const std::string& why) {
    observer.warning("the result of '" + result.model + "' is not kept in the cache " + folder_.string() + ": " + why);
  };
  try {
    fs::create_directories(folder_);
    const fs::path path = path_of(result.key);
    const Staging staging(folder_, path.filename().string());
    OpenFile file = OpenFile::to_write(staging.place());
    if (!file.is_open() || !write_entry(file, result)) return refuse(why_not_written(errno));
    put_in_place(staging, path);
  } catch (const fs::filesystem_error& error) {
    return refuse(why_not_written(error.code().value()));
  }
  tidy(folder_, size_limit_bytes_);
}

Cache::Usage Cache::usage() const {
  Usage usage;
  for (const CachedFile& entry : files_of(folder_, {kEnding, kCityEnding})) {
    ++usage.entries;
    usage.bytes += entry.bytes;
  }
  return usage;
}

void Cache::clear() const {
  remove_leftovers(folder_);
  for (const CachedFile& file : files_of(folder_, {kEnding, kCityEnding})) fs::remove(file.path);
}

}  // namespace planspiel
