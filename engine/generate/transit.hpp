#pragma once

#include "engine/generate/streets.hpp"

namespace planspiel::generate {

/// Stops, lines and headways. Rail, metro and tram follow their stations; tram stops between the stations given are
/// interpolated. Bus lines are straight runs of tertiary and secondary streets, cut to at most 12 km, taken by
/// residents and jobs within 400 m per km until the published route length is reached; their stops are evenly spaced so
/// that the published number results. Where the builder holds stops already, and half as many as are wanted, runs are
/// taken by stops per km instead, those with a line already counting little, and lines stop at those within 80 m, 200 m
/// and more apart. Both directions of a line are rows of their own. For rail, metro and tram, stops that the builder
/// holds already are used: the one of the station's name within 700 m, else the nearest within 300 m; only then a new
/// one is made. Between the stations of a tram none is made where the builder holds stops.
void make_transit(CityBuilder& builder, const Streets& streets, const Facts& facts, const Settings& settings);

}  // namespace planspiel::generate
