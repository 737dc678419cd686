/// A model that is not part of Planspiel, in one file: see docs/writing-a-model.md.

#include "engine/run/plugin.hpp"
#include "plugins/fields.hpp"

namespace {

using namespace planspiel;

const Field<EdgeId, Seconds, Hour> delay{
    "example.delay",
    "h",
    {"Zeitverlust im Stau", "Time lost in congestion"},
    Better::less,
    {"auf der Straße in der Stunde verlorene Fahrzeugstunden, gegen die leere Straße",
     "vehicle-hours lost on the link in the hour, against the empty road"}};

struct DelayOptions {
  Seconds least{0.0};
  void describe(OptionSet& set) {
    set.quantity("least", least, "s", {{"kleinster Zeitverlust, der zählt", "least loss per vehicle that counts"}},
                 {.min = 0.0});
  }
};

/// Time lost in congestion: d = q · T · (l/v − l/v₀) with flow q [1/s], the hour T [s], length l [m], mean speed v and
/// free speed v₀ [m/s]; 0 where the loss per vehicle, in brackets, is below `least`.
class Delay final : public Model {
 public:
  explicit Delay(Ports& ports)
      : options_(ports.options<DelayOptions>()),
        roads_(ports.table(tables::roads)),
        flow_(ports.reads(fields::road_flow)),
        speed_(ports.reads(fields::road_speed)),
        delay_(ports.writes(delay)) {}

  void run(RunContext&) override {
    for_each_row<EdgeId>(roads_.size(), [&](EdgeId edge) {
      for (const Hour hour : kHoursOfDay) {
        const Seconds lost = roads_.length[edge] / speed_(edge, hour) - roads_.length[edge] / roads_.free_speed[edge];
        if (lost > options_.least) delay_(edge, hour) = flow_(edge, hour) * Seconds(3600.0) * lost;
      }
    });
  }

 private:
  DelayOptions options_;
  const Roads& roads_;
  const HourlyColumn<EdgeId, Flow>& flow_;
  const HourlyColumn<EdgeId, Speed>& speed_;
  HourlyColumn<EdgeId, Seconds>& delay_;
};

std::vector<Indicator> indicators() {
  return {
      {.id = "example.delay.territory",
       .unit = "h",
       .title = {"Zeitverlust im Stau", "Time lost in congestion"},
       .definition = {"Fahrzeugstunden, verloren gegen die leere Straße", "vehicle-hours lost against the empty road"},
       .perimeter = {"Stadtgebiet, Werktag", "territory, working day"},
       .source = {"Plugin example", "plugin example"},
       .better = Better::less,
       .reduction = {.value = {{"example.delay"}}, .rows = RowsOf::territory}}};
}

}  // namespace

PLANSPIEL_PLUGIN("example", "0.1.0", planspiel::family("example", {"Beispiel", "Example"}),
                 planspiel::model<Delay>("example.delay"), indicators())
