#include "gis/osm_file.hpp"

#include <expat.h>
#include <fcntl.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <fstream>
#include <memory>

#include "gis/packed_file.hpp"

namespace planspiel {

namespace {

constexpr std::size_t kHead = 4096;  ///< bytes that tell what a file is
constexpr std::size_t kLongestTag = 1u << 20;
constexpr std::uintmax_t kMostUnpacked = 60;  ///< times the packed size; extracts of maps have 8 to 20
constexpr std::uintmax_t kSmallUnpacked = 64u << 20;

std::string_view without_blanks(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  return text;
}

std::string last_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::streamoff>(file.tellg());
  std::string tail(static_cast<std::size_t>(std::min<std::streamoff>(size, kHead)), '\0');
  file.seekg(size - static_cast<std::streamoff>(tail.size()));
  file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  return tail;
}

/// What Overpass says at the end of an answer that broke off; an empty text where it is whole.
std::string overpass_fault(std::string_view tail) {
  const std::size_t start = tail.rfind("<remark>"), end = tail.rfind("</remark>");
  if (start == std::string_view::npos || end == std::string_view::npos || end < start + 8) return {};
  const std::string_view remark = tail.substr(start + 8, end - start - 8);
  return remark.find("error") == std::string_view::npos ? std::string() : std::string(without_blanks(remark));
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](auto beginning) { return text.starts_with(beginning); });
}

bool is_pbf(std::string_view head) { return head.size() > 15 && head.substr(4, 11) == "\x0a\x09OSMHeader"; }

/// Runs over unpacked content; stops early when `wants_more` says so.
template <class Take>
void unpack(const osmium::io::File& file, Take&& take) {
  const int handle = osmium::io::detail::open_for_reading(file.filename());
  std::unique_ptr<osmium::io::Decompressor> unpacked =
      osmium::io::CompressionFactory::instance().create_decompressor(file.compression(), handle);
  for (std::string part = unpacked->read(); !part.empty() && take(part); part = unpacked->read()) {
  }
}

/// What no reader takes, and what to do; an empty text for everything else.
std::string refusal(std::string_view head) {
  const std::string_view text = without_blanks(head);
  if (head.empty()) return "the file is empty: fetch it again";
  if (text.empty()) return "the file holds nothing but blanks: fetch it again";
  if (packing_of(head) == Packing::archive)
    return "is an archive that is not read (zip, 7z, xz or zstd): unpack it first; of packed files .osm.gz and "
           ".osm.bz2 are read";
  if (head.starts_with("SQLite format 3"))
    return "is a database (GeoPackage or SpatiaLite): streets are read from OpenStreetMap files (.osm.pbf, .osm)";
  if (text.starts_with("{") || text.starts_with("["))
    return "is JSON: ask Overpass for [out:xml], or fetch an .osm.pbf extract";
  if (starts_with_any(text, {"<!DOCTYPE html", "<!doctype html", "<html", "<HTML"}))
    return "is a web page, perhaps the error message of a server: fetch the file again";
  if (text.find("<osmChange") != std::string_view::npos || head.find("\xff\xe0\x04o5c2") == 0)
    return "is a change file (.osc, .o5c): it holds only what changed; apply it to an extract (osmium apply-changes "
           "EXTRACT CHANGES -o new.osm.pbf) and import that";
  return {};
}

/// libosmium's word for the kind; an empty text where nothing is recognised.
std::string format_of(std::string_view head) {
  const std::string_view text = without_blanks(head);
  if (is_pbf(head)) return "pbf";
  if (head.starts_with("\xff\xe0\x04o5m2")) return "o5m";
  if (text.starts_with("<") || head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) return "osm";
  if (head.size() > 1 && std::string_view("nwr").find(head[0]) != std::string_view::npos &&
      (std::isdigit(static_cast<unsigned char>(head[1])) || head[1] == '-'))
    return "opl";
  return {};
}

/// Objects that JOSM marks with action = "delete".
struct DeletedFinder {
  std::unordered_set<std::int64_t>* deleted;
  static void start(void* self, const XML_Char* element, const XML_Char** attributes) {
    const char *kinds[] = {"node", "way", "relation"}, *id = nullptr, *action = "";
    for (; attributes[0]; attributes += 2) {
      if (!std::strcmp(attributes[0], "id")) id = attributes[1];
      if (!std::strcmp(attributes[0], "action")) action = attributes[1];
    }
    for (int kind = 0; kind < 3; ++kind)
      if (id && !std::strcmp(action, "delete") && !std::strcmp(element, kinds[kind]))
        static_cast<DeletedFinder*>(self)->deleted[kind].insert(std::atoll(id));
  }
};

}  // namespace

OsmSource::OsmSource(const std::filesystem::path& path) : path_(path) {
  if (!std::filesystem::is_regular_file(path))
    throw Error(ErrorKind::input, "there is no road file " + path.string() + ": an .osm.pbf or .osm file is wanted");
  std::string head = first_bytes(path);
  std::string packing;
  if (packing_of(head) == Packing::gzip) packing = ".gz";
  if (packing_of(head) == Packing::bzip2) packing = ".bz2";
  if (!packing.empty()) {
    const osmium::io::File packed(path.string(), "osm" + packing);
    checked([&] {
      head.clear();
      unpack(packed, [&](const std::string& part) { return (head += part).size() < kHead; });
    });
  }
  if (const std::string refused = refusal(head); !refused.empty()) fail(refused);
  const std::string format = format_of(head);
  if (format.empty())
    fail(
        "is no OpenStreetMap file, or damaged from its first bytes on: .osm.pbf, .osm, .osm.gz, .osm.bz2 and .o5m are "
        "read");
  if (!packing.empty() && format == "pbf") fail("is a PBF packed once more: unpack it (gunzip or bunzip2) first");
  if (path.filename().string().find(".osh") != std::string::npos || head.find("<osm-history") != std::string::npos)
    refuse_history({});
  file_ = osmium::io::File(path.string(), format + packing);
  if (format != "osm") return;
  if (const std::string fault = packing.empty() ? overpass_fault(last_bytes(path)) : std::string(); !fault.empty())
    fail("the answer of Overpass broke off (" + fault + "): ask for a smaller area or with a longer timeout");
  check_tags();
  if (head.find("JOSM") != std::string::npos) find_deleted();
}

void OsmSource::check_tags() const {
  const std::uintmax_t most = std::max(kSmallUnpacked, kMostUnpacked * std::filesystem::file_size(path_));
  std::uintmax_t size = 0, tag = 0;  // read so far, and since the last tag ended
  checked([&] {
    unpack(file_, [&](const std::string& part) {
      check_stop();
      size += part.size();
      const char *at = part.data(), *const end = at + part.size();
      while (const void* close = std::memchr(at, '>', static_cast<std::size_t>(end - at))) {
        tag += static_cast<std::uintmax_t>(static_cast<const char*>(close) - at);
        if (tag > kLongestTag) break;
        at = static_cast<const char*>(close) + 1;
        tag = 0;
      }
      if (tag <= kLongestTag) tag += static_cast<std::uintmax_t>(end - at);
      if (tag > kLongestTag) fail("has more than 1 MiB without the end of a tag: no map does; fetch it again");
      if (file_.compression() != osmium::io::file_compression::none && size > most)
        fail("is packed so tightly as no map is (more than " + std::to_string(kMostUnpacked) +
             " times its size): unpack it first, if it is meant");
      return true;
    });
  });
}

void OsmSource::check_texts(const osmium::memory::Buffer& buffer) {
  for (const auto& object : buffer.select<osmium::OSMObject>()) {
    const auto* const first = reinterpret_cast<const char*>(&*object.tags().begin());
    const auto* const last = reinterpret_cast<const char*>(&*object.tags().end());
    const auto ends = std::count(first, last, '\0');  // one of each key and value
    if (ends % 2 != 0 || (first != last && last[-1] != '\0')) throw osmium::io_error("a NUL in the text of a tag");
  }
}

void OsmSource::refuse_history(const osmium::io::Header& header) const {
  const bool by_name = path_.filename().string().find(".osh") != std::string::npos;
  if (!header.has_multiple_object_versions() && !by_name) return;
  fail(
      "is a history file: it holds every version of every object, deleted ones too; take the state of one day out of "
      "it (osmium time-filter FILE 2024-01-01T00:00:00Z -o extract.osm.pbf) and import that");
}

void OsmSource::fail(const std::string& what) const {
  const bool is_clause = what.starts_with("is ") || what.starts_with("has ");
  throw Error(ErrorKind::input, path_.string() + (is_clause ? " " : ": ") + what);
}

void OsmSource::find_deleted() {
  DeletedFinder finder{deleted_};
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  XML_SetUserData(parser.get(), &finder);
  XML_SetStartElementHandler(parser.get(), &DeletedFinder::start);
  checked([&] {  // a fault in the XML is found, and named, by the readers
    unpack(file_, [&](const std::string& part) {
      return XML_Parse(parser.get(), part.data(), static_cast<int>(part.size()), 0) == XML_STATUS_OK;
    });
  });
}

}  // namespace planspiel
