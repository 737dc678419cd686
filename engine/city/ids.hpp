#pragma once

/// The row ids of the city's tables, and what fields over them are.

#include "engine/base/id.hpp"
#include "engine/city/domain.hpp"

namespace planspiel {

struct NodeId : Id<NodeId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"node", "nodes", Geometry::point, "Knoten", "nodes"};
};
struct EdgeId : Id<EdgeId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"edge", "roads", Geometry::line, "Straßen", "roads"};
};
struct TurnId : Id<TurnId> {
  using Id::Id;
};
struct TollId : Id<TollId> {
  using Id::Id;
};
struct ZoneId : Id<ZoneId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"zone", "zones", Geometry::area, "Zonen", "zones"};
  static constexpr AxisDescriptor kAxis{.name = "zone", .de = "Zone", .en = "zone", .table = "zones"};
};
struct DistrictId : Id<DistrictId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"district", "districts", Geometry::area, "Viertel", "districts"};
};
struct BuildingId : Id<BuildingId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"building", "buildings", Geometry::area, "Gebäude", "buildings"};
};
struct CellId : Id<CellId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"cell", "cells", Geometry::area, "Raster", "cells"};
};
struct AreaId : Id<AreaId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"area", "areas", Geometry::area, "Gebiete", "areas"};
};
struct LandCoverId : Id<LandCoverId> {
  using Id::Id;
};
struct StopId : Id<StopId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"stop", "stops", Geometry::point, "Halte", "stops"};
};
struct LineId : Id<LineId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"line", "lines", Geometry::line, "Linien", "lines"};
};
struct HeadwayId : Id<HeadwayId> {
  using Id::Id;
};
struct DepartureId : Id<DepartureId> {
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
  static constexpr DomainSpec kDomain{"station", "stations", Geometry::point, "Wachen", "stations"};
};
struct UnitId : Id<UnitId> {
  using Id::Id;
};
struct StandardId : Id<StandardId> {
  using Id::Id;
  static constexpr AxisDescriptor kAxis{.name = "standard", .de = "Schutzziel", .en = "standard", .table = "standards"};
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
