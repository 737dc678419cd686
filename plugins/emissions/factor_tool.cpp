#include "plugins/emissions/factor_tool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

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

Text line(const Text& name, double value, int decimals, const std::string& unit) {
  return in_both([&](Language language) {
    return pad_right("  " + name.in(language), 34) + format_number(value, decimals, language) + " " + unit + "\n";
  });
}

/// "50 km/h", "12,4 km".
Text shown(double in_base_units, std::string_view symbol) {
  std::string text = format_quantity(in_base_units, unit(symbol));
  Text both = same_text(text);
  std::replace(both.de.begin(), both.de.end(), '.', ',');
  return both;
}

const Text kCo2{"CO2 am Auspuff (TTW)", "CO2 at the exhaust (TTW)"};

/// One entry of "factors": value, unit, source.
Value entry(double value, const char* unit, const std::string& source) {
  return Value::table({{"value", value}, {"unit", unit}, {"source", source}});
}

/// What of the factors comes from where.
struct Sources {
  std::string energy, nox, exhaust, electricity;
  std::string co2 = "energy times the fuel's carbon (fuels.csv)";
  std::string wear = "EMEP/EEA guidebook 2019, 1.A.3.b.vi-vii, tier 2 (wear.csv)";
};

Sources sources_of(const VehicleType& type, const FactorTable& table, const VehicleFactors& factors) {
  Sources sources;
  sources.electricity = "road load of a battery vehicle (vehicles.csv); " + factors.electricity_mix().source.en;
  if (type.propulsion == Propulsion::battery) {
    sources.energy = sources.nox = sources.exhaust = sources.co2 = "a battery vehicle burns nothing";
    return sources;
  }
  sources.energy = table.hot_source(type, HotQuantity::energy);
  sources.nox = table.hot_source(type, HotQuantity::nox);
  sources.exhaust = table.hot_source(type, HotQuantity::pm);
  return sources;
}

Value factors_value(const FactorParts& parts, const EmissionPerDistance& all, const Sources& sources) {
  Value factors = Value::table();
  factors.set("fuel", entry(in_MJ_km(parts.fuel), "MJ/km", sources.energy));
  factors.set("electricity", entry(in_kWh_km(parts.electricity), "kWh/km", sources.electricity));
  factors.set("co2_ttw", entry(in_g_km(all[Pollutant::co2_ttw]), "g/km", sources.energy + "; " + sources.co2));
  factors.set("co2_wtw", entry(in_g_km(all[Pollutant::co2_wtw]), "g/km",
                               sources.energy + "; upstream: fuels.csv; electricity: " + sources.electricity));
  factors.set("nox", entry(in_g_km(all[Pollutant::nox]), "g/km", sources.nox));
  factors.set("pm_exhaust", entry(in_g_km(parts.exhaust[Pollutant::pm10]), "g/km", sources.exhaust));
  factors.set("pm10_wear", entry(in_g_km(parts.wear_pm10), "g/km", sources.wear));
  factors.set("pm25_wear", entry(in_g_km(parts.wear_pm25), "g/km", sources.wear));
  factors.set("pm10", entry(in_g_km(all[Pollutant::pm10]), "g/km", sources.exhaust + "; " + sources.wear));
  factors.set("pm25", entry(in_g_km(all[Pollutant::pm25]), "g/km", sources.exhaust + "; " + sources.wear));
  return factors;
}

Value cold_answer(Metres trip, const EmissionTotal& cold) {
  const std::string source = "EMEP/EEA guidebook 2019, tables 3-39 to 3-46 (cold_start.csv)";
  Value factors = Value::table();
  factors.set("energy", entry(in_MJ(cold.energy), "MJ", source));
  factors.set("co2_ttw", entry(cold[Pollutant::co2_ttw].value, "g", source));
  factors.set("co2_wtw", entry(cold[Pollutant::co2_wtw].value, "g", source));
  factors.set("nox", entry(cold[Pollutant::nox].value, "g", source));
  factors.set("pm", entry(cold[Pollutant::pm10].value, "g", source));
  return Value::table({{"trip_km", in_km(trip)}, {"factors", factors}});
}

/// Says where a factor is held at the end of its range: its curve says nothing beyond.
void warn_of_held_speeds(const VehicleType& type, Speed speed, const VehicleFactors& factors, RunContext& context) {
  std::map<double, Text> held;
  for (const auto& [quantity, name] : {std::pair{HotQuantity::energy, Text{"Energie und CO2", "energy and CO2"}},
                                       std::pair{HotQuantity::nox, Text{"NOx", "NOx"}},
                                       std::pair{HotQuantity::pm, Text{"Feinstaub des Abgases", "PM of the exhaust"}}})
    if (const auto used = factors.held_at(quantity, speed)) {
      Text& names = held[in_km_h(*used)];
      names += names.en.empty() ? name : same_text(", ") + name;
    }
  const Text asked = shown(speed.value, "km/h");
  for (const auto& [km_h, names] : held) {
    const std::string at = format_number(km_h) + " km/h";
    context.warn("emissions.speed_clamped",
                 {"die Faktoren von " + type.text() + " für " + names.de + " sind bei " + asked.de +
                      " nicht bekannt: hier stehen ihre Werte bei " + at,
                  "the factors of " + type.text() + " for " + names.en + " are not known at " + asked.en +
                      ": their values at " + at + " stand here"},
                 type.text());
  }
}

Text text_of(const FactorOptions& options, const VehicleType& type, const FactorParts& parts,
             const EmissionPerDistance& all, const EmissionTotal& cold, const ElectricityMix& mix) {
  const Text speed = shown(options.speed.value, "km/h"), trip = shown(options.trip.value, "km");
  Text text{type.text() + " bei " + speed.de + " mittlerer Geschwindigkeit\n",
            type.text() + " at " + speed.en + " mean speed\n"};
  if (parts.fuel.value > 0.0) text += line({"Kraftstoff", "fuel"}, in_MJ_km(parts.fuel), 4, "MJ/km");
  if (parts.electricity.value > 0.0)
    text += line({"Strom an der Steckdose", "electricity at the socket"}, in_kWh_km(parts.electricity), 4, "kWh/km");
  text += line(kCo2, in_g_km(all[Pollutant::co2_ttw]), 1, "g/km") +
          line({"CO2e mit Vorkette (WTW)", "CO2e with upstream (WTW)"}, in_g_km(all[Pollutant::co2_wtw]), 1, "g/km") +
          line({"NOx", "NOx"}, in_g_km(all[Pollutant::nox]), 4, "g/km") +
          line({"Feinstaub des Abgases", "PM exhaust"}, in_g_km(parts.exhaust[Pollutant::pm10]), 5, "g/km") +
          line({"PM10 mit Abrieb", "PM10 with wear"}, in_g_km(all[Pollutant::pm10]), 5, "g/km") +
          line({"PM2,5 mit Abrieb", "PM2.5 with wear"}, in_g_km(all[Pollutant::pm25]), 5, "g/km");
  if (cold.energy.value > 0.0)
    text += Text{"ein Kaltstart auf einer Fahrt von " + trip.de + " kommt hinzu\n",
                 "a cold start on a trip of " + trip.en + " adds\n"} +
            line(kCo2, cold[Pollutant::co2_ttw].value, 1, "g") +
            line({"NOx", "NOx"}, cold[Pollutant::nox].value, 4, "g") +
            line({"Feinstaub", "PM"}, cold[Pollutant::pm10].value, 5, "g");
  const std::string year = std::to_string(options.conditions.grid_year);
  const Text air = shown(options.conditions.temperature_c, "");
  text += {"Strom von " + year + " (" + mix.source.de + "), " + air.de +
               " °C; EMEP/EEA-Handbuch 2019, Stufe 3; Quellen in plugins/emissions/data\n",
           "electricity of " + year + " (" + mix.source.en + "), " + air.en +
               " °C; EMEP/EEA guidebook 2019 tier 3; sources in plugins/emissions/data\n"};
  return text;
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

ToolAnswer FactorTool::run(RunContext& context) {
  const FactorTable table = FactorTable::shipped();
  const VehicleType type = parse_vehicle(options_.vehicle, table);
  const VehicleFactors factors(table, type, options_.conditions);
  const FactorParts parts = factors.parts(options_.speed);
  const EmissionPerDistance all = factors.at(options_.speed);
  const EmissionTotal cold = factors.cold_start(options_.trip, std::min(options_.speed, 45.0_km_h));
  warn_of_held_speeds(type, options_.speed, factors, context);
  ToolAnswer answer{.text = text_of(options_, type, parts, all, cold, factors.electricity_mix())};
  answer.answer.set("vehicle", type.text());
  answer.answer.set("speed_km_h", in_km_h(options_.speed));
  answer.answer.set("factors", factors_value(parts, all, sources_of(type, table, factors)));
  answer.answer.set("cold_start", cold_answer(options_.trip, cold));
  Value warnings = Value::list();
  for (const Note& note : context.notes()) warnings.push_back(note.text.en);
  answer.answer.set("warnings", warnings);
  return answer;
}

void FactorListOptions::describe(OptionSet& set) {
  set.quantity("speed", speed, "km/h",
               {{"Mittlere Geschwindigkeit", "Mean speed"}, {"Halte eingeschlossen", "stops included"}}, {0.0, 200.0});
  emissions::describe(conditions, set);
}

ToolAnswer FactorListTool::run(RunContext&) {
  const FactorTable table = FactorTable::shipped();
  const Text speed = shown(options_.speed.value, "km/h");
  ToolAnswer answer;
  const auto row = [](const std::string& name, const std::array<std::string, 4>& cells) {
    return pad_right(name, 58) + " " + pad_left(cells[0], 9) + " " + pad_left(cells[1], 10) + " " +
           pad_left(cells[2], 9) + " " + pad_left(cells[3], 9);
  };
  const std::array<std::string, 4> head{"CO2 TTW", "CO2e WTW", "NOx", "PM10"};
  answer.text = {row("Fahrzeug", head) + "   g/km bei " + speed.de + "\n",
                 row("vehicle", head) + "   g/km at " + speed.en + "\n"};
  Value list = Value::list();
  for (const VehicleType& type : table.types()) {
    const VehicleFactors factors(table, type, options_.conditions);
    const EmissionPerDistance all = factors.at(options_.speed);
    list.push_back(Value::table(
        {{"vehicle", type.text()},
         {"factors", factors_value(factors.parts(options_.speed), all, sources_of(type, table, factors))}}));
    answer.text += in_both([&](Language language) {
      return row(type.text(), {format_number(in_g_km(all[Pollutant::co2_ttw]), 1, language),
                               format_number(in_g_km(all[Pollutant::co2_wtw]), 1, language),
                               format_number(in_g_km(all[Pollutant::nox]), 4, language),
                               format_number(in_g_km(all[Pollutant::pm10]), 4, language)}) +
             "\n";
    });
  }
  answer.answer.set("speed_km_h", in_km_h(options_.speed));
  answer.answer.set("factors", list);
  return answer;
}

}  // namespace planspiel::emissions
