#pragma once

/// Places by what people call them: addresses, streets, districts, stops, stations, and what plugins bring.

#include <string>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/run/field.hpp"

namespace planspiel::viewer {

struct Found {
  Domain domain = domain_of<DistrictId>;
  std::size_t row = 0;
  std::string name{};
  Point at{};  ///< in the city's CRS
};

/// Lower case, ä as ae, ß as ss, accents gone: "Münchner Straße" and "muenchner strasse" are the same.
std::string folded(std::string_view text);

class SearchIndex {
 public:
  explicit SearchIndex(const City& city);
  /// Names that begin with the text first, then those with a word that does, then those that contain it; districts,
  /// stations and stops before streets and addresses; shorter names first. A street of many links counts once.
  std::vector<Found> find(std::string_view text, std::size_t most) const;

 private:
  struct Entry {
    std::string folded;
    std::size_t domain = 0;  ///< in `domains_`, which stand in the order of who goes first
    std::size_t row = 0;
    std::string name;
    Point at;
  };
  void begin(Domain domain) { domains_.push_back(std::move(domain)); }
  /// Tables that are not the engine's own.
  void add_others(const City& city);
  /// A row of the domain that was begun last.
  void add(std::size_t row, const std::string& name, Point at);
  std::vector<Domain> domains_;
  std::vector<Entry> entries_;
};

}  // namespace planspiel::viewer
