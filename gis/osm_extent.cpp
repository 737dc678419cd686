#include "gis/osm_extent.hpp"

#include <algorithm>
#include <osmium/handler.hpp>
#include <vector>

#include "gis/osm_file.hpp"

namespace planspiel {

namespace {

class Places : public osmium::handler::Handler {
 public:
  void node(const osmium::Node& node) {
    if (!node.location().valid()) return;
    lon.push_back(node.location().lon());
    lat.push_back(node.location().lat());
  }
  std::vector<double> lon{}, lat{};
};

double middle(std::vector<double>& values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return *half;
}

}  // namespace

LonLat middle_of_osm(const std::filesystem::path& file) {
  Places places;
  OsmSource(file).read(osmium::osm_entity_bits::node, places);
  if (places.lon.empty()) throw Error(ErrorKind::input, file.string() + ": the OpenStreetMap file has no node");
  return LonLat::degrees(middle(places.lon), middle(places.lat));
}

}  // namespace planspiel
