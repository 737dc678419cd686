#include "engine/base/encoding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

using namespace planspiel;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

namespace {

std::string utf16(const std::string& ascii, bool big) {
  std::string bytes;
  for (const char c : ascii) bytes += big ? std::string{'\0', c} : std::string{c, '\0'};
  return bytes;
}

auto decoding(const std::string& bytes, const std::string& declared = "") {
  return [=] { decode_text(bytes, "t.csv", declared); };
}

TEST(Encoding, Utf8StaysAsItIsWithoutItsMark) {
  EXPECT_EQ(decode_text("Königsplatz", "t").text, "Königsplatz");
  const DecodedText marked = decode_text("\xEF\xBB\xBFnr;ö", "t");
  EXPECT_EQ(marked.text, "nr;ö");
  EXPECT_FALSE(marked.guessed);
}

TEST(Encoding, Utf16IsFoundWithAndWithoutAMark) {
  EXPECT_EQ(decode_text("\xFF\xFE" + utf16("nr;name\n", false), "t").text, "nr;name\n");
  EXPECT_EQ(decode_text("\xFE\xFF" + utf16("nr;name\n", true), "t").text, "nr;name\n");
  EXPECT_EQ(decode_text(utf16("nr;name\n", false), "t").text, "nr;name\n");
  const DecodedText big = decode_text(utf16("nr;name\n", true) + std::string("\0\xF6", 2), "t");
  EXPECT_EQ(big.text, "nr;name\nö");
  EXPECT_EQ(big.encoding, "UTF-16BE");
}

TEST(Encoding, LettersThatAllWesternPagesShareAreReadAndSaid) {
  const DecodedText found = decode_text(
      "M\xFCnchner Stra\xDF"
      "e, K\xF6nigsplatz",
      "t");
  EXPECT_EQ(found.text, "Münchner Straße, Königsplatz");
  EXPECT_EQ(found.encoding, "Windows-1252");
  EXPECT_TRUE(found.guessed);
}

TEST(Encoding, DisputedBytesAreAskedAboutWithTheirLine) {
  // 0xA4 is the euro of ISO-8859-15 and the currency sign of ISO-8859-1; 0x9A is ö on an old Macintosh.
  EXPECT_THAT(decoding("a\n5 \xA4\n"),
              ThrowsMessage<Error>(AllOf(HasSubstr("t.csv:2"), HasSubstr("0xA4"), HasSubstr("declare its encoding"))));
  EXPECT_THAT(decoding("K\x9Anigsplatz"), ThrowsMessage<Error>(HasSubstr("K?nigsplatz")));
  EXPECT_THAT(decoding("\xD6\xE4\xED\xF2\xF0"), ThrowsMessage<Error>(HasSubstr("disagree")));  // Центр in Windows-1251
}

TEST(Encoding, ADeclaredEncodingIsTaken) {
  EXPECT_EQ(decode_text("5 \xA4", "t", "ISO-8859-15").text, "5 €");
  EXPECT_EQ(decode_text("\x80 N\xE1m\xECst\xED", "t", "Windows-1250").text, "€ Náměstí");
  EXPECT_EQ(decode_text("plain", "t", "Windows-1252").text, "plain");
}

TEST(Encoding, ADeclarationThatTheFileContradictsIsRefused) {
  EXPECT_THAT(decoding("Königsplatz", "Windows-1252"), ThrowsMessage<Error>(HasSubstr("the text is UTF-8")));
  EXPECT_THAT(decoding("\xEF\xBB\xBFKönigsplatz", "Windows-1252"), ThrowsMessage<Error>(HasSubstr("byte order mark")));
  EXPECT_THAT(decoding("a\nK\xF6ln", "UTF-8"), ThrowsMessage<Error>(HasSubstr("t.csv:2: the byte 0xF6")));
  EXPECT_THAT(decoding("a", "ANSI?"), ThrowsMessage<Error>(HasSubstr("'ANSI?' is not known")));
}

TEST(Encoding, ZeroBytesAreNoText) {
  EXPECT_THAT(decoding(std::string("a,b\n\0\0c", 7)), ThrowsMessage<Error>(HasSubstr("t.csv:2: there is a zero byte")));
}

TEST(Encoding, FindsTheFirstByteThatIsNotUtf8) {
  EXPECT_EQ(first_foreign_byte("aö€😀"), std::string::npos);
  EXPECT_EQ(first_foreign_byte("ab\xC0\x80"), 2u);         // overlong
  EXPECT_EQ(first_foreign_byte("a\xED\xA0\x80"), 1u);      // half of a pair
  EXPECT_EQ(first_foreign_byte("a\xF4\x90\x80\x80"), 1u);  // beyond Unicode
  EXPECT_EQ(first_foreign_byte("abc\xE2\x82"), 3u);
}

}  // namespace
