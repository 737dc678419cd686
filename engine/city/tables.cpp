#include "engine/city/city.hpp"

namespace planspiel {

template class TableOf<Nodes, NodeId>;
template class TableOf<Roads, EdgeId>;
template class TableOf<Turns, TurnId>;
template class TableOf<Tolls, TollId>;
template class TableOf<Zones, ZoneId>;
template class TableOf<Districts, DistrictId>;
template class TableOf<Buildings, BuildingId>;
template class TableOf<Cells, CellId>;
template class TableOf<Areas, AreaId>;
template class TableOf<LandCover, LandCoverId>;
template class TableOf<Stops, StopId>;
template class TableOf<Lines, LineId>;
template class TableOf<Headways, HeadwayId>;
template class TableOf<Departures, DepartureId>;
template class TableOf<Fares, FareId>;
template class TableOf<PersonGroups, PersonGroupId>;
template class TableOf<Behaviour, BehaviourId>;
template class TableOf<ExternalDemand, ExternalDemandId>;
template class TableOf<Goods, GoodsId>;
template class TableOf<Parking, ParkingId>;
template class TableOf<Prices, PriceId>;
template class TableOf<Fleet, FleetId>;
template class TableOf<Stations, StationId>;
template class TableOf<Units, UnitId>;
template class TableOf<Standards, StandardId>;
template class TableOf<IncidentRates, IncidentRateId>;
template class TableOf<Dispatch, DispatchId>;
template class TableOf<Counts, CountId>;
template class TableOf<Sources, SourceId>;

namespace {

class HashColumns final : public ColumnVisitor {
 public:
  explicit HashColumns(Hasher& hasher) : hasher_(hasher) {}
  void visit(ColumnCells& column) override { column.add_to(hasher_); }

 private:
  Hasher& hasher_;
};

}  // namespace

Digest Table::digest() const {
  Hasher hasher;
  hasher.text(table_name());
  for (const std::string& id : external_ids()) hasher.text(id);
  HashColumns columns(hasher);
  const_cast<Table*>(this)->visit(columns);  // the visitor only reads
  return hasher.finish();
}

std::vector<std::unique_ptr<Table>> empty_tables() {
  std::vector<std::unique_ptr<Table>> all;
  const auto add = [&]<class... Tables>() { (all.push_back(std::make_unique<Tables>()), ...); };
  add.operator()<Nodes, Roads, Turns, Tolls, Zones, Districts, Buildings, Cells, Areas, LandCover, Stops, Lines,
                 Headways, Departures, Fares, PersonGroups, Behaviour, ExternalDemand, Goods, Parking, Prices, Fleet,
                 Stations, Units, Standards, IncidentRates, Dispatch, Counts, Sources>();
  return all;
}

}  // namespace planspiel
