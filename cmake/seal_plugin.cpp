/// seal_plugin FILE: writes the checksum of a plugin that was just linked into its section for it.

#include <cstdio>
#include <exception>

#include "engine/base/files.hpp"
#include "engine/run/elf.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    std::string bytes = planspiel::read_file(argv[1]);
    std::size_t at = 0;
    const std::string checksum = planspiel::plugin_checksum(bytes, argv[1], at);
    planspiel::write_file(argv[1], bytes.replace(at, checksum.size(), checksum));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "seal_plugin: %s\n", error.what());
    return 1;
  }
}
