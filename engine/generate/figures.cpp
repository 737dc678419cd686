#include "engine/generate/figures.hpp"

#include "engine/base/projection.hpp"

namespace planspiel::generate {

namespace {

Csv read(const std::filesystem::path& file) {
  return std::filesystem::exists(file) ? Csv::read(file) : Csv::parse("id,value,unit\n", file.string());
}

}  // namespace

Figures::Figures(const Settings& settings) : settings_(settings), csv_(read(settings.folder / "figures.csv")) {}

std::optional<double> Figures::find(std::string_view id, std::string_view unit) const {
  for (std::size_t row = 0; row < csv_.size(); ++row) {
    if (csv_.text(row, "id") != id) continue;
    if (csv_.text(row, "unit") != unit)
      throw Error(ErrorKind::input, csv_.place(row) + ": '" + std::string(id) + "' is in '" + csv_.text(row, "unit") +
                                        "': give it in '" + std::string(unit) + "'");
    return csv_.number(row, "value");
  }
  return std::nullopt;
}

std::optional<Point> Figures::centre() const {
  const auto lon = find("centre_lon", "deg"), lat = find("centre_lat", "deg");
  if (!lon || !lat) return std::nullopt;
  return Projection(settings_.profile.crs).to_metres(LonLat::degrees(*lon, *lat));
}

}  // namespace planspiel::generate
