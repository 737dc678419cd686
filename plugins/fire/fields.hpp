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
inline const Field<CellId, Seconds, Hour> cell_arrival{
    "fire.cell_arrival",
    "min",
    {"Eintreffzeit der ersten Einheit (Raster)", "Arrival of the first unit (cells)"},
    Better::less,
    "from the call to the first unit at the cell; no number without public road within 100 m"};
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
