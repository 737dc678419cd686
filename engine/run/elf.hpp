#pragma once

#include <string>
#include <string_view>

namespace planspiel {

/// The bytes of a section of a 64-bit ELF shared object for this machine. Before that, every segment and section
/// must lie inside the file. Throws Error(plugin) that starts with `file` and says what is wrong; nothing of the
/// object is mapped or run.
std::string_view elf_section(std::string_view bytes, std::string_view section, const std::string& file);

/// Name of the section that holds the checksum of a plugin file.
inline constexpr std::string_view kChecksumSection = "planspiel_checksum";
/// Hash of all bytes of a plugin file with the digits of its checksum section taken as zeros; `at` receives where these
/// digits stand. Throws Error(plugin) where there is no such section.
std::string plugin_checksum(std::string_view bytes, const std::string& file, std::size_t& at);

}  // namespace planspiel
