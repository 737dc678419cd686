/// Sensors of the air: a family that is not part of Planspiel, with a table, a measure, a model, an indicator and a
/// tool of its own (docs/writing-a-model.md).

#include "engine/base/projection.hpp"
#include "engine/run/plugin.hpp"

namespace {

using namespace planspiel;

struct SensorId : Id<SensorId> {
  using Id::Id;
};

/// Where the air is measured.
struct Sensors final : TableOf<Sensors, SensorId> {
  static constexpr std::string_view kName = "air_sensors";
  Column<SensorId, Point> position;
  Column<SensorId, Metres> reach;  ///< traffic within it is what the sensor notices
  template <class Each>
  void describe(Each&& each) {
    each("position", position, {.help = "where it hangs"});
    each("reach", reach, {.unit = "m", .help = "how far away it notices traffic"});
  }
};
constexpr TableKey<Sensors> sensors;

/// What a sensor notices in an hour: Σ q·T·l over the links whose middle lies within its reach, with flow q [1/s], the
/// hour T [s] and length l [m].
class Traffic {
 public:
  explicit Traffic(Ports& ports)
      : roads_(ports.table(tables::roads)), sensors_(ports.table(sensors)), flow_(ports.reads(fields::road_flow)) {}

  Metres at(SensorId sensor, Hour hour) const {
    return sum_rows<EdgeId>(roads_.size(), [&](EdgeId edge) {
      const auto shape = roads_.shape[edge];
      const bool near = distance(shape[shape.size() / 2], sensors_.position[sensor]) <= sensors_.reach[sensor];
      return near ? flow_(edge, hour) * Seconds(3600.0) * roads_.length[edge] : Metres(0.0);
    });
  }
  /// The sensor that speaks for a place; none where there is no sensor.
  std::optional<SensorId> nearest(Point place) const {
    std::optional<SensorId> found;
    for (const SensorId one : sensors_.ids())
      if (!found || distance(sensors_.position[one], place) < distance(sensors_.position[*found], place)) found = one;
    return found;
  }
  const Sensors& table() const { return sensors_; }

 private:
  const Roads& roads_;
  const Sensors& sensors_;
  const HourlyColumn<EdgeId, Flow>& flow_;
};

const Field<ZoneId, Metres, Hour> noticed{"air.traffic",
                                          "km",
                                          {"Verkehr an der Messstelle", "Traffic at the sensor"},
                                          Better::less,
                                          "vehicle-km in the hour within reach of the sensor nearest to the zone"};

/// Zones have what their nearest sensor notices, and no value (NaN) where there is none.
class AirTraffic final : public Model {
 public:
  explicit AirTraffic(Ports& ports)
      : traffic_(ports), zones_(ports.table(tables::zones)), noticed_(ports.writes(noticed)) {}

  void run(RunContext& context) override {
    for (const Hour hour : kHoursOfDay) {
      context.check_stop();
      Column<SensorId, Metres> at(traffic_.table().size());
      for (const SensorId sensor : traffic_.table().ids()) at[sensor] = traffic_.at(sensor, hour);
      for (const ZoneId zone : zones_.ids()) {
        const auto sensor = traffic_.nearest(zones_.centre[zone]);
        noticed_(zone, hour) = sensor ? at[*sensor] : Metres(std::nan(""));
      }
    }
  }

 private:
  const Traffic traffic_;
  const Zones& zones_;
  HourlyColumn<ZoneId, Metres>& noticed_;
};

/// [[measure]] kind = "add_air_sensor"
struct AddSensor {
  std::string name;
  LonLat at{};
  Metres reach{500.0};
  void describe(OptionSet& set) {
    set.text("name", name, {{"Name", "Name"}}).required();
    set.place("at", at, {{"Ort", "Place"}, {"[Länge, Breite] in Grad", "[lon, lat] in degrees"}}).required();
    set.quantity("reach", reach, "m", {{"Reichweite", "Reach"}}, {.min = 0.0});
  }
};

City apply(const AddSensor& measure, City city) {
  Sensors changed = city.copy(sensors);
  if (changed.find(measure.name))
    throw Error(ErrorKind::config, "there is already a sensor '" + measure.name + "': choose another name");
  const SensorId sensor = changed.add(measure.name);
  changed.position[sensor] = Projection(city.profile.crs).to_metres(measure.at);
  changed.reach[sensor] = measure.reach;
  return city.with(std::move(changed));
}

struct SensorQuestion {
  std::int64_t hour = 8;
  void describe(OptionSet& set) { set.integer("hour", hour, {{"Stunde", "Hour of the day"}}, {0.0, 23.0}); }
};

/// What each sensor notices in one hour.
class SensorList final : public Tool {
 public:
  explicit SensorList(Ports& ports) : options_(ports.options<SensorQuestion>()), traffic_(ports) {}

  ToolAnswer run(RunContext&) override {
    ToolAnswer answer;
    Value list = Value::list();
    for (const SensorId sensor : traffic_.table().ids()) {
      const double km = in_km(traffic_.at(sensor, Hour(static_cast<std::size_t>(options_.hour))));
      list.push_back(Value::table({{"sensor", traffic_.table().id[sensor]}, {"vehicle_km", km}}));
      answer.text += traffic_.table().id[sensor] + ": " + format_number(km, 1, Language::en) + " vehicle-km\n";
    }
    answer.answer.set("sensors", list);
    return answer;
  }

 private:
  SensorQuestion options_;
  const Traffic traffic_;
};

std::vector<Indicator> indicators() {
  return {{.id = "air.traffic.residents",
           .unit = "km",
           .title = {"Verkehr an der Messstelle", "Traffic at the sensor"},
           .definition = "vehicle-km per hour at the nearest sensor, mean over residents and hours",
           .perimeter = "residents, working day",
           .source = "plugin air",
           .better = Better::less,
           .reduction = {
               .kind = Reduction::Kind::weighted_mean, .value = {{"air.traffic"}}, .weight = {{"zones.residents"}}}}};
}

}  // namespace

PLANSPIEL_PLUGIN("air", "0.1.0", planspiel::family("air", {"Luft", "Air"}),
                 planspiel::table<Sensors>({"Luftmessstellen.", "Sensors of the air."}),
                 planspiel::measure<AddSensor>("add_air_sensor", "air", {"Luftmessstelle", "Sensor of the air"}),
                 planspiel::model<AirTraffic>("air.traffic"), indicators(),
                 planspiel::tool<SensorList, SensorQuestion>("air-sensors", {"Luftmessstellen", "Sensors of the air"},
                                                             {"Verkehr in ihrer Reichweite",
                                                              "traffic within their reach"}))
