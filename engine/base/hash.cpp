#include "engine/base/hash.hpp"

#include <xxhash.h>

#include <array>
#include <fstream>

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

XXH3_state_t* state_of(void* state) { return static_cast<XXH3_state_t*>(state); }

}  // namespace

std::string Digest::hex() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint64_t half : {high, low})
    for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(half >> shift) & 15u];
  return text;
}

Hasher::Hasher() : state_(XXH3_createState()) {
  PLANSPIEL_CHECK(state_ != nullptr);
  XXH3_128bits_reset(state_of(state_));
}
Hasher::~Hasher() { XXH3_freeState(state_of(state_)); }

Hasher& Hasher::bytes(const void* data, std::size_t size) {
  if (size > 0) XXH3_128bits_update(state_of(state_), data, size);
  return *this;
}
Hasher& Hasher::text(std::string_view text) { return integer(text.size()).bytes(text.data(), text.size()); }
Hasher& Hasher::number(double value) { return bytes(&value, sizeof value); }
Hasher& Hasher::integer(std::uint64_t value) { return bytes(&value, sizeof value); }
Hasher& Hasher::digest(const Digest& digest) { return integer(digest.high).integer(digest.low); }

Digest Hasher::finish() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_of(state_));
  return {hash.high64, hash.low64};
}

Digest hash_text(std::string_view text) { return Hasher().bytes(text.data(), text.size()).finish(); }

Digest hash_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorKind::input, path.string() + ": cannot be read");
  Hasher hasher;
  std::array<char, 1 << 16> buffer{};
  while (file) {
    file.read(buffer.data(), buffer.size());
    hasher.bytes(buffer.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) throw Error(ErrorKind::input, path.string() + ": reading failed");
  return hasher.finish();
}

}  // namespace planspiel
