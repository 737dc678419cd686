#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/reach/drive_time.hpp"
#include "engine/run/tool.hpp"
#include "plugins/fields.hpp"
#include "plugins/fire/fire_tables.hpp"
#include "plugins/fire/options.hpp"
#include "plugins/fire/strength.hpp"

namespace planspiel::fire {

struct EnginesOptions {
  std::string row;
  std::int64_t hour = 17;
  DriveOptions drive{};
  void describe(OptionSet& set);
};

/// `planspiel engines SCENARIO --row BUILDING --hour 17`: which units reach a building, when and with how many
/// functions, and whether each response standard is met there. All units are taken as free.
class EnginesTool final : public Tool {
 public:
  explicit EnginesTool(Ports& ports);
  ToolAnswer run(RunContext& context) override;
  /// {row, hour}
  ToolAnswer update(const Value& edit, RunContext& context) override;

 private:
  struct Prepared;
  ToolAnswer answer(const EnginesOptions& wanted);
  void prepare(Hour hour);
  std::vector<std::string> names() const;

  EnginesOptions options_;
  FireTables tables_;
  const HourlyColumn<EdgeId, Speed>& road_speed_;
  std::shared_ptr<Prepared> prepared_;
};

}  // namespace planspiel::fire
