#pragma once

/// Texts of files in whatever encoding, as UTF-8.

#include <filesystem>
#include <string>
#include <string_view>

namespace planspiel {

/// A text in UTF-8, and what it was.
struct DecodedText {
  std::string text;
  std::string encoding;  ///< as iconv names it
  bool guessed = false;  ///< neither declared nor marked: its letters are the same in all code pages of the west
};

/// Where the first byte stands that is not UTF-8; npos when all is.
std::size_t first_foreign_byte(std::string_view text);

/// The bytes of the file `name` as UTF-8, without byte order mark. `declared` is a name that iconv knows
/// ("Windows-1252"); where it is empty, UTF-8 and UTF-16 are found, and single bytes are taken for Windows-1252 as long
/// as Windows-1250 and ISO-8859-1, -2, -9 and -15 would read the same letters. Throws Error(input) with line and
/// bytes for any other text, for zero bytes, and where the declared encoding is not that of the file.
DecodedText decode_text(std::string bytes, const std::string& name, const std::string& declared = "");

/// The file's text as UTF-8.
DecodedText read_text(const std::filesystem::path& path, const std::string& declared = "");

}  // namespace planspiel
