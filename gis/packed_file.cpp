#include "gis/packed_file.hpp"

#include <algorithm>
#include <fstream>

namespace planspiel {

std::string first_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string head(4096, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return head;
}

Packing packing_of(std::string_view first_bytes) {
  if (first_bytes.starts_with("\x1f\x8b")) return Packing::gzip;
  if (first_bytes.starts_with("BZh")) return Packing::bzip2;
  for (const char* archive : {"PK\x03\x04", "PK\x05\x06", "\x28\xb5\x2f\xfd", "7z\xbc\xaf", "\xfd\x37zXZ"})
    if (first_bytes.starts_with(archive)) return Packing::archive;
  return Packing::none;
}

}  // namespace planspiel
