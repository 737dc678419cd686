#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "engine/base/files.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

using namespace planspiel;
using test::message_of;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::string bytes_of(const std::vector<std::size_t>& shape, const std::vector<double>& values) {
  const test::TemporaryFolder folder;
  write_npy(folder / "x.npy", shape, values);
  return read_file(folder / "x.npy");
}

std::string refusal(const std::string& bytes) {
  const test::TemporaryFolder folder;
  write_file(folder / "x.npy", bytes);
  std::vector<std::size_t> shape;
  const std::string message = message_of(ErrorKind::input, [&] { read_npy(folder / "x.npy", shape); });
  const std::string file = (folder / "x.npy").string() + ": ";
  return message.starts_with(file) ? message.substr(file.size()) : message;
}

/// A file with this dictionary and eight bytes of values.
std::string with_header(const std::string& dictionary) {
  return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(dictionary.size()) + '\0' + dictionary +
         std::string(8, '\0');
}

TEST(Npy, TheHeaderIsNumpysFormat1) {
  const std::string bytes = bytes_of({2, 3}, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0});
  EXPECT_EQ(bytes.substr(0, 8), std::string("\x93NUMPY\x01\x00", 8));
  EXPECT_EQ(bytes.substr(8, 2), std::string("\x76\x00", 2));  // 118 bytes follow: the values begin at 128
  EXPECT_EQ(bytes.substr(10, 60), "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), } ");
  EXPECT_EQ(bytes[127], '\n');
  EXPECT_EQ(bytes.size(), 128u + 6 * 8);
}

TEST(Npy, ValuesAreLittleEndianDoublesRowByRow) {
  const std::string bytes = bytes_of({2, 2}, {1.0, 2.0, 3.0, -0.0});
  EXPECT_EQ(bytes.substr(128, 8), std::string("\0\0\0\0\0\0\xf0\x3f", 8));     // 1
  EXPECT_EQ(bytes.substr(128 + 24, 8), std::string("\0\0\0\0\0\0\0\x80", 8));  // -0
}

TEST(Npy, AListHasTheShapeThatNumpyWrites) {
  EXPECT_NE(bytes_of({3}, {1.0, 2.0, 3.0}).find("'shape': (3,), }"), std::string::npos);
}

TEST(Npy, WhatIsWrittenIsReadBackBitByBit) {
  const test::TemporaryFolder folder;
  const std::vector<double> values{0.1, -0.0, kNaN, HUGE_VAL, 5e-324, 1e308};
  write_npy(folder / "x.npy", {3, 1, 2}, values);
  std::vector<std::size_t> shape;
  const std::vector<double> read = read_npy(folder / "x.npy", shape);
  EXPECT_EQ(shape, (std::vector<std::size_t>{3, 1, 2}));
  ASSERT_EQ(read.size(), values.size());
  EXPECT_EQ(std::memcmp(read.data(), values.data(), values.size() * sizeof(double)), 0);
}

TEST(Npy, NoRowsAreAnArrayToo) {
  const test::TemporaryFolder folder;
  write_npy(folder / "x.npy", {0, 24}, {});
  std::vector<std::size_t> shape;
  EXPECT_TRUE(read_npy(folder / "x.npy", shape).empty());
  EXPECT_EQ(shape, (std::vector<std::size_t>{0, 24}));
}

TEST(Npy, ACutFileIsRefused) {
  const std::string whole = bytes_of({2, 3}, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0});
  EXPECT_EQ(refusal(""), "is not a numpy file of format 1.0");
  EXPECT_EQ(refusal(whole.substr(0, 60)), "ends within its header");
  EXPECT_EQ(refusal(whole.substr(0, whole.size() - 1)), "holds 47 bytes of values, its shape asks for 48");
  EXPECT_EQ(refusal(whole + "x"), "holds 49 bytes of values, its shape asks for 48");
}

TEST(Npy, OtherKindsOfArraysAreRefused) {
  const std::string kind = "only arrays of little-endian doubles ('<f8') in C order can be read";
  EXPECT_EQ(refusal(with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }")), kind);
  EXPECT_EQ(refusal(with_header("{'descr': '<f8', 'fortran_order': True, 'shape': (1,), }")), kind);
  EXPECT_EQ(refusal(with_header("{'descr': '<f8', 'fortran_order': False, }")), "the header has no shape");
  EXPECT_EQ(refusal(with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (a,), }")),
            "'a,' is not the shape of an array");
}

TEST(Npy, AShapeBeyondAllMemoryIsRefused) {
  EXPECT_EQ(
      refusal(with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999999, 999999999999999), }")),
      "holds 8 bytes of values, its shape asks for more than any machine has");
}

}  // namespace
