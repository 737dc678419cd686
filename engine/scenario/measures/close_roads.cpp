#include "engine/scenario/measures/close_roads.hpp"

namespace planspiel {

void CloseRoads::describe(OptionSet& set) {
  where.describe(set);
  set.texts("exempt", exempt,
            {{"Ausgenommen", "Exempt"},
             {"wer weiter fahren darf: emergency, buses, residents (wer dort wohnt), deliveries (Lieferwagen und Lkw); "
              "[] für niemand",
              "who may still drive: emergency, buses, residents (who live there), deliveries (vans and trucks); [] for "
              "nobody"}});
}

City apply(const CloseRoads& measure, City city) {
  std::int32_t keep = access::bike | access::walk;
  bool residents = false;
  for (const std::string& name : measure.exempt) {
    if (name == "emergency")
      keep |= access::emergency;
    else if (name == "buses")
      keep |= access::bus;
    else if (name == "deliveries")
      keep |= access::truck;
    else if (name == "residents")
      residents = true;
    else
      throw Error(ErrorKind::config, "unknown exemption '" + name + "': emergency, buses, residents or deliveries");
  }
  Roads roads = city.copy(tables::roads);
  for (const EdgeId edge : select(measure.where, city)) {
    const std::int32_t before = roads.access[edge];
    roads.access[edge] = before & keep;
    if (residents && (before & (access::car | access::resident_car))) roads.access[edge] |= access::resident_car;
  }
  return city.with(std::move(roads));
}

}  // namespace planspiel
