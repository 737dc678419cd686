#pragma once

/// What a file is packed in, by its first bytes.

#include <filesystem>
#include <string>
#include <string_view>

namespace planspiel {

/// As many bytes of the beginning as tell what a file is; fewer of a short one, none of what cannot be opened.
std::string first_bytes(const std::filesystem::path& path);

enum class Packing { none, gzip, bzip2, archive };  ///< archive: zip, 7z, xz or zstd

Packing packing_of(std::string_view first_bytes);

}  // namespace planspiel
