#pragma once

/// Content hashes (XXH3, 128 bits): cache keys, identities, the manifest.

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planspiel {

struct Digest {
  std::uint64_t high = 0, low = 0;
  bool operator==(const Digest&) const = default;
  auto operator<=>(const Digest&) const = default;
  /// 32 hexadecimal digits.
  std::string hex() const;
};

/// Collects bytes in order. Strings and lists go in with their length, so that boundaries count.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  Hasher& bytes(const void* data, std::size_t size);
  Hasher& text(std::string_view text);
  Hasher& number(double value);
  Hasher& integer(std::uint64_t value);
  Hasher& digest(const Digest& digest);
  Digest finish() const;

 private:
  void* state_;
};

Digest hash_text(std::string_view text);
/// Throws Error(input) when the file cannot be read.
Digest hash_file(const std::filesystem::path& path);

}  // namespace planspiel
