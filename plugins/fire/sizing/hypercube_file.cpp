#include "plugins/fire/sizing/hypercube_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/base/csv.hpp"
#include "engine/base/encoding.hpp"
#include "engine/base/error.hpp"
#include "engine/base/text.hpp"
#include "plugins/fire/foreign_numbers.hpp"

namespace planspiel::fire {

namespace {

constexpr std::string_view kServiceRow = "service_min";

class HypercubeReader {
 public:
  HypercubeReader(const std::filesystem::path& path, const std::string& decimal)
      : name_(path.string()), table_(Csv::parse_foreign(read_text(path).text, name_)), numbers_(table_, decimal) {
    place_ = table_.column("place");
    calls_ = table_.column("calls_per_hour");
    for (std::size_t column = 0; column < table_.columns().size(); ++column)
      if (column != place_ && column != calls_) units_.push_back(column);
    if (units_.empty()) throw Error(ErrorKind::input, name_ + ": no units: give each a column with its minutes");
    numbers_.learn(table_, units_);
  }

  HypercubeFile read(double service_min) {
    for (const std::size_t column : units_) file_.unit_names.push_back(table_.columns()[column]);
    queueing::HypercubeProblem& problem = file_.problem;
    problem.units = problem.ranks = units_.size();
    if (service_min > 0.0) problem.services_per_hour.assign(units_.size(), 60.0 / service_min);
    std::set<std::string> names;
    for (std::size_t row = 0; row < table_.size(); ++row) {
      const std::string name(trim(table_.text(row, place_)));
      if (name.empty()) fail(row, "the place has no name");
      if (!names.insert(name).second) fail(row, fmt::format("'{}' is there twice: keep one", name));
      if (name == kServiceRow)
        read_services(row);
      else
        read_place(row, name);
    }
    if (file_.place_names.empty()) throw Error(ErrorKind::input, name_ + ": no places: give each a line");
    if (problem.services_per_hour.empty())
      throw Error(ErrorKind::input, fmt::format("{}: nothing says how long units are busy: add a row '{}' with minutes "
                                                "for each unit, or --service MINUTES",
                                                name_, kServiceRow));
    return std::move(file_);
  }

 private:
  [[noreturn]] void fail(std::size_t row, const std::string& what) const {
    throw Error(ErrorKind::input, table_.place(row) + ": " + what);
  }
  double minutes_at(std::size_t row, std::size_t unit_column) const {
    return numbers_.at(table_, row, unit_column, "the time");
  }

  void read_services(std::size_t row) {
    file_.problem.services_per_hour.clear();
    for (const std::size_t column : units_) {
      const double minutes = minutes_at(row, column);
      if (!(minutes > 0.0))
        fail(row, fmt::format("column '{}': a unit is busy for some minutes", table_.columns()[column]));
      file_.problem.services_per_hour.push_back(60.0 / minutes);
    }
  }

  void read_place(std::size_t row, const std::string& name) {
    queueing::HypercubeProblem& problem = file_.problem;
    file_.place_names.push_back(name);
    problem.calls_per_hour.push_back(numbers_.at(table_, row, calls_, "the number of calls"));
    std::vector<double> minutes;
    for (const std::size_t column : units_) minutes.push_back(minutes_at(row, column));
    std::vector<queueing::UnitNumber> order(minutes.size());
    std::iota(order.begin(), order.end(), queueing::UnitNumber{0});
    std::ranges::stable_sort(order, {}, [&](queueing::UnitNumber unit) { return minutes[unit]; });
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
      problem.preference.push_back(order[rank]);
      problem.tied.push_back(rank > 0 && minutes[order[rank]] == minutes[order[rank - 1]]);
    }
    for (const double m : minutes) problem.travel_s.push_back(60.0 * m);
  }

  std::string name_;
  Csv table_;
  ForeignNumbers numbers_;
  std::size_t place_ = 0, calls_ = 0;
  std::vector<std::size_t> units_{};
  HypercubeFile file_{};
};

}  // namespace

HypercubeFile read_hypercube_file(const std::filesystem::path& path, double service_min, const std::string& decimal) {
  return HypercubeReader(path, decimal).read(service_min);
}

}  // namespace planspiel::fire
