#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>

#include "engine/base/files.hpp"
#include "engine/run/open_file.hpp"
#include "engine/run/results.hpp"
#include "engine/run/stored.hpp"

namespace planspiel {

namespace {

static_assert(std::endian::native == std::endian::little, "npy files are written as the machine holds doubles");

constexpr std::string_view kNpyMagic{"\x93NUMPY\x01\x00", 8};
constexpr std::size_t kStart = kNpyMagic.size() + sizeof(std::uint16_t);  // then the header

/// The dictionary of numpy's format 1.0, padded so that the data start at a multiple of 64.
std::string npy_header(const std::vector<std::size_t>& shape) {
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (";
  for (const std::size_t extent : shape) header += std::to_string(extent) + (shape.size() == 1 ? "," : ", ");
  if (shape.size() > 1) header.resize(header.size() - 2);
  header += "), }";
  const std::size_t whole = (kStart + header.size() + 1 + 63) / 64 * 64;
  header.resize(whole - kStart - 1, ' ');
  return header + '\n';
}

[[noreturn]] void fail_array(const std::filesystem::path& path, const std::string& what) {
  throw Error(ErrorKind::input, path.string() + ": " + what);
}

/// "(3, 24)" as extents.
std::vector<std::size_t> parse_shape(std::string_view text, const std::filesystem::path& path) {
  std::vector<std::size_t> shape;
  for (const std::string& part : split(text, ',')) {
    const std::string_view digits = trim(part);
    if (digits.empty()) continue;
    if (digits.size() > 15 || digits.find_first_not_of("0123456789") != std::string_view::npos)
      fail_array(path, "'" + std::string(text) + "' is not the shape of an array");
    shape.push_back(std::stoull(std::string(digits)));
  }
  return shape;
}

std::vector<std::size_t> parse_header(const std::string& header, const std::filesystem::path& path) {
  if (header.find("'descr': '<f8'") == std::string::npos || header.find("'fortran_order': False") == std::string::npos)
    fail_array(path, "only arrays of little-endian doubles ('<f8') in C order can be read");
  const std::size_t key = header.find("'shape': (");
  const std::size_t end = key == std::string::npos ? key : header.find(')', key);
  if (end == std::string::npos) fail_array(path, "the header has no shape");
  return parse_shape(std::string_view(header).substr(key + 10, end - key - 10), path);
}

}  // namespace

void write_npy(const std::filesystem::path& path, const std::vector<std::size_t>& shape,
               std::span<const double> values) {
  PLANSPIEL_CHECK(value_count(shape) == values.size());
  const std::string header = npy_header(shape);
  const auto length = static_cast<std::uint16_t>(header.size());
  OpenFile file = OpenFile::to_write(path);
  const bool good = file.is_open() && file.write(kNpyMagic.data(), kNpyMagic.size()) &&
                    file.write(&length, sizeof length) && file.write(header.data(), header.size()) &&
                    file.write(values.data(), values.size_bytes()) && file.close();
  if (!good) fail_to_write(path, errno);
}

std::vector<double> read_npy(const std::filesystem::path& path, std::vector<std::size_t>& shape) {
  const OpenFile file = OpenFile::to_read(path);
  if (!file.is_open()) fail_array(path, std::string("cannot be opened: ") + std::strerror(errno));
  std::string start(kStart, '\0');
  if (!file.read_at(0, start.data(), start.size()) || !start.starts_with(kNpyMagic))
    fail_array(path, "is not a numpy file of format 1.0");
  std::uint16_t length = 0;
  std::memcpy(&length, start.data() + kNpyMagic.size(), sizeof length);
  std::string header(length, '\0');
  if (!file.read_at(kStart, header.data(), length)) fail_array(path, "ends within its header");
  shape = parse_header(header, path);
  constexpr std::size_t kMostValues = (std::size_t{1} << 30) / sizeof(double);
  const auto count = value_count(shape);
  if (count && *count > kMostValues) fail_array(path, "holds more than 1 GiB of values: no field of a run does");
  const std::uintmax_t stored = std::filesystem::file_size(path) - kStart - length;
  if (!count || stored != *count * sizeof(double))
    fail_array(path, "holds " + std::to_string(stored) + " bytes of values, its shape asks for " +
                         (count ? std::to_string(*count * sizeof(double)) : "more than any machine has"));
  std::vector<double> values(*count);
  if (!file.read_at(kStart + length, values.data(), values.size() * sizeof(double)))
    fail_array(path, "cannot be read to its end");
  return values;
}

}  // namespace planspiel
