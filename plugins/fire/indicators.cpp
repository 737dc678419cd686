#include "plugins/fire/indicators.hpp"

namespace planspiel::fire {

namespace {

const Text kSource{"VollzBekBayFwG, AGBF-Schutzziele; Tabelle standards",
                   "VollzBekBayFwG, AGBF Schutzziele; table standards"};

/// What a coverage is a share of: the field of shares and the field of weights.
struct Whole {
  std::string name, weight;
  Text title, perimeter;
};

std::vector<Whole> wholes() {
  return {{"residents",
           "fire.residents",
           {"Einwohner", "residents"},
           {"Bewohner nach ihrem Gebäude, auf Stadtgebiet", "residents by their building, on the territory"}},
          {"area",
           "fire.area",
           {"Fläche an Straßen", "area along roads"},
           {"Zellen von 100 m des Stadtgebiets mit einer öffentlichen Straße im Umkreis von 100 m",
            "cells of 100 m of the territory with a public road within 100 m"}},
          {"area_all",
           "fire.area_all",
           {"Gesamtfläche", "whole area"},
           {"alle Zellen von 100 m des Stadtgebiets", "all cells of 100 m of the territory"}},
          {"buildings",
           "fire.buildings",
           {"Gebäude", "buildings"},
           {"Gebäude auf Stadtgebiet", "buildings on the territory"}},
          {"incidents",
           "fire.district_incidents",
           {"Einsätze", "incidents"},
           {"erwartete Einsätze an Gebäuden auf Stadtgebiet", "expected incidents at buildings on the territory"}}};
}

struct NamedStandard {
  std::string id;
  Text title, definition;
};

std::vector<NamedStandard> standards() {
  return {
      {"hilfsfrist",
       {"Hilfsfrist", "Hilfsfrist"},
       {"10 min vom Anruf bis zur ersten Einheit, Berufs- oder Freiwillige Feuerwehr",
        "10 min from the call to the first unit, professional or volunteer"}},
      {"hilfsfrist_professional",
       {"Hilfsfrist, nur Berufsfeuerwehr", "Hilfsfrist, professional units only"},
       {"10 min vom Anruf bis zur ersten Einheit der Berufsfeuerwehr",
        "10 min from the call to the first professional unit"}},
      {"agbf_1", {"AGBF 1", "AGBF 1"}, {"10 Funktionen in 8 min nach Alarm", "10 functions within 8 min of the alarm"}},
      {"agbf_2",
       {"AGBF 2", "AGBF 2"},
       {"16 Funktionen in 13 min nach Alarm", "16 functions within 13 min of the alarm"}}};
}

Indicator coverage(const Whole& whole, const NamedStandard& standard) {
  Indicator indicator;
  indicator.id = "fire.coverage." + whole.name + "." + standard.id;
  indicator.unit = "%";
  indicator.title = {"Erreicht: " + whole.title.de + ", " + standard.title.de,
                     "Covered: " + whole.title.en + ", " + standard.title.en};
  indicator.definition = Text{"Anteil, für den das Schutzziel in der schlechtesten Stunde erfüllt ist; ",
                              "share for which the standard is met in the worst hour of the day; "} +
                         standard.definition +
                         Text{" (wie es in der Tabelle standards steht)", " (as the table standards has it)"};
  indicator.perimeter = whole.perimeter;
  indicator.source = kSource;
  indicator.better = Better::more;
  indicator.reduction.kind = Reduction::Kind::weighted_mean;
  indicator.reduction.value = {{"fire.coverage_" + whole.name, {{"standard", standard.id}}}};
  indicator.reduction.weight = {{whole.weight}};
  indicator.reduction.hours = Reduction::HoursRule::lowest;
  return indicator;
}

Indicator response(double quantile, const std::string& name, const Text& title) {
  Indicator indicator;
  indicator.id = "fire.response." + name;
  indicator.unit = "min";
  indicator.title = title;
  indicator.definition = {
      "Notrufbearbeitung, Ausrücken und Fahrt der ersten Einheit, alle Stunden zusammen; Gebäude, die keine Einheit "
      "erreicht, zählen als nie",
      "call handling, turnout and drive of the first unit, all hours together; buildings that no "
      "unit reaches count as never"};
  indicator.perimeter = {"Gebäude auf Stadtgebiet", "buildings on the territory"};
  indicator.source = {"Modell fire.response", "model fire.response"};
  indicator.better = Better::less;
  indicator.reduction.kind = Reduction::Kind::weighted_quantile;
  indicator.reduction.quantile = quantile;
  indicator.reduction.value = {{"fire.first_arrival"}};
  const bool by_incidents = name.ends_with("incidents");
  indicator.reduction.weight = {{by_incidents ? "fire.incidents" : "buildings.residents"}};
  indicator.reduction.rows = RowsOf::territory;
  return indicator;
}

/// The same share where each resident or incident counts with its probability.
Indicator probable(const Whole& whole, const NamedStandard& standard) {
  Indicator indicator = coverage(whole, standard);
  indicator.id = "fire.probable." + whole.name + "." + standard.id;
  indicator.title = {"Erwartet erreicht: " + whole.title.de + ", " + standard.title.de,
                     "Expected to be covered: " + whole.title.en + ", " + standard.title.en};
  indicator.definition =
      Text{
          "mittlere Wahrscheinlichkeit, dass das Schutzziel erfüllt ist, mit streuenden Fahrzeiten, in der "
          "schlechtesten Stunde; ",
          "mean probability that the standard is met, with the spread of drive times, in the worst hour; "} +
      standard.definition;
  indicator.reduction.value = {{"fire.probable_" + whole.name, {{"standard", standard.id}}}};
  return indicator;
}

}  // namespace

std::vector<Indicator> indicators() {
  std::vector<Indicator> all;
  for (const Whole& whole : wholes())
    for (const NamedStandard& standard : standards()) {
      all.push_back(coverage(whole, standard));
      if (whole.name == "residents" || whole.name == "incidents") all.push_back(probable(whole, standard));
    }
  all.push_back(
      response(0.5, "median.incidents", {"Eintreffzeit, Median der Einsätze", "Response time, median of incidents"}));
  all.push_back(
      response(0.9, "p90.incidents", {"Eintreffzeit, 90 % der Einsätze", "Response time, 90 % of incidents"}));
  all.push_back(
      response(0.5, "median.residents", {"Eintreffzeit, Median der Einwohner", "Response time, median of residents"}));
  all.push_back(
      response(0.9, "p90.residents", {"Eintreffzeit, 90 % der Einwohner", "Response time, 90 % of residents"}));
  add_headlines(
      all, {"Feuerwehr, schlechteste Stunde", "Fire service, worst hour"}, 300,
      {{"fire.coverage.residents.hilfsfrist",
        {"Bewohner in der Hilfsfrist, alle Einheiten", "residents within 10 min, all units"}},
       {"fire.coverage.residents.hilfsfrist_professional",
        {"Bewohner in der Hilfsfrist, nur Berufsfeuerwehr", "residents within 10 min, professional only"}},
       {"fire.probable.residents.hilfsfrist_professional",
        {"… mit streuenden Fahrzeiten erwartet", "… expected, with the spread of drive times"}},
       {"fire.coverage.area.hilfsfrist", {"Fläche in der Hilfsfrist", "area within 10 min"}},
       {"fire.coverage.residents.agbf_1", {"AGBF 1 (10 Funktionen in 8 min)", "AGBF 1 (10 functions in 8 min)"}},
       {"fire.coverage.residents.agbf_2", {"AGBF 2 (16 Funktionen in 13 min)", "AGBF 2 (16 functions in 13 min)"}}});
  return all;
}

}  // namespace planspiel::fire
