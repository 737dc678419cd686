#pragma once

/// Files that appear whole or not at all.

#include <filesystem>
#include <string>
#include <string_view>

namespace planspiel {

/// The file's bytes. Throws Error(input) that names the path.
std::string read_file(const std::filesystem::path& path);

/// Writes beside the target and renames. Throws Error(system) (disk full, not writable); the target is then unchanged.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Why a file could not be written, in words; `code` is an errno.
std::string why_not_written(int code);

/// The errno of opening one more file; 0 where that goes. Libraries tell only that a file cannot be opened.
int no_more_files();

/// ENOSPC, or EFBIG where `path` has reached the limit on the size of files: libraries tell only that a disk is full.
int full_or_limited(const std::filesystem::path& path);

/// Throws the Error(system) that says in words why `path` could not be written; `code` is an errno.
[[noreturn]] void fail_to_write(const std::filesystem::path& path, int code);

bool is_there(const std::filesystem::path& path);   ///< links count, wherever they lead
bool is_folder(const std::filesystem::path& path);  ///< links are none

/// `name` below `folder`. Throws Error(config) when it is absolute or leaves the folder.
std::filesystem::path path_inside(const std::filesystem::path& folder, std::string_view name);

}  // namespace planspiel
