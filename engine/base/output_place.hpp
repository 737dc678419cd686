#pragma once

/// What is at the place of an output: parts of engine/base/output.cpp and output_folder.cpp.

#include <sys/stat.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace planspiel::output {

/// Links followed; none where nothing is.
std::optional<struct stat> status_of(const std::filesystem::path& path);
/// Links not followed; all that changes when a file does: device, number, size, times.
std::vector<std::int64_t> stamp_of(const std::filesystem::path& path);

/// The absolute path with the links of its end followed. Throws Error(config) for a link to nothing.
std::filesystem::path resolve(const std::filesystem::path& named);

/// Throws Error(config) "out: what".
[[noreturn]] void refuse(const std::filesystem::path& named, const std::string& what);
[[noreturn]] void refuse_input(const std::filesystem::path& named);
/// Throws where another program has the GeoPackage at `path` open: what it has not written yet would be lost.
void refuse_open_elsewhere(const std::filesystem::path& named, const std::filesystem::path& path);
/// "a, b, c and 4 more".
std::string some_of(const std::vector<std::string>& names);

/// Runs `body`; what it says of the path `fresh` is said of `named`, and what the file system refuses is an Error.
void in_words(const std::filesystem::path& named, const std::filesystem::path& fresh,
              const std::function<void()>& body);
/// Puts a file into a folder, whole or not at all.
void place_file(const std::filesystem::path& folder, const std::string& name, std::string_view bytes);

}  // namespace planspiel::output
