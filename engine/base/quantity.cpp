#include "engine/base/quantity.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/text.hpp"

namespace planspiel {

namespace {

constexpr double kDay = 86400.0;

const std::vector<Unit>& units() {
  static const std::vector<Unit> all{
      {"", 1.0},
      {"–", 1.0},
      {"%", 0.01},
      {"m", 1.0, 1},
      {"km", 1000.0, 1},
      {"m2", 1.0, 2},
      {"km2", 1e6, 2},
      {"ha", 1e4, 2},
      {"s", 1.0, 0, 1},
      {"min", 60.0, 0, 1},
      {"h", 3600.0, 0, 1},
      {"m/s", 1.0, 1, -1},
      {"km/h", 1.0 / 3.6, 1, -1},
      {"km/day", 1000.0 / kDay, 1, -1},
      {"1/h", 1.0 / 3600.0, 0, -1},
      {"veh/h", 1.0 / 3600.0, 0, -1},
      {"1/day", 1.0 / kDay, 0, -1},
      {"1/a", 1.0 / (365.0 * kDay), 0, -1},
      {"1/min", 1.0 / 60.0, 0, -1},
      {"g", 1.0, 0, 0, 1},
      {"kg", 1e3, 0, 0, 1},
      {"t", 1e6, 0, 0, 1},
      {"g/km", 1e-3, -1, 0, 1},
      {"g/h", 1.0 / 3600.0, 0, -1, 1},
      {"kg/h", 1e3 / 3600.0, 0, -1, 1},
      {"kg/day", 1e3 / kDay, 0, -1, 1},
      {"t/day", 1e6 / kDay, 0, -1, 1},
      {"kWh", 3.6e9, 2, -2, 1},
      {"MWh", 3.6e12, 2, -2, 1},
      {"MJ", 1e9, 2, -2, 1},
      {"kWh/km", 3.6e6, 1, -2, 1},
      {"kW", 1e6, 2, -3, 1},
      {"MWh/day", 3.6e12 / kDay, 2, -3, 1},
      {"EUR", 1.0, 0, 0, 0, 1},
      {"EUR/h", 1.0 / 3600.0, 0, -1, 0, 1},
      {"EUR/day", 1.0 / kDay, 0, -1, 0, 1},
      {"EUR/km", 1e-3, -1, 0, 0, 1},
  };
  return all;
}

const Unit* find_unit(std::string_view symbol) {
  for (const Unit& known : units())
    if (known.symbol == symbol) return &known;
  return nullptr;
}

/// "\"30 km/h\" or \"30 m/s\"": the wanted unit first, then another of its dimension.
std::string example(std::string_view number, const Unit& wanted) {
  const std::string shown = number.empty() ? "30" : std::string(number);
  std::string text = "\"" + shown + " " + wanted.symbol + "\"";
  for (const Unit& other : units())
    if (other.same_dimension(wanted) && other.symbol != wanted.symbol && !other.symbol.empty() && other.symbol != "–") {
      std::array<char, 32> digits{};
      const auto end =
          std::to_chars(digits.data(), digits.data() + digits.size(),
                        std::atof(shown.c_str()) * wanted.factor / other.factor, std::chars_format::general, 3);
      return text + " or \"" + std::string(digits.data(), end.ptr) + " " + other.symbol + "\"";
    }
  return text;
}

}  // namespace

const Unit& unit(std::string_view symbol) {
  if (const Unit* found = find_unit(symbol)) return *found;
  std::vector<std::string> known;
  for (const Unit& each : units())
    if (!each.symbol.empty()) known.push_back(each.symbol);
  throw Error(ErrorKind::config, "unknown unit '" + std::string(symbol) + "': " + nearest_known(symbol, known));
}

double parse_quantity(std::string_view text, const Unit& wanted) {
  const std::string_view whole = trim(text);
  double number = 0.0;
  const std::string_view digits = whole.starts_with("+") ? whole.substr(1) : whole;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const std::string_view number_text = digits.substr(0, static_cast<std::size_t>(result.ptr - digits.data()));
  if (result.ec != std::errc() || number_text.empty() || !std::isfinite(number))
    throw Error(ErrorKind::config,
                "'" + std::string(text) + "' is not a number with a unit: write " + example("", wanted));
  const std::string_view symbol = trim(digits.substr(number_text.size()));
  if (symbol.empty() && !wanted.symbol.empty())
    throw Error(ErrorKind::config, "'" + std::string(text) + "' needs a unit: " + example(number_text, wanted));
  const Unit* given = find_unit(symbol);
  if (!given || !given->same_dimension(wanted))
    throw Error(ErrorKind::config, "'" + std::string(text) + "' has the " + (given ? "wrong" : "unknown") + " unit '" +
                                       std::string(symbol) + "': write " + example(number_text, wanted));
  return number * given->factor;
}

std::string format_quantity(double in_base_units, const Unit& shown) {
  double value = in_base_units / shown.factor;
  const double rounded = std::round(value * 1e9) / 1e9;
  if (rounded * shown.factor == in_base_units) value = rounded;
  return format_number(value) + (shown.symbol.empty() ? "" : " " + shown.symbol);
}

}  // namespace planspiel
