#pragma once

#include <string>
#include <string_view>

namespace planspiel {

/// The bytes of a section of a 64-bit ELF shared object for this machine. Before that, every segment and section
/// must lie inside the file. Throws Error(plugin) that starts with `file` and says what is wrong; nothing of the
/// object is mapped or run.
std::string_view elf_section(std::string_view bytes, std::string_view section, const std::string& file);

}  // namespace planspiel
