#pragma once

/// Files that appear whole or not at all.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace planspiel {

/// The file's bytes. Throws Error(input) that names the path.
std::string read_file(const std::filesystem::path& path);

/// Writes beside the target and renames. Throws Error(system) (disk full, not writable); the target is then unchanged.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Lets `fill` write into a fresh folder beside `target`, then puts it in the place of `target` (an older
/// run of ours there is replaced; anything else there is an Error(config)). Nothing is left behind on failure.
/// `marker` is a file name that tells a folder of ours ("manifest.json").
void write_folder(const std::filesystem::path& target, std::string_view marker,
                  const std::function<void(const std::filesystem::path&)>& fill);

/// `name` below `folder`. Throws Error(config) when it is absolute or leaves the folder.
std::filesystem::path path_inside(const std::filesystem::path& folder, std::string_view name);

}  // namespace planspiel
