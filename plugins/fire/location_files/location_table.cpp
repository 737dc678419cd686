#include "plugins/fire/location_files/location_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "engine/base/csv.hpp"
#include "engine/base/encoding.hpp"
#include "engine/base/error.hpp"
#include "engine/base/text.hpp"
#include "engine/base/written_number.hpp"
#include "plugins/fire/foreign_numbers.hpp"

namespace planspiel::fire {

namespace {

constexpr double kNotGiven = std::numeric_limits<double>::infinity();

using Names = std::initializer_list<std::string_view>;

/// Columns that stand beside distances in tables of the world and are no sites.
constexpr std::array<std::string_view, 27> kNoSites{
    "population",  "residents", "inhabitants", "pop",       "einwohner", "count", "area", "cost", "costs",
    "capacity",    "id",        "fid",         "index",     "distance",  "dist",  "from", "to",   "origin",
    "destination", "time",      "minutes",     "elevation", "height",    "name",  "site", "sum",  "total"};

/// Names of columns that are coordinates where both are there.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kCoordinates{{{"x", "y"},
                                                                                      {"lon", "lat"},
                                                                                      {"lng", "lat"},
                                                                                      {"long", "lat"},
                                                                                      {"longitude", "latitude"},
                                                                                      {"easting", "northing"},
                                                                                      {"rechtswert", "hochwert"},
                                                                                      {"x_m", "y_m"},
                                                                                      {"xcoord", "ycoord"},
                                                                                      {"x_coord", "y_coord"}}};

/// Numbers of names in the order in which they come, with the line of the first.
class NameList {
 public:
  std::size_t number(const std::string& name) { return numbers_.emplace(name, numbers_.size()).first->second; }
  std::size_t size() const { return numbers_.size(); }
  std::vector<std::string> in_order() const {
    std::vector<std::string> names(numbers_.size());
    for (const auto& [name, number] : numbers_) names[number] = name;
    return names;
  }

 private:
  std::map<std::string, std::size_t> numbers_{};
};

class TableReader {
 public:
  TableReader(const std::filesystem::path& path, const std::string& decimal) : name_(path.string()) {
    const DecodedText decoded = read_text(path);
    table_ = Csv::parse_foreign(decoded.text, name_);
    numbers_.emplace(table_, decimal);
    if (decoded.guessed)
      file_.notes.push_back({"der Text ist kein UTF-8 und wird als " + decoded.encoding + " gelesen",
                             "the text is no UTF-8 and is read as " + decoded.encoding});
    if (table_.comments() > 0)
      file_.notes.push_back({fmt::format("{} Zeilen, die mit # beginnen, werden übergangen", table_.comments()),
                             fmt::format("{} lines that begin with # are passed over", table_.comments())});
    if (table_.size() == 0 || table_.columns().size() < 2)
      throw Error(ErrorKind::input, name_ + ": the table has no distances: give a line for each place");
  }

  LocationFile read() {
    const auto site = first_of({"site", "name"}), place = first_of({"place", "destinationname"}),
               distance = first_of({"distance"});
    weight_ = weight_column();
    if (site && place && distance)
      read_pairs(*site, *place, *distance);
    else
      read_rows();
    return std::move(file_);
  }

 private:
  [[noreturn]] void fail(std::size_t row, const std::string& what) const {
    throw Error(ErrorKind::input, table_.place(row) + ": " + what);
  }
  [[noreturn]] void fail_head(const std::string& what) const { throw Error(ErrorKind::input, name_ + ": " + what); }

  std::optional<std::size_t> first_of(Names names) const {
    for (const std::string_view name : names)
      if (const auto column = table_.find(name)) return column;
    return std::nullopt;
  }
  std::optional<std::size_t> weight_column() const {
    const auto weight = table_.find("weight"), demand = table_.find("demand");
    if (weight && demand) fail_head("has a column 'weight' and a column 'demand': leave one out");
    return weight ? weight : demand;
  }

  bool empty(std::size_t row, std::size_t column) const { return trim(table_.text(row, column)).empty(); }

  double weight_at(std::size_t row) const { return numbers_->at(table_, row, *weight_, "the weight"); }
  double distance_at(std::size_t row, std::size_t column) const {
    return numbers_->at(table_, row, column, "the distance", "; if this is no site, leave the column out");
  }
  std::string name(std::size_t row, std::size_t column, const std::string& what) const {
    const std::string name(trim(table_.text(row, column)));
    if (name.empty()) fail(row, fmt::format("column '{}': the {} has no name", table_.columns()[column], what));
    return name;
  }

  void size_problem(std::size_t places, std::size_t sites) {
    refuse_too_many(table_.place(0), places, sites);
    file_.distances.places = places;
    file_.distances.sites = sites;
    file_.distances.weight.assign(places, weight_ ? -1.0 : 1.0);
    file_.distances.distance.assign(places * sites, kNotGiven);
  }

  void read_pairs(std::size_t site_column, std::size_t place_column, std::size_t distance_column) {
    NameList sites, places;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t row = 0; row < table_.size(); ++row)
      pairs.emplace_back(places.number(name(row, place_column, "place")), sites.number(name(row, site_column, "site")));
    file_.site_names = sites.in_order();
    file_.place_names = places.in_order();
    size_problem(places.size(), sites.size());
    numbers_->learn(table_, {distance_column, weight_.value_or(distance_column)});
    std::map<std::size_t, std::size_t> first_row;
    for (std::size_t row = 0; row < table_.size(); ++row) {
      const auto [place, site] = pairs[row];
      const std::size_t at = place * sites.size() + site;
      if (const auto [first, is_new] = first_row.emplace(at, row); !is_new)
        fail(row, fmt::format("the pair of site '{}' and place '{}' is there twice, first in {}: keep one",
                              file_.site_names[site], file_.place_names[place], table_.place(first->second)));
      if (!empty(row, distance_column)) file_.distances.distance[at] = distance_at(row, distance_column);
      if (weight_) take_weight(row, place);
    }
    if (const std::size_t gone = places.size() * sites.size() - first_row.size(); gone > 0)
      file_.notes.push_back(
          {fmt::format("{} von {} Paaren haben keine Zeile: kein Weg", gone, places.size() * sites.size()),
           fmt::format("{} of {} pairs have no line: no way", gone, places.size() * sites.size())});
  }

  /// Of a place that stands in several lines.
  void take_weight(std::size_t row, std::size_t place) {
    const double weight = weight_at(row);
    double& known = file_.distances.weight[place];
    if (known >= 0.0 && known != weight)
      fail(row, fmt::format("place '{}' has the weight {} here and {} above: give each place one weight",
                            file_.place_names[place], format_number(weight), format_number(known)));
    known = weight;
  }

  void read_rows() {
    const std::size_t place_column = find_place_column();
    const std::vector<std::size_t> columns = site_columns(place_column);
    std::vector<std::size_t> numbers = columns;
    if (weight_) numbers.push_back(*weight_);
    for (const std::size_t column : columns) file_.site_names.push_back(table_.columns()[column]);
    size_problem(table_.size(), columns.size());
    numbers_->learn(table_, numbers);
    std::map<std::string, std::size_t> first_row;
    for (std::size_t row = 0; row < table_.size(); ++row) {
      file_.place_names.push_back(name(row, place_column, "place"));
      if (const auto [first, is_new] = first_row.emplace(file_.place_names.back(), row); !is_new)
        fail(row, fmt::format("the place '{}' is there twice, first in {}: give each a name of its own",
                              file_.place_names.back(), table_.place(first->second)));
      if (weight_) file_.distances.weight[row] = weight_at(row);
      for (std::size_t k = 0; k < columns.size(); ++k)
        if (!empty(row, columns[k])) file_.distances.distance[row * columns.size() + k] = distance_at(row, columns[k]);
    }
  }

  /// The column called place, else the first one that is no index.
  std::size_t find_place_column() {
    const auto named = first_of({"place", "destinationname"});
    const bool counted = is_index(0) && (named || !numbers_->is_number(table_.text(0, 1)));
    if (!named) return counted ? 1 : 0;
    return *named;
  }
  /// A column without name that counts the rows, as data frames write it.
  bool is_index(std::size_t column) const {
    const std::string head = lower_ascii(table_.columns()[column]);
    if (!head.empty() && !head.starts_with("unnamed:")) return false;
    const double first = read_number(table_.text(0, column)).value.value_or(-1.0);
    for (std::size_t row = 0; row < table_.size(); ++row)
      if (read_number(table_.text(row, column)).value != first + static_cast<double>(row)) return false;
    return first == 0.0 || first == 1.0;
  }
  bool is_blank(std::size_t column) const {
    for (std::size_t row = 0; row < table_.size(); ++row)
      if (!empty(row, column)) return false;
    return table_.columns()[column].empty();
  }

  std::vector<std::size_t> site_columns(std::size_t place_column) {
    const std::set<std::size_t> coordinates = coordinate_columns(place_column);
    std::vector<std::size_t> columns;
    for (std::size_t column = 0; column < table_.columns().size(); ++column) {
      const std::string& head = table_.columns()[column];
      const bool other = column == place_column || column == weight_ || coordinates.contains(column);
      if (other || is_index(column) || is_blank(column)) continue;
      if (head.empty()) fail_head(fmt::format("column {} has no name: sites have one", column + 1));
      const std::string plain = lower_ascii(head);
      const bool unclear = !coordinates.empty() && (plain == "z" || plain == "w");
      if (unclear || std::find(kNoSites.begin(), kNoSites.end(), plain) != kNoSites.end())
        fail_head(
            fmt::format("is the column '{}' a site? Leave it out, call it weight if it is one, or give the site "
                        "another name; for a line for each pair the columns are called site, place, distance",
                        head));
      columns.push_back(column);
    }
    if (columns.empty()) fail_head("has no column of a site besides " + join(table_.columns(), ", "));
    return columns;
  }

  std::set<std::size_t> coordinate_columns(std::size_t place_column) {
    for (const auto& [x, y] : kCoordinates) {
      const auto first = table_.find(x), second = table_.find(y);
      if (!first || !second || *first == place_column || *second == place_column) continue;
      const std::string &east = table_.columns()[*first], &north = table_.columns()[*second];
      file_.notes.push_back(
          {fmt::format("die Spalten '{}' und '{}' gelten als Koordinaten, nicht als Standorte", east, north),
           fmt::format("the columns '{}' and '{}' are taken for coordinates, not for sites", east, north)});
      return {*first, *second};
    }
    return {};
  }

  std::string name_;
  Csv table_;
  std::optional<ForeignNumbers> numbers_{};
  std::optional<std::size_t> weight_{};
  LocationFile file_{};
};

}  // namespace

LocationFile read_location_table(const std::filesystem::path& path, const std::string& decimal) {
  return TableReader(path, decimal).read();
}

}  // namespace planspiel::fire
