#pragma once

/// How fast fire engines drive, and where.

#include "engine/reach/drive_network.hpp"
#include "engine/run/field.hpp"
#include "plugins/fire/engine_speed.hpp"
#include "plugins/fire/options.hpp"

namespace planspiel::fire {

/// v = min(v_max, f v₀) · (1 − κ (1 − v_h / v₀)): the speed of an engine where cars drive v₀ on the empty road and v_h
/// in the hour (v_h ≤ v₀; no number: nobody drives there). `free_way`: a bus lane or green signals, κ = 0.
Speed engine_speed(Speed free, Speed in_hour, const DriveOptions& options, bool free_way = false);

/// Engines may drive where the access bit `emergency` is set, on service roads and larger; turn bans do not hold for
/// them (§ 35 StVO).
reach::FleetLaw engine_law(const DriveOptions& options);

/// From now on engines drive in this hour of mobility's mean speeds. Not from several threads.
void use_hour(reach::DriveNetwork& network, const HourlyColumn<EdgeId, Speed>& road_speed, Hour hour);

}  // namespace planspiel::fire
