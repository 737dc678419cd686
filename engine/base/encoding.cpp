#include "engine/base/encoding.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <cerrno>

#include "engine/base/error.hpp"
#include "engine/base/files.hpp"

namespace planspiel {

namespace {

/// Letters that Windows-1250, -1252, -1254 and ISO-8859-1, -2, -9, -15 have at the same place. Left out: á (0xE1),
/// which is the ß of the code pages 437 and 850.
constexpr std::string_view kSharedLetters =
    "\xC1\xC2\xC4\xC7\xC9\xCB\xCD\xCE\xD3\xD4\xD6\xDA\xDC\xDF\xE2\xE4\xE7\xE9\xEB\xED\xEE\xF3\xF4\xF6\xFA\xFC";

/// Characters in a row beyond ASCII, above which a text is not of a western language.
constexpr int kMostInARow = 2;

constexpr std::size_t kLooked = 4096;  ///< bytes that show whether a text is UTF-16

struct Mark {
  std::string_view bytes, encoding;
};
constexpr Mark kMarks[] = {{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                           {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                           {"\xEF\xBB\xBF", "UTF-8"},
                           {"\xFF\xFE", "UTF-16LE"},
                           {"\xFE\xFF", "UTF-16BE"}};

[[noreturn]] void refuse_text(const std::string& name, std::string_view before, const std::string& what) {
  throw Error(ErrorKind::input,
              fmt::format("{}:{}: {}", name, 1 + std::count(before.begin(), before.end(), '\n'), what));
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

/// Length of the character at the front; 0 when it is none of UTF-8.
std::size_t character_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!is_continuation(text[i])) return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  const bool too_long = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool surrogate = first == 0xED && second > 0x9F, beyond = first == 0xF4 && second > 0x8F;
  return too_long || surrogate || beyond ? 0 : length;
}

class Converter {
 public:
  Converter(const std::string& name, const std::string& encoding)
      : name_(name), encoding_(encoding), state_(iconv_open("UTF-8", encoding.c_str())) {
    if (state_ == reinterpret_cast<iconv_t>(-1))
      throw Error(
          ErrorKind::input,
          fmt::format("{}: the encoding '{}' is not known: write for example \"Windows-1252\"", name, encoding));
  }
  ~Converter() { iconv_close(state_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  std::string convert(std::string bytes) {
    std::string text;
    char* from = bytes.data();
    std::size_t left = bytes.size();
    char piece[4096];
    while (left > 0) {
      char* to = piece;
      std::size_t room = sizeof piece;
      const bool failed = iconv(state_, &from, &left, &to, &room) == static_cast<std::size_t>(-1) && errno != E2BIG;
      text.append(piece, sizeof piece - room);
      if (failed)
        refuse_text(name_, text,
                    fmt::format("the byte 0x{:02X} is none of {}: declare the encoding that the file has",
                                static_cast<unsigned>(static_cast<unsigned char>(*from)), encoding_));
    }
    return text;
  }

 private:
  const std::string &name_, &encoding_;
  iconv_t state_;
};

/// UTF-16 without a mark: nearly every second byte of a western text is zero.
std::string_view unmarked_utf16(std::string_view bytes) {
  std::size_t zero[2] = {0, 0};
  const std::size_t looked = std::min(bytes.size(), kLooked) / 2 * 2;
  for (std::size_t i = 0; i < looked; ++i) zero[i % 2] += bytes[i] == '\0' ? 1 : 0;
  if (looked < 4) return {};
  if (zero[0] == 0 && zero[1] * 10 > looked / 2 * 7) return "UTF-16LE";
  if (zero[1] == 0 && zero[0] * 10 > looked / 2 * 7) return "UTF-16BE";
  return {};
}

/// Where the first byte beyond ASCII stands that western code pages disagree about; npos when there is none.
std::size_t first_disputed_byte(std::string_view bytes) {
  int in_a_row = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool plain = static_cast<unsigned char>(bytes[i]) < 0x80;
    in_a_row = plain ? 0 : in_a_row + 1;
    if (!plain && (in_a_row > kMostInARow || kSharedLetters.find(bytes[i]) == std::string_view::npos)) return i;
  }
  return std::string_view::npos;
}

/// The bytes around one, as ASCII with "?" for all else.
std::string around(std::string_view bytes, std::size_t at) {
  const std::size_t from = at < 12 ? 0 : at - 12;
  std::string text;
  for (const char c : bytes.substr(from, at - from + 12)) text += c >= ' ' && c <= '~' ? c : '?';
  return text;
}

DecodedText decode_unmarked(std::string bytes, const std::string& name) {
  if (const std::string encoding(unmarked_utf16(bytes)); !encoding.empty())
    return {Converter(name, encoding).convert(std::move(bytes)), encoding};
  const std::size_t foreign = first_foreign_byte(bytes);
  if (foreign == std::string::npos) return {std::move(bytes), "UTF-8"};
  const std::size_t disputed = first_disputed_byte(bytes);
  if (disputed == std::string::npos) {
    const std::string encoding = "Windows-1252";
    return {Converter(name, encoding).convert(std::move(bytes)), encoding, true};
  }
  refuse_text(name, std::string_view(bytes).substr(0, disputed),
              fmt::format("the text is not UTF-8, and code pages disagree about the byte 0x{:02X} in '{}': declare its "
                          "encoding, for example \"Windows-1252\", or save the file as UTF-8",
                          static_cast<unsigned>(static_cast<unsigned char>(bytes[disputed])), around(bytes, disputed)));
}

/// A text that is UTF-8 beyond ASCII is no other encoding but by a rare accident.
void refuse_undeclared_utf8(const std::string& bytes, const std::string& name, const std::string& declared) {
  const bool ascii =
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii || first_foreign_byte(bytes) != std::string::npos || Converter(name, declared).convert(bytes) == bytes)
    return;
  throw Error(ErrorKind::input, fmt::format("{}: the encoding is declared as '{}', but the text is UTF-8: leave the "
                                            "encoding out",
                                            name, declared));
}

}  // namespace

std::size_t first_foreign_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

DecodedText decode_text(std::string bytes, const std::string& name, const std::string& declared) {
  DecodedText decoded;
  const auto* mark =
      std::find_if(std::begin(kMarks), std::end(kMarks), [&](const Mark& one) { return bytes.starts_with(one.bytes); });
  if (mark != std::end(kMarks)) {
    decoded.encoding = std::string(mark->encoding);
    decoded.text = Converter(name, decoded.encoding).convert(bytes.substr(mark->bytes.size()));
    if (!declared.empty() && Converter(name, declared).convert(bytes.substr(mark->bytes.size())) != decoded.text)
      throw Error(ErrorKind::input, fmt::format("{}: the encoding is declared as '{}', but the file begins with the "
                                                "byte order mark of {}: leave the encoding out",
                                                name, declared, mark->encoding));
  } else if (!declared.empty()) {
    refuse_undeclared_utf8(bytes, name, declared);
    decoded = {Converter(name, declared).convert(std::move(bytes)), declared};
  } else {
    decoded = decode_unmarked(std::move(bytes), name);
  }
  if (const std::size_t zero = decoded.text.find('\0'); zero != std::string::npos)
    refuse_text(name, std::string_view(decoded.text).substr(0, zero), "there is a zero byte: this is no text file");
  return decoded;
}

DecodedText read_text(const std::filesystem::path& path, const std::string& declared) {
  return decode_text(read_file(path), path.string(), declared);
}

}  // namespace planspiel
