#pragma once

/// The row ids of the city's tables.

#include "engine/base/id.hpp"

namespace planspiel {

struct NodeId : Id<NodeId> {
  using Id::Id;
};
struct EdgeId : Id<EdgeId> {
  using Id::Id;
};
struct TurnId : Id<TurnId> {
  using Id::Id;
};
struct TollId : Id<TollId> {
  using Id::Id;
};
struct ZoneId : Id<ZoneId> {
  using Id::Id;
};
struct DistrictId : Id<DistrictId> {
  using Id::Id;
};
struct BuildingId : Id<BuildingId> {
  using Id::Id;
};
struct CellId : Id<CellId> {
  using Id::Id;
};
struct AreaId : Id<AreaId> {
  using Id::Id;
};
struct LandCoverId : Id<LandCoverId> {
  using Id::Id;
};
struct StopId : Id<StopId> {
  using Id::Id;
};
struct LineId : Id<LineId> {
  using Id::Id;
};
struct HeadwayId : Id<HeadwayId> {
  using Id::Id;
};
struct FareId : Id<FareId> {
  using Id::Id;
};
struct ParkingId : Id<ParkingId> {
  using Id::Id;
};
struct PriceId : Id<PriceId> {
  using Id::Id;
};
struct FleetId : Id<FleetId> {
  using Id::Id;
};
struct PersonGroupId : Id<PersonGroupId> {
  using Id::Id;
};
struct BehaviourId : Id<BehaviourId> {
  using Id::Id;
};
struct ExternalDemandId : Id<ExternalDemandId> {
  using Id::Id;
};
struct GoodsId : Id<GoodsId> {
  using Id::Id;
};
struct StationId : Id<StationId> {
  using Id::Id;
};
struct UnitId : Id<UnitId> {
  using Id::Id;
};
struct StandardId : Id<StandardId> {
  using Id::Id;
};
struct IncidentRateId : Id<IncidentRateId> {
  using Id::Id;
};
struct DispatchId : Id<DispatchId> {
  using Id::Id;
};
struct CountId : Id<CountId> {
  using Id::Id;
};
struct SourceId : Id<SourceId> {
  using Id::Id;
};

}  // namespace planspiel
