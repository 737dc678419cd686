#pragma once

#include "engine/city/axes.hpp"
#include "engine/city/ids.hpp"
#include "engine/city/table.hpp"

namespace planspiel {

struct Stations final : TableOf<Stations, StationId> {
  static constexpr std::string_view kName = "stations";
  Column<StationId, std::string> name;
  Column<StationId, Point> position;
  Column<StationId, Flag> professional;
  Column<StationId, Flag> closed;       ///< 1: out of service; the row stays
  Column<StationId, std::string> type;  ///< "Zugwache", "Gruppenwache", "volunteer"
  Column<StationId, Certainty> certainty;
  Column<StationId, std::string> source;
  template <class Each>
  void describe(Each&& each) {
    each("name", name, {.help = {"Name", "name"}});
    each("position", position, {.help = {"Lage", "place"}});
    each("professional", professional,
         {.help = {"1 Berufsfeuerwehr, 0 Freiwillige Feuerwehr", "1 professional, 0 volunteer"}});
    each("closed", closed,
         {.optional = true, .help = {"1, wo die Wache außer Dienst ist", "1 where the station is out of service"}});
    each("type", type, {.optional = true, .help = {"Art der Wache", "type of station"}});
    each("certainty", certainty, {.optional = true, .help = {"von Lage und Art", "of position and type"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
  }
};

/// Vehicles with their crews.
struct Units final : TableOf<Units, UnitId> {
  static constexpr std::string_view kName = "units";
  Column<UnitId, StationId> station;
  Column<UnitId, std::string> vehicle_type;  ///< "HLF", "DLK"
  Column<UnitId, std::int32_t> functions;    ///< crew
  Column<UnitId, Hours> hours;               ///< on duty
  Column<UnitId, Seconds> turnout;           ///< alarm to wheels rolling
  Column<UnitId, double> availability;       ///< probability of turning out with this crew
  Column<UnitId, Certainty> certainty;
  template <class Each>
  void describe(Each&& each) {
    each("station", station, {.references = "stations", .help = {"Heimatwache", "home station"}});
    each("type", vehicle_type, {.help = {"Fahrzeugtyp", "vehicle type"}});
    each("functions", functions, {.help = {"Funktionen der Besatzung", "crew functions"}});
    each("hours", hours, {.optional = true, .help = {"Stunden im Dienst", "hours on duty"}});
    each("turnout", turnout,
         {.unit = "s", .help = {"Ausrückzeit: von der Alarmierung bis zur Abfahrt", "alarm to departure"}});
    each("availability", availability,
         {.help = {"Wahrscheinlichkeit, mit dieser Besatzung auszurücken",
                   "probability of turning out with this crew"}});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
  }
};

/// Where the clock of a standard starts.
enum class ClockZero { call, alarm };
inline constexpr std::array<std::string_view, 2> kClockZeroNames{"call", "alarm"};
inline std::span<const std::string_view> choice_names(ClockZero) { return kClockZeroNames; }

/// Response standards: `functions` crew within `time` after `clock`.
struct Standards final : TableOf<Standards, StandardId> {
  static constexpr std::string_view kName = "standards";
  Column<StandardId, std::string> title_de, title_en;
  Column<StandardId, ClockZero> clock;
  Column<StandardId, Seconds> time;           ///< inclusive
  Column<StandardId, Seconds> call_handling;  ///< inside `time` when the clock starts at the call
  Column<StandardId, std::int32_t> functions;
  Column<StandardId, Flag> professional_only;
  Column<StandardId, double> target;  ///< share to reach; 1 for every place
  Column<StandardId, std::string> source;
  template <class Each>
  void describe(Each&& each) {
    each("title_de", title_de, {.help = {"deutscher Titel", "German title"}});
    each("title_en", title_en, {.help = {"englischer Titel", "English title"}});
    each("clock", clock,
         {.help = {"Beginn der Uhr: Notruf (`call`) oder Alarmierung (`alarm`)",
                   "call or alarm: where the clock starts"}});
    each("time", time, {.unit = "min", .help = {"späteste Ankunft, einschließlich", "latest arrival, inclusive"}});
    each("call_handling", call_handling,
         {.unit = "s",
          .help = {"Gesprächs- und Dispositionszeit innerhalb dieser Zeit",
                   "call handling and dispatch inside that time"}});
    each("functions", functions,
         {.help = {"Funktionen, die eingetroffen sein müssen", "crew functions that must have arrived"}});
    each("professional_only", professional_only,
         {.optional = true,
          .help = {"1: nur Wachen der Berufsfeuerwehr zählen", "1: only professional stations count"}});
    each("target", target, {.optional = true, .help = {"Zielerreichungsgrad", "share to reach"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
  }
};

/// Expected incidents by type: where people live and work, by hour, and what is sent to one.
struct IncidentRates final : TableOf<IncidentRates, IncidentRateId> {
  static constexpr std::string_view kName = "incident_rates";
  Column<IncidentRateId, double> per_resident, per_job;       ///< per year
  Adjacency<IncidentRateId, double> profile;                  ///< 24 shares of the day
  Column<IncidentRateId, std::int32_t> functions;             ///< crew sent at first; 0: one unit, whatever its crew
  Column<IncidentRateId, std::string> vehicle_type;           ///< that must be among the units; empty: any
  Column<IncidentRateId, Seconds> on_scene;                   ///< median time of a unit at the incident (lognormal)
  Column<IncidentRateId, double> on_scene_spread;             ///< standard deviation of its logarithm
  Column<IncidentRateId, double> reinforced;                  ///< share of incidents that need more
  Column<IncidentRateId, std::int32_t> reinforced_functions;  ///< crew in all where more is needed
  Column<IncidentRateId, std::string> source;
  Column<IncidentRateId, Certainty> certainty;
  template <class Each>
  void describe(Each&& each) {
    each("per_resident", per_resident, {.help = {"Einsätze je Einwohner und Jahr", "incidents per resident and year"}});
    each("per_job", per_job, {.help = {"Einsätze je Arbeitsplatz und Jahr", "incidents per job and year"}});
    each("profile", profile, {.help = {"24 Anteile des Tages", "24 shares of the day"}});
    each("functions", functions,
         {.optional = true,
          .help = {"zuerst alarmierte Funktionen; 0: eine Einheit, gleich welcher Besatzung",
                   "crew functions sent at first; 0: one unit, whatever its crew"}});
    each("vehicle_type", vehicle_type,
         {.optional = true,
          .help = {"Fahrzeugtyp, der unter den Einheiten sein muss; leer: jeder",
                   "vehicle type that must be among the units; empty: any"}});
    each("on_scene", on_scene,
         {.unit = "min",
          .optional = true,
          .help = {"Median der Zeit einer Einheit an der Einsatzstelle; 0: unbekannt",
                   "median time of a unit at the incident; 0: not known"}});
    each("on_scene_spread", on_scene_spread,
         {.optional = true,
          .help = {"Standardabweichung des Logarithmus dieser Zeit",
                   "standard deviation of the logarithm of that time"}});
    each("reinforced", reinforced,
         {.optional = true,
          .help = {"Anteil der Einsätze mit Nachalarm", "share of incidents that need reinforcement"}});
    each("reinforced_functions", reinforced_functions,
         {.optional = true,
          .help = {"Funktionen insgesamt, wo ein Nachalarm nötig ist",
                   "crew functions in all where reinforcement is needed"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
    each("certainty", certainty, {.optional = true, .help = kCertaintyHelp});
  }
};

/// Which unit goes first.
enum class FirstDue { nearest, professional_first };
inline constexpr std::array<std::string_view, 2> kFirstDueNames{"nearest", "professional_first"};
inline std::span<const std::string_view> choice_names(FirstDue) { return kFirstDueNames; }

/// Whether idle units move to stations that are empty.
enum class MoveUp { none, greedy };
inline constexpr std::array<std::string_view, 2> kMoveUpNames{"none", "greedy"};
inline std::span<const std::string_view> choice_names(MoveUp) { return kMoveUpNames; }

/// How units are sent. One row; without it the nearest unit goes and nobody moves up.
struct Dispatch final : TableOf<Dispatch, DispatchId> {
  static constexpr std::string_view kName = "dispatch";
  Column<DispatchId, FirstDue> first_due;
  Column<DispatchId, MoveUp> move_up;
  Column<DispatchId, std::string> source;
  template <class Each>
  void describe(Each&& each) {
    each("first_due", first_due,
         {.help = {"welche Einheit ausrückt: die zuerst eintrifft, oder die Berufsfeuerwehr vor den anderen",
                   "which unit goes: the one that arrives first, or professional units before others"}});
    each("move_up", move_up,
         {.help = {"Gebietsabsicherung: ob freie Einheiten zu der leeren Wache fahren, ohne die die meisten Einsätze "
                   "unversorgt blieben",
                   "whether idle units move to the emptied station that leaves most incidents uncovered"}});
    each("source", source, {.optional = true, .help = kSourceHelp});
  }
};

namespace tables {
inline constexpr TableKey<Stations> stations;
inline constexpr TableKey<Units> units;
inline constexpr TableKey<Standards> standards;
inline constexpr TableKey<IncidentRates> incident_rates;
inline constexpr TableKey<Dispatch> dispatch;
}  // namespace tables

extern template class TableOf<Stations, StationId>;
extern template class TableOf<Units, UnitId>;
extern template class TableOf<Standards, StandardId>;
extern template class TableOf<IncidentRates, IncidentRateId>;
extern template class TableOf<Dispatch, DispatchId>;

}  // namespace planspiel
