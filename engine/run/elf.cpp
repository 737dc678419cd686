#include "engine/run/elf.hpp"

#include <elf.h>

#include <bit>
#include <cstring>
#include <type_traits>

#include "engine/base/error.hpp"
#include "engine/base/hash.hpp"

namespace planspiel {

namespace {

#if defined(__x86_64__)
constexpr Elf64_Half kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr Elf64_Half kMachine = EM_AARCH64;
#else
#error "plugins are ELF modules for x86-64 or AArch64"
#endif

/// Reads structures from bytes that nobody has checked yet.
class ElfFile {
 public:
  ElfFile(std::string_view bytes, const std::string& file) : bytes_(bytes), file_(file) {
    if (bytes.size() < sizeof(Elf64_Ehdr))
      fail("it has " + std::to_string(bytes.size()) + " bytes, too few for an ELF header");
    header_ = at<Elf64_Ehdr>(0);
    check_header();
    check_segments();
    check_sections();
  }

  std::string_view section(std::string_view wanted) const {
    for (std::size_t number = 0; number < header_.e_shnum; ++number) {
      const auto entry = section_header(number);
      const bool holds_bytes = entry.sh_type != SHT_NOBITS && entry.sh_type != SHT_NULL;
      if (holds_bytes && name_of(entry) == wanted) return bytes_.substr(entry.sh_offset, entry.sh_size);
    }
    fail("it has no section '" + std::string(wanted) + "': a plugin ends with PLANSPIEL_PLUGIN(…)");
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorKind::plugin, file_ + " is no whole plugin: " + what);
  }

  bool inside(std::uint64_t offset, std::uint64_t size) const {
    return offset <= bytes_.size() && size <= bytes_.size() - offset;
  }

  template <class T>
  T at(std::uint64_t offset) const {
    static_assert(std::is_trivially_copyable_v<T>);
    if (!inside(offset, sizeof(T))) fail("it is cut off at byte " + std::to_string(bytes_.size()));
    T value;
    std::memcpy(&value, bytes_.data() + offset, sizeof(T));
    return value;
  }

  void check_header() const {
    if (std::memcmp(header_.e_ident, ELFMAG, SELFMAG) != 0) fail("it does not start as an ELF file");
    if (header_.e_ident[EI_CLASS] != ELFCLASS64 || header_.e_ident[EI_DATA] != ELFDATA2LSB ||
        header_.e_machine != kMachine)
      fail("it is an ELF file for another kind of machine");
    if (header_.e_type != ET_DYN) fail("it is an ELF file, but not a shared object");
    if (header_.e_phentsize != sizeof(Elf64_Phdr) || header_.e_phnum == 0) fail("it has no segments to load");
    if (header_.e_shoff == 0 || header_.e_shentsize != sizeof(Elf64_Shdr) || header_.e_shnum == 0)
      fail("it has no section table");
    if (!inside(header_.e_phoff, std::uint64_t{header_.e_phnum} * sizeof(Elf64_Phdr)) ||
        !inside(header_.e_shoff, std::uint64_t{header_.e_shnum} * sizeof(Elf64_Shdr)))
      fail("it is cut off at byte " + std::to_string(bytes_.size()));
    if (header_.e_shstrndx >= header_.e_shnum) fail("its section table has no names");
  }

  void check_segments() const {
    for (std::size_t number = 0; number < header_.e_phnum; ++number) {
      const auto segment = at<Elf64_Phdr>(header_.e_phoff + number * sizeof(Elf64_Phdr));
      if (!inside(segment.p_offset, segment.p_filesz))
        fail("segment " + std::to_string(number) + " ends beyond the file's " + std::to_string(bytes_.size()) +
             " bytes");
    }
  }

  void check_sections() const {
    for (std::size_t number = 0; number < header_.e_shnum; ++number) {
      const auto entry = section_header(number);
      if (entry.sh_type != SHT_NOBITS && entry.sh_type != SHT_NULL && !inside(entry.sh_offset, entry.sh_size))
        fail("section " + std::to_string(number) + " ends beyond the file's " + std::to_string(bytes_.size()) +
             " bytes");
    }
  }

  Elf64_Shdr section_header(std::size_t number) const {
    return at<Elf64_Shdr>(header_.e_shoff + number * sizeof(Elf64_Shdr));
  }

  std::string_view name_of(const Elf64_Shdr& entry) const {
    const auto names = section_header(header_.e_shstrndx);
    if (names.sh_type == SHT_NOBITS || !inside(names.sh_offset, names.sh_size) || entry.sh_name >= names.sh_size)
      return {};
    const std::string_view rest = bytes_.substr(names.sh_offset + entry.sh_name, names.sh_size - entry.sh_name);
    return rest.substr(0, rest.find('\0'));
  }

  std::string_view bytes_;
  const std::string& file_;
  Elf64_Ehdr header_{};
};

}  // namespace

std::string_view elf_section(std::string_view bytes, std::string_view section, const std::string& file) {
  static_assert(std::endian::native == std::endian::little);
  return ElfFile(bytes, file).section(section);
}

std::string plugin_checksum(std::string_view bytes, const std::string& file, std::size_t& at) {
  constexpr std::size_t kDigits = 32;
  const std::string_view section = elf_section(bytes, kChecksumSection, file);
  if (section.size() < kDigits) throw Error(ErrorKind::plugin, file + " is no whole plugin: its checksum is cut off");
  at = static_cast<std::size_t>(section.data() - bytes.data());
  std::string plain(bytes);
  plain.replace(at, kDigits, kDigits, '0');
  return hash_text(plain).hex();
}

}  // namespace planspiel
