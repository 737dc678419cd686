#include "engine/scenario/own_measures.hpp"

#include "engine/scenario/measures/close_roads.hpp"
#include "engine/scenario/measures/cordon_toll.hpp"
#include "engine/scenario/measures/distance_toll.hpp"
#include "engine/scenario/measures/fuel_price.hpp"
#include "engine/scenario/measures/growth.hpp"
#include "engine/scenario/measures/road_capacity.hpp"
#include "engine/scenario/measures/signal_priority.hpp"
#include "engine/scenario/measures/speed_limit.hpp"

namespace planspiel {

std::vector<MeasureEntry> own_measures() {
  return {
      measure<CordonToll>("cordon_toll", "price", {"Citymaut", "City toll"}),
      measure<DistanceToll>("distance_toll", "price", {"Kilometermaut", "Distance toll"}),
      measure<FuelPrice>("fuel_price", "price", {"Kraftstoffpreis", "Fuel price"}),
      measure<SpeedLimit>("speed_limit", "street", {"Höchstgeschwindigkeit", "Speed limit"}),
      measure<CloseRoads>("close_roads", "street", {"Straßen sperren", "Close roads"}),
      measure<RoadCapacity>("road_capacity", "street", {"Straßenkapazität", "Road capacity"}),
      measure<SignalPriority>("signal_priority", "fire", {"Vorrang an Ampeln", "Signal priority"},
                              {"Ampeln schalten für Einsatzfahrzeuge auf Grün", "Signals turn green for fire engines"}),
      measure<Growth>("growth", "behaviour", {"Wachstum", "Growth"}),
  };
}

std::vector<Family> own_families() {
  return {
      family("price", {"Preise", "Prices"}),
      family("street", {"Straßen", "Streets"}),
      family("behaviour", {"Verhalten", "Behaviour"}),
  };
}

}  // namespace planspiel
