#include "engine/base/seal.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"

namespace planspiel {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kSealMark = "planspiel-seal:";
constexpr std::size_t kDigits = 32;
constexpr std::string_view kSentence = "Written by planspiel and not changed since, as long as this fits: ";
constexpr std::string_view kSqlite{"SQLite format 3\0", 16};
constexpr std::string_view kPng{"\x89PNG\r\n\x1a\n", 8};
constexpr std::string_view kPngEnd{"\0\0\0\0IEND\xae\x42\x60\x82", 12};
constexpr std::size_t kTail = 256;            ///< a seal at the end of a file lies within its last bytes
constexpr std::size_t kHeadBytes = 1u << 20;  ///< that of a GeoPackage within its first ones
constexpr std::size_t kPiece = 1u << 20;      ///< read at once
constexpr std::size_t kMost = 8ull << 30;     ///< nothing of planspiel's that carries a seal is larger

/// A part of a file that is hashed as zeros.
struct Masked {
  std::size_t from = 0, size = 0;
};
/// Read and write version (the kind of journal), change counter, the version of SQLite that wrote last.
constexpr std::array<Masked, 3> kSqliteState{{{18, 2}, {24, 4}, {92, 8}}};

/// A file opened to read; closed at the end. Links are followed, anything but an ordinary file counts as none.
class Bytes {
 public:
  explicit Bytes(const fs::path& path) : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    struct stat status {};
    if (file_ < 0 || ::fstat(file_, &status) != 0 || !S_ISREG(status.st_mode)) return;
    size_ = static_cast<std::size_t>(status.st_size);
    good_ = true;
  }
  ~Bytes() {
    if (file_ >= 0) ::close(file_);
  }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  bool good() const { return good_; }
  std::size_t size() const { return size_; }
  /// Up to `size` bytes from `from` on; shorter at the end or where reading fails.
  std::string part(std::size_t from, std::size_t size) const {
    std::string bytes(size, '\0');
    std::size_t got = 0;
    while (got < size) {
      const ssize_t count = ::pread(file_, bytes.data() + got, size - got, static_cast<off_t>(from + got));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) break;
      got += static_cast<std::size_t>(count);
    }
    bytes.resize(got);
    return bytes;
  }

 private:
  int file_;
  std::size_t size_ = 0;
  bool good_ = false;
};

std::string hash_masked(const Bytes& file, std::size_t end, const std::vector<Masked>& masked) {
  Hasher hasher;
  for (std::size_t at = 0; at < end; at += kPiece) {
    std::string piece = file.part(at, std::min(kPiece, end - at));
    for (const Masked& mask : masked)
      for (std::size_t i = mask.from; i < mask.from + mask.size; ++i)
        if (i >= at && i - at < piece.size()) piece[i - at] = '\0';
    hasher.bytes(piece.data(), piece.size());
  }
  return hasher.finish().hex();
}

std::vector<Masked> sqlite_masks() { return {kSqliteState.begin(), kSqliteState.end()}; }

bool is_sqlite(const Bytes& file) { return file.part(0, kSqlite.size()) == kSqlite; }

/// Where the digits of a GeoPackage's seal stand.
std::optional<std::size_t> digits_in_geopackage(const Bytes& file) {
  const std::string head = file.part(0, kHeadBytes);
  const std::size_t mark = head.find(kSealMark);
  if (mark == std::string::npos || mark + kSealMark.size() + kDigits > head.size()) return std::nullopt;
  return mark + kSealMark.size();
}

std::string geopackage_hash(const Bytes& file, std::size_t digits) {
  std::vector<Masked> masked = sqlite_masks();
  masked.push_back({digits, kDigits});
  return hash_masked(file, file.size(), masked);
}

Seal seal_of_geopackage(const Bytes& file) {
  const auto digits = digits_in_geopackage(file);
  if (!digits) return Seal::none;
  return file.part(*digits, kDigits) == geopackage_hash(file, *digits) ? Seal::whole : Seal::broken;
}

bool is_known_ending(std::string_view rest) {
  const bool is_chunk = rest.size() == 4 + kPngEnd.size() && rest.ends_with(kPngEnd);
  return is_chunk || rest == "\n" || rest == " -->\n" || rest == "\"\n}\n";
}

std::uint32_t png_check(std::string_view bytes) {
  std::uint32_t sum = 0xffffffffu;
  for (const char byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1u) ? 0xedb88320u : 0u);
  }
  return ~sum;
}

std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(number >> shift & 0xffu);
  return bytes;
}

/// The seal of what stands before it.
std::string digits_for(std::string_view before) { return hash_text(before).hex(); }

std::string sealed_png(std::string_view whole) {
  if (!whole.starts_with(kPng) || !whole.ends_with(kPngEnd)) return std::string(whole);
  std::string bytes(whole.substr(0, whole.size() - kPngEnd.size()));
  const std::string text = "tEXtComment" + std::string(1, '\0') + std::string(kSentence) + std::string(kSealMark);
  const auto length = static_cast<std::uint32_t>(text.size() + kDigits - 4);  // the kind of chunk does not count
  bytes += big_endian(length) + text;
  const std::string digits = digits_for(bytes);
  return bytes + digits + big_endian(png_check(text + digits)) + std::string(kPngEnd);
}

std::string with_line(std::string bytes, std::string_view begin, std::string_view end) {
  if (!bytes.empty() && bytes.back() != '\n') bytes += '\n';
  bytes += std::string(begin) + std::string(kSentence) + std::string(kSealMark);
  const std::string digits = digits_for(bytes);
  return bytes + digits + std::string(end);
}

[[noreturn]] void refuse_seal(const fs::path& path) {
  throw Error(ErrorKind::system, path.string() + ": cannot be sealed: " + std::strerror(errno));
}

}  // namespace

std::string open_seal() { return std::string(kSentence) + std::string(kSealMark) + std::string(kDigits, '0'); }

bool can_be_sealed(const fs::path& path) {
  constexpr std::array<std::string_view, 7> kEndings{"", ".toml", ".txt", ".svg", ".md", ".png", ".gpkg"};
  return std::find(kEndings.begin(), kEndings.end(), path.extension().string()) != kEndings.end();
}

std::string sealed(std::string bytes, const fs::path& path) {
  const std::string ending = path.extension().string();
  if (ending == ".png") return sealed_png(bytes);
  if (ending == ".svg" || ending == ".md") return with_line(std::move(bytes), "<!-- ", " -->\n");
  if (ending == ".toml" || ending == ".txt" || ending.empty()) return with_line(std::move(bytes), "# ", "\n");
  return bytes;
}

std::string sealed_json(Value table) {
  table.erase("seal");
  table.set("seal", std::string(kSealMark) + std::string(kDigits, '0'));
  std::string text = to_json(table) + "\n";
  const std::size_t digits = text.size() - std::string_view("\"\n}\n").size() - kDigits;
  PLANSPIEL_CHECK(is_known_ending(std::string_view(text).substr(digits + kDigits)));
  return text.replace(digits, kDigits, digits_for(std::string_view(text).substr(0, digits)));
}

void seal_geopackage(const fs::path& path) {
  std::string digits;
  std::size_t place = 0;
  {
    const Bytes file(path);
    const auto found = file.good() ? digits_in_geopackage(file) : std::nullopt;
    if (!found) return;
    place = *found;
    digits = geopackage_hash(file, place);
  }
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) refuse_seal(path);
  const ssize_t put = ::pwrite(file, digits.data(), digits.size(), static_cast<off_t>(place));
  if (::close(file) != 0 || put != static_cast<ssize_t>(digits.size())) refuse_seal(path);
}

Seal seal_of(const fs::path& path) {
  const Bytes file(path);
  if (!file.good() || file.size() > kMost) return Seal::none;
  if (is_sqlite(file)) return seal_of_geopackage(file);
  const std::size_t start = file.size() > kTail ? file.size() - kTail : 0;
  const std::string tail = file.part(start, kTail);
  const std::size_t mark = tail.rfind(kSealMark);
  if (mark == std::string::npos) return Seal::none;
  const std::size_t digits = mark + kSealMark.size();
  if (digits + kDigits > tail.size() || !is_known_ending(std::string_view(tail).substr(digits + kDigits)))
    return Seal::broken;
  return tail.substr(digits, kDigits) == hash_masked(file, start + digits, {}) ? Seal::whole : Seal::broken;
}

std::string content_hash(const fs::path& path) {
  const Bytes file(path);
  if (!file.good()) return "";
  return hash_masked(file, file.size(), is_sqlite(file) ? sqlite_masks() : std::vector<Masked>{});
}

}  // namespace planspiel
