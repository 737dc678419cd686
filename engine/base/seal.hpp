#pragma once

/// Seals: how planspiel knows a file again that it wrote and nobody has changed since. A seal is a hash of the file's
/// other bytes behind a mark, in a place that readers of the format skip: a comment of a TOML, SVG, Markdown or text
/// file, a text chunk of a PNG, a description in a GeoPackage, the last member of a JSON object. It tells apart, it
/// does not protect: who wants to forge one can.

#include <filesystem>
#include <string>

#include "engine/base/value.hpp"

namespace planspiel {

enum class Seal {
  none,    ///< nothing says that planspiel wrote this
  broken,  ///< planspiel wrote it, somebody changed it since
  whole,   ///< as planspiel wrote it
};

/// A seal that fits nothing yet, to be put into a GeoPackage; seal_geopackage fills it in.
std::string open_seal();

/// Whether files with this ending can carry a seal.
bool can_be_sealed(const std::filesystem::path& path);
/// The bytes with a seal at their end, in the way of the ending of `path` (.toml, .txt or none: a line with '#'; .svg,
/// .md: a comment; .png: a chunk); unchanged for other endings.
std::string sealed(std::string bytes, const std::filesystem::path& path);
/// The table as JSON with its seal as last member, "seal".
std::string sealed_json(Value table);
/// Fills in the open seal of a GeoPackage; nothing where it has none. Throws Error(system).
void seal_geopackage(const std::filesystem::path& path);

/// Reads only as much as it must; anything that is no ordinary file has none.
Seal seal_of(const std::filesystem::path& path);

/// Hash of a file's content in hexadecimal digits; empty when it is no ordinary file that can be read. What a program
/// changes in the head of a SQLite file (GeoPackage) by looking at it does not count: the kind of journal, the
/// counters.
std::string content_hash(const std::filesystem::path& path);

}  // namespace planspiel
