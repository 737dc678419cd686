#pragma once

/// The fields of this family.

#include "engine/run/field.hpp"

namespace planspiel::fire::fields {

inline const Field<BuildingId, Seconds, Hour> first_arrival =
    Field<BuildingId, Seconds, Hour>{
        "fire.first_arrival",
        "min",
        {"Eintreffzeit der ersten Einheit", "Arrival of the first unit"},
        Better::less,
        {"vom Anruf bis zur ersten Einheit am Gebäude; keine Zahl, wo keine hinkommt",
         "from the call to the first unit at the building; no number where no unit gets there"}}
        .beside("stations")
        .first();
inline const Field<BuildingId, Seconds, Hour> second_arrival =
    Field<BuildingId, Seconds, Hour>{"fire.second_arrival",
                                     "min",
                                     {"Eintreffzeit der zweiten Einheit", "Arrival of the second unit"},
                                     Better::less,
                                     {"vom Anruf bis zur zweiten Einheit, derselben Wache oder einer anderen",
                                      "from the call to the second unit, of the same station or another one"}}
        .beside("stations");
inline const Field<BuildingId, Seconds, StandardId> completion = Field<BuildingId, Seconds, StandardId>{
    "fire.completion",
    "min",
    {"Stärke vollständig nach", "Strength complete after"},
    Better::less,
    {"Zeit auf der Uhr des Schutzziels, bis seine Funktionen am Gebäude sind, in der schlechtesten Stunde; keine Zahl, "
     "wo sie nicht in jeder Stunde vollständig sind",
     "time on the standard's clock until its functions are at the building, in the worst hour; no number where they "
     "are not complete in each hour"}}.beside("stations");
inline const Field<BuildingId, double, StandardId> in_time =
    Field<BuildingId, double, StandardId>{"fire.in_time",
                                          "",
                                          {"Schutzziel in jeder Stunde erfüllt", "Standard met in every hour"},
                                          Better::more,
                                          {"1, wo das Schutzziel in jeder Stunde des Tages erfüllt ist, sonst 0",
                                           "1 where the standard is met in each hour of the day, else 0"}}
        .as_flag()
        .beside("stations");
inline const Field<BuildingId, double, StandardId> probability = Field<BuildingId, double, StandardId>{
    "fire.probability",
    "%",
    {"Wahrscheinlichkeit, rechtzeitig zu kommen", "Probability of being in time"},
    Better::more,
    {"P(T ≤ t) mit streuenden Fahrzeiten, in der schlechtesten Stunde",
     "P(T ≤ t) with the spread of drive times, in the worst hour"}}.beside("stations");
inline const Field<CellId, Seconds, Hour> cell_arrival =
    Field<CellId, Seconds, Hour>{
        "fire.cell_arrival",
        "min",
        {"Eintreffzeit der ersten Einheit (Raster)", "Arrival of the first unit (cells)"},
        Better::less,
        {"vom Anruf bis zur ersten Einheit in der Zelle; keine Zahl ohne öffentliche Straße im Umkreis von 100 m",
         "from the call to the first unit at the cell; no number without public road within 100 m"}}
        .with_levels({5.0, 8.0, 8.5, 10.0, 15.0})
        .beside("stations")
        .first();
inline const Field<BuildingId, double, Hour> incidents =
    Field<BuildingId, double, Hour>{"fire.incidents",
                                    "",
                                    {"Erwartete Einsätze", "Expected incidents"},
                                    Better::neutral,
                                    {"Einsätze im Jahr, die in dieser Stunde des Tages beginnen",
                                     "incidents per year that start in this hour of the day"}}
        .beside("stations");

/// Shares of a district that a standard holds for, and what they are shares of.
inline const Field<DistrictId, double, StandardId, Hour> coverage_residents =
    Field<DistrictId, double, StandardId, Hour>{
        "fire.coverage_residents",
        "%",
        {"Erreichte Einwohner", "Residents covered"},
        Better::more,
        {"Anteil der Bewohner, nach ihrem Gebäude, für die das Schutzziel erfüllt ist",
         "share of residents, by their building, for whom the standard is met"}}
        .beside("stations")
        .first();
inline const Field<DistrictId, double, StandardId, Hour> coverage_buildings =
    Field<DistrictId, double, StandardId, Hour>{
        "fire.coverage_buildings",
        "%",
        {"Erreichte Gebäude", "Buildings covered"},
        Better::more,
        {"Anteil der Gebäude, für die das Schutzziel erfüllt ist", "share of buildings for which the standard is met"}}
        .beside("stations");
inline const Field<DistrictId, double, StandardId, Hour> coverage_incidents =
    Field<DistrictId, double, StandardId, Hour>{
        "fire.coverage_incidents",
        "%",
        {"Erreichte Einsätze", "Incidents covered"},
        Better::more,
        {"Anteil der erwarteten Einsätze der Stunde, für die das Schutzziel erfüllt ist",
         "share of the expected incidents of the hour for which the standard is met"}}
        .beside("stations");
inline const Field<DistrictId, double, StandardId, Hour> coverage_area =
    Field<DistrictId, double, StandardId, Hour>{
        "fire.coverage_area",
        "%",
        {"Erreichte Fläche an Straßen", "Area along roads covered"},
        Better::more,
        {"Anteil der Zellen mit einer öffentlichen Straße im Umkreis von 100 m, für die das Schutzziel erfüllt ist",
         "share of cells with a public road within 100 m for which the standard is met"}}
        .beside("stations");
inline const Field<DistrictId, double, StandardId, Hour> coverage_area_all =
    Field<DistrictId, double, StandardId, Hour>{
        "fire.coverage_area_all",
        "%",
        {"Erreichte Gesamtfläche", "Whole area covered"},
        Better::more,
        {"Anteil aller Zellen, für die das Schutzziel erfüllt ist; Zellen ohne öffentliche Straße werden nie erreicht",
         "share of all cells for which the standard is met; cells without public road are never reached"}}
        .beside("stations");

inline const Field<DistrictId, double, StandardId, Hour> probable_residents =
    Field<DistrictId, double, StandardId, Hour>{
        "fire.probable_residents",
        "%",
        {"Erwarteter Anteil erreichter Einwohner", "Expected share of residents covered"},
        Better::more,
        {"Bewohner, gewichtet mit der Wahrscheinlichkeit, dass das Schutzziel für sie erfüllt ist",
         "residents weighted by the probability that the standard is met for them"}}
        .beside("stations");
inline const Field<DistrictId, double, StandardId, Hour> probable_incidents =
    Field<DistrictId, double, StandardId, Hour>{
        "fire.probable_incidents",
        "%",
        {"Erwarteter Anteil erreichter Einsätze", "Expected share of incidents covered"},
        Better::more,
        {"Einsätze der Stunde, gewichtet mit der Wahrscheinlichkeit, dass das Schutzziel für sie erfüllt ist",
         "incidents of the hour weighted by the probability that the standard is met for them"}}
        .beside("stations");

inline const Field<DistrictId, double> residents = Field<DistrictId, double>{
    "fire.residents",
    "",
    {"Einwohner in Gebäuden", "Residents in buildings"},
    Better::neutral,
    {"Gewicht der Abdeckung", "weight of coverage"}}.beside("stations");
inline const Field<DistrictId, double> buildings = Field<DistrictId, double>{
    "fire.buildings",
    "",
    {"Gebäude", "Buildings"},
    Better::neutral,
    {"Gewicht der Abdeckung", "weight of coverage"}}.beside("stations");
inline const Field<DistrictId, double, Hour> district_incidents =
    Field<DistrictId, double, Hour>{"fire.district_incidents",
                                    "",
                                    {"Erwartete Einsätze je Bezirksteil", "Expected incidents by district"},
                                    Better::neutral,
                                    {"Einsätze im Jahr, die in dieser Stunde des Tages beginnen; Gewicht der Abdeckung",
                                     "incidents per year that start in this hour of the day; weight of coverage"}}
        .beside("stations");
inline const Field<DistrictId, SquareMetres> area =
    Field<DistrictId, SquareMetres>{"fire.area",
                                    "km2",
                                    {"Fläche an Straßen", "Area along roads"},
                                    Better::neutral,
                                    {"Zellen mit einer öffentlichen Straße im Umkreis von 100 m; Gewicht der Abdeckung",
                                     "cells with a public road within 100 m; weight of coverage"}}
        .beside("stations");
inline const Field<DistrictId, SquareMetres> area_all = Field<DistrictId, SquareMetres>{
    "fire.area_all",
    "km2",
    {"Gesamtfläche", "Whole area"},
    Better::neutral,
    {"alle Zellen; Gewicht der Abdeckung",
     "all cells; weight of coverage"}}.beside("stations");

}  // namespace planspiel::fire::fields
