#pragma once

/// The fields of this family.

#include "engine/run/field.hpp"

namespace planspiel::fire::fields {

inline const Field<BuildingId, Seconds, Hour> first_arrival{
    "fire.first_arrival",
    "min",
    {"Eintreffzeit der ersten Einheit", "Arrival of the first unit"},
    Better::less,
    "from the call to the first unit at the building; no number where no unit gets there"};
inline const Field<BuildingId, Seconds, Hour> second_arrival{
    "fire.second_arrival",
    "min",
    {"Eintreffzeit der zweiten Einheit", "Arrival of the second unit"},
    Better::less,
    "from the call to the second unit, of the same station or another one"};
inline const Field<BuildingId, Seconds, StandardId> completion{
    "fire.completion",
    "min",
    {"Stärke vollständig nach", "Strength complete after"},
    Better::less,
    "time on the standard's clock until its functions are at the building, in the worst hour; no number where they are "
    "not complete in each hour"};
inline const Field<BuildingId, double, StandardId> in_time =
    Field<BuildingId, double, StandardId>{"fire.in_time",
                                          "",
                                          {"Schutzziel in jeder Stunde erfüllt", "Standard met in every hour"},
                                          Better::more,
                                          "1 where the standard is met in each hour of the day, else 0"}
        .as_flag();
inline const Field<BuildingId, double, StandardId> probability{
    "fire.probability",
    "%",
    {"Wahrscheinlichkeit, rechtzeitig zu kommen", "Probability of being in time"},
    Better::more,
    "P(T ≤ t) with the spread of drive times, in the worst hour"};
inline const Field<CellId, Seconds, Hour> cell_arrival =
    Field<CellId, Seconds, Hour>{
        "fire.cell_arrival",
        "min",
        {"Eintreffzeit der ersten Einheit (Raster)", "Arrival of the first unit (cells)"},
        Better::less,
        "from the call to the first unit at the cell; no number without public road within 100 m"}
        .with_levels({5.0, 8.0, 8.5, 10.0, 15.0});
inline const Field<BuildingId, double, Hour> incidents{"fire.incidents",
                                                       "",
                                                       {"Erwartete Einsätze", "Expected incidents"},
                                                       Better::neutral,
                                                       "incidents per year that start in this hour of the day"};

/// Shares of a district that a standard holds for, and what they are shares of.
inline const Field<DistrictId, double, StandardId, Hour> coverage_residents{
    "fire.coverage_residents",
    "%",
    {"Erreichte Einwohner", "Residents covered"},
    Better::more,
    "share of residents, by their building, for whom the standard is met"};
inline const Field<DistrictId, double, StandardId, Hour> coverage_buildings{
    "fire.coverage_buildings",
    "%",
    {"Erreichte Gebäude", "Buildings covered"},
    Better::more,
    "share of buildings for which the standard is met"};
inline const Field<DistrictId, double, StandardId, Hour> coverage_incidents{
    "fire.coverage_incidents",
    "%",
    {"Erreichte Einsätze", "Incidents covered"},
    Better::more,
    "share of the expected incidents of the hour for which the standard is met"};
inline const Field<DistrictId, double, StandardId, Hour> coverage_area{
    "fire.coverage_area",
    "%",
    {"Erreichte Fläche an Straßen", "Area along roads covered"},
    Better::more,
    "share of cells with a public road within 100 m for which the standard is met"};
inline const Field<DistrictId, double, StandardId, Hour> coverage_area_all{
    "fire.coverage_area_all",
    "%",
    {"Erreichte Gesamtfläche", "Whole area covered"},
    Better::more,
    "share of all cells for which the standard is met; cells without public road are never reached"};

inline const Field<DistrictId, double, StandardId, Hour> probable_residents{
    "fire.probable_residents",
    "%",
    {"Erwarteter Anteil erreichter Einwohner", "Expected share of residents covered"},
    Better::more,
    "residents weighted by the probability that the standard is met for them"};
inline const Field<DistrictId, double, StandardId, Hour> probable_incidents{
    "fire.probable_incidents",
    "%",
    {"Erwarteter Anteil erreichter Einsätze", "Expected share of incidents covered"},
    Better::more,
    "incidents of the hour weighted by the probability that the standard is met for them"};

inline const Field<DistrictId, double> residents{
    "fire.residents", "", {"Einwohner in Gebäuden", "Residents in buildings"}, Better::neutral, "weight of coverage"};
inline const Field<DistrictId, double> buildings{
    "fire.buildings", "", {"Gebäude", "Buildings"}, Better::neutral, "weight of coverage"};
inline const Field<DistrictId, double, Hour> district_incidents{
    "fire.district_incidents",
    "",
    {"Erwartete Einsätze je Bezirksteil", "Expected incidents by district"},
    Better::neutral,
    "incidents per year that start in this hour of the day; weight of coverage"};
inline const Field<DistrictId, SquareMetres> area{"fire.area",
                                                  "km2",
                                                  {"Fläche an Straßen", "Area along roads"},
                                                  Better::neutral,
                                                  "cells with a public road within 100 m; weight of coverage"};
inline const Field<DistrictId, SquareMetres> area_all{
    "fire.area_all", "km2", {"Gesamtfläche", "Whole area"}, Better::neutral, "all cells; weight of coverage"};

}  // namespace planspiel::fire::fields
