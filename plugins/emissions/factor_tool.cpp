#include "plugins/emissions/factor_tool.hpp"

#include <algorithm>
#include <cctype>

namespace planspiel::emissions {

namespace {

/// Lower case, single spaces.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : trim(text)) {
    const bool space = c == ' ' || c == '\t';
    if (space && (result.empty() || result.back() == ' ')) continue;
    result += space ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

/// "car petrol medium euro 6d" in its parts.
struct Words {
  std::string head;     ///< "car petrol"
  std::string segment;  ///< "medium"
  std::string euro;     ///< "euro 6d"
};

Words words_of(std::string text) {
  Words words;
  if (const std::size_t euro = text.find("euro "); euro != std::string::npos) {
    words.euro = text.substr(euro);
    text.resize(euro);
  }
  const std::vector<std::string> parts = split(trim(text), ' ');
  const std::size_t head = std::min<std::size_t>(2, parts.size());
  words.head = join({parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(head)}, " ");
  words.segment = join({parts.begin() + static_cast<std::ptrdiff_t>(head), parts.end()}, " ");
  return words;
}

bool matches(const Words& asked, const VehicleType& type) {
  const Words known = words_of(plain(type.text()));
  return known.head == asked.head && known.euro == asked.euro && !asked.segment.empty() &&
         known.segment.starts_with(asked.segment);
}

std::string line(const std::string& name, double value, int decimals, const std::string& unit) {
  return name + std::string(name.size() < 34 ? 34 - name.size() : 1, ' ') +
         format_number(value, decimals, Language::en) + " " + unit + "\n";
}

Value answer_of(const VehicleType& type, Speed speed, const FactorParts& parts, const EmissionPerDistance& all) {
  Value answer = Value::table();
  answer.set("vehicle", type.text());
  answer.set("speed_km_h", in_km_h(speed));
  answer.set("fuel_MJ_km", in_MJ_km(parts.fuel));
  answer.set("electricity_kWh_km", in_kWh_km(parts.electricity));
  answer.set("co2_ttw_g_km", in_g_km(all.co2_ttw));
  answer.set("co2_wtw_g_km", in_g_km(all.co2_wtw));
  answer.set("nox_g_km", in_g_km(all.nox));
  answer.set("pm_exhaust_g_km", in_g_km(parts.exhaust.pm10));
  answer.set("pm10_wear_g_km", in_g_km(parts.wear_pm10));
  answer.set("pm25_wear_g_km", in_g_km(parts.wear_pm25));
  answer.set("pm10_g_km", in_g_km(all.pm10));
  answer.set("pm25_g_km", in_g_km(all.pm25));
  return answer;
}

Value cold_answer(Metres trip, const EmissionTotal& cold) {
  Value answer = Value::table();
  answer.set("trip_km", in_km(trip));
  answer.set("energy_MJ", in_MJ(cold.energy));
  answer.set("co2_ttw_g", cold.co2_ttw.value);
  answer.set("co2_wtw_g", cold.co2_wtw.value);
  answer.set("nox_g", cold.nox.value);
  answer.set("pm_g", cold.pm10.value);
  return answer;
}

std::string text_of(const FactorOptions& options, const VehicleType& type, const FactorParts& parts,
                    const EmissionPerDistance& all, const EmissionTotal& cold) {
  std::string text = type.text() + " at " + format_quantity(options.speed.value, unit("km/h")) + " mean speed\n";
  if (parts.fuel.value > 0.0) text += line("  fuel", in_MJ_km(parts.fuel), 4, "MJ/km");
  if (parts.electricity.value > 0.0)
    text += line("  electricity at the socket", in_kWh_km(parts.electricity), 4, "kWh/km");
  text += line("  CO2 at the exhaust (TTW)", in_g_km(all.co2_ttw), 1, "g/km") +
          line("  CO2e with upstream (WTW)", in_g_km(all.co2_wtw), 1, "g/km") +
          line("  NOx", in_g_km(all.nox), 4, "g/km") + line("  PM exhaust", in_g_km(parts.exhaust.pm10), 5, "g/km") +
          line("  PM10 with wear", in_g_km(all.pm10), 5, "g/km") +
          line("  PM2.5 with wear", in_g_km(all.pm25), 5, "g/km");
  if (cold.energy.value > 0.0)
    text += "a cold start on a trip of " + format_quantity(options.trip.value, unit("km")) + " adds\n" +
            line("  CO2 at the exhaust (TTW)", cold.co2_ttw.value, 1, "g") + line("  NOx", cold.nox.value, 4, "g") +
            line("  PM", cold.pm10.value, 5, "g");
  return text + "electricity of " + std::to_string(options.conditions.grid_year) + ", " +
         format_number(options.conditions.temperature_c) +
         " °C; EMEP/EEA guidebook 2019 tier 3; sources in plugins/emissions/data\n";
}

}  // namespace

void FactorOptions::describe(OptionSet& set) {
  set.text("vehicle", vehicle,
           {{"Fahrzeug", "Vehicle"},
            {"z. B. \"car petrol medium Euro 6d\"", "for example \"car petrol medium Euro 6d\""}})
      .required();
  set.quantity("speed", speed, "km/h",
               {{"Mittlere Geschwindigkeit", "Mean speed"}, {"Halte eingeschlossen", "stops included"}}, {0.0, 200.0});
  set.quantity("trip", trip, "km", {{"Fahrtlänge", "Trip length"}, {"für den Kaltstart", "for the cold start"}},
               {0.0, 1000.0});
  emissions::describe(conditions, set);
}

VehicleType parse_vehicle(const std::string& text, const FactorTable& table) {
  const Words asked = words_of(plain(text));
  std::vector<std::string> known, several;
  std::optional<VehicleType> found;
  for (const VehicleType& type : table.types()) {
    known.push_back(type.text());
    if (plain(type.text()) == plain(text)) return type;
    if (!matches(asked, type)) continue;
    several.push_back(type.text());
    found = type;
  }
  if (several.size() == 1) return *found;
  if (several.empty())
    throw Error(ErrorKind::config, "no factors for the vehicle '" + text + "': " + nearest_known(text, known));
  throw Error(ErrorKind::config, "the vehicle '" + text + "' may be " + join(several, " or "));
}

ToolAnswer FactorTool::run(RunContext&) {
  const FactorTable table = FactorTable::shipped();
  const VehicleType type = parse_vehicle(options_.vehicle, table);
  const VehicleFactors factors(table, type, options_.conditions);
  const FactorParts parts = factors.parts(options_.speed);
  const EmissionPerDistance all = factors.at(options_.speed);
  const EmissionTotal cold = factors.cold_start(options_.trip, std::min(options_.speed, 45.0_km_h));
  ToolAnswer answer{.answer = answer_of(type, options_.speed, parts, all),
                    .text = text_of(options_, type, parts, all, cold)};
  answer.answer.set("cold_start", cold_answer(options_.trip, cold));
  return answer;
}

}  // namespace planspiel::emissions
