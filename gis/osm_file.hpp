#pragma once

/// Reading an OpenStreetMap file, whatever its name says. For the readers of gis only: shows libosmium.

#include <filesystem>
#include <osmium/io/any_input.hpp>
#include <osmium/tags/taglist.hpp>
#include <osmium/visitor.hpp>
#include <string>
#include <unordered_set>

#include "engine/base/error.hpp"
#include "engine/base/stop.hpp"

namespace planspiel {

/// The value of a key; empty where the object has none.
inline std::string text_of(const osmium::TagList& tags, const char* key) {
  const char* value = tags[key];
  return value ? value : "";
}

/// A file whose kind is known by its content: PBF, XML (also in gzip or bzip2), o5m or OPL. Throws Error(input) that
/// names what else it is (history, changes, archive, JSON, web page, nothing) and what to do.
class OsmSource {
 public:
  explicit OsmSource(const std::filesystem::path& path);

  /// Hands the objects of these kinds to the handlers, in the order of the file. Throws Error(input) where the file is
  /// cut off or damaged.
  template <class... Handlers>
  void read(osmium::osm_entity_bits::type kinds, Handlers&&... handlers) const {
    checked([&] {
      osmium::io::Reader reader(file_, kinds);
      refuse_history(reader.header());
      while (osmium::memory::Buffer buffer = reader.read()) {
        check_stop();
        check_texts(buffer);
        osmium::apply(buffer, handlers...);
      }
      reader.close();
    });
  }
  /// Runs what reads the file; every fault becomes an Error(input) with its name.
  template <class Body>
  void checked(Body&& body) const {
    try {
      body();
    } catch (const Error&) {
      throw;
    } catch (const std::exception& error) {
      fail(std::string("the OpenStreetMap file is cut off or damaged (") + error.what() + "): fetch it again");
    }
  }
  /// Was the object deleted by an editor that has not sent it yet (action = "delete")?
  bool is_deleted(const osmium::OSMObject& object) const {
    return object.deleted() || deleted_[osmium::item_type_to_nwr_index(object.type())].contains(object.id());
  }

 private:
  /// libosmium reads beyond the end of tags that hold a NUL.
  static void check_texts(const osmium::memory::Buffer& buffer);
  void refuse_history(const osmium::io::Header& header) const;
  [[noreturn]] void fail(const std::string& what) const;
  /// Refuses XML that unpacks to a multiple of what maps do, or whose next tag never comes: the parser goes over the
  /// begun one again with every part.
  void check_tags() const;
  void find_deleted();

  std::filesystem::path path_;
  osmium::io::File file_{};
  std::unordered_set<std::int64_t> deleted_[3]{};  ///< of nodes, ways and relations
};

}  // namespace planspiel
