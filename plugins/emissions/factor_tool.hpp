#pragma once

#include "engine/run/tool.hpp"
#include "plugins/emissions/options.hpp"

namespace planspiel::emissions {

struct FactorOptions {
  std::string vehicle;
  Speed speed = 50.0_km_h;
  Metres trip = kGuidebookTrip;  ///< length of the trip that starts cold
  Conditions conditions{};
  void describe(OptionSet& set);
};

/// The type that a text names ("car petrol medium Euro 6d"; case and the end of a segment's name do not matter). Throws
/// Error(config) with the nearest known type.
VehicleType parse_vehicle(const std::string& text, const FactorTable& table);

/// `planspiel factor "car petrol medium Euro 6d" --speed "50 km/h"`: all factors of one type of vehicle.
class FactorTool final : public Tool {
 public:
  explicit FactorTool(Ports& ports) : options_(ports.options<FactorOptions>()) {}
  ToolAnswer run(RunContext& context) override;

 private:
  FactorOptions options_;
};

struct FactorListOptions {
  Speed speed = 50.0_km_h;
  Conditions conditions{};
  void describe(OptionSet& set);
};

/// `planspiel list factors`: every type of vehicle that has factors, and what it emits at a speed.
class FactorListTool final : public Tool {
 public:
  explicit FactorListTool(Ports& ports) : options_(ports.options<FactorListOptions>()) {}
  ToolAnswer run(RunContext& context) override;

 private:
  FactorListOptions options_;
};

}  // namespace planspiel::emissions
