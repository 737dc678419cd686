#pragma once

#include "engine/generate/streets.hpp"

namespace planspiel::generate {

/// Stops, lines and headways. Rail, metro and tram follow their stations; tram stops between the stations given are
/// interpolated. Bus lines are straight runs of tertiary and secondary streets, cut to at most 12 km, taken by
/// residents and jobs within 400 m per km until the published route length is reached. Their stops are those that the builder
/// holds already within 60 m, 250 m and more apart; where it holds none, they are evenly spaced so that the published
/// number results. Both directions of a line are rows of their own. Stops that the builder holds
/// already are used: the one of the station's name within 700 m, else the nearest within 300 m; only then a new one is
/// made. Between the stations of a tram none is made where the builder holds stops.
void make_transit(CityBuilder& builder, const Streets& streets, const Facts& facts, const Settings& settings);

}  // namespace planspiel::generate
