/// Sensors of the air: a family that is not part of Planspiel, with a table, a measure, a model, an indicator, a tool
/// and an exporter of its own (docs/writing-a-model.md).

#include <fmt/format.h>

#include "engine/base/csv.hpp"
#include "engine/base/files.hpp"
#include "engine/base/projection.hpp"
#include "engine/run/plugin.hpp"
#include "engine/run/results.hpp"
#include "plugins/fields.hpp"

namespace {

using namespace planspiel;

struct SensorId : Id<SensorId> {
  using Id::Id;
  static constexpr DomainSpec kDomain{"sensor", "air_sensors", Geometry::point, "Messstellen", "sensors"};
};

/// Where the air is measured.
struct Sensors final : TableOf<Sensors, SensorId> {
  static constexpr std::string_view kName = "air_sensors";
  Column<SensorId, Point> position;
  Column<SensorId, Metres> reach;  ///< traffic within it is what the sensor notices
  template <class Each>
  void describe(Each&& each) {
    each("position", position, {.help = {"wo sie hängt", "where it hangs"}});
    each("reach", reach, {.unit = "m", .help = {"wie weit sie Verkehr bemerkt", "how far away it notices traffic"}});
  }
};
constexpr TableKey<Sensors> sensors;

/// An axis of its own: what a sensor tells apart.
enum class Weight { light, heavy };
inline constexpr std::array kWeightEntries{AxisEntry{"light", "Pkw und Lieferwagen", "cars and vans"},
                                           AxisEntry{"heavy", "Lkw und Busse", "trucks and buses"}};
struct WeightAxis : Id<WeightAxis> {
  using Id::Id;
  constexpr WeightAxis(Weight weight) : Id(static_cast<std::size_t>(weight)) {}
  static constexpr std::size_t kCount = kWeightEntries.size();
  static constexpr AxisDescriptor kAxis{"weight", "Gewicht", "weight", kWeightEntries};
};
constexpr Weight weight_of(VehicleAxis vehicle) {
  return vehicle == VehicleAxis(Vehicle::car) || vehicle == VehicleAxis(Vehicle::van) ? Weight::light : Weight::heavy;
}

const Field<SensorId, Metres, Hour, WeightAxis> noticed{
    "air.traffic",
    "km",
    {"Verkehr an der Messstelle", "Traffic at the sensor"},
    Better::less,
    {"Fahrzeug-km der Stunde in Reichweite der Messstelle", "vehicle-km in the hour within reach of the sensor"}};

/// What a sensor notices in an hour: Σ q·T·l over the links whose middle lies within its reach, with flow q [1/s], the
/// hour T [s] and length l [m].
class Traffic {
 public:
  explicit Traffic(Ports& ports)
      : roads_(ports.table(tables::roads)), sensors_(ports.table(sensors)), flow_(ports.reads(fields::vehicle_flow)) {}

  Metres at(SensorId sensor, Hour hour, Weight weight) const {
    return sum_rows<EdgeId>(roads_.size(), [&](EdgeId edge) {
      const auto shape = roads_.shape[edge];
      Metres driven{};
      if (distance(shape[shape.size() / 2], sensors_.position[sensor]) <= sensors_.reach[sensor])
        for (const VehicleAxis vehicle : rows<VehicleAxis>(VehicleAxis::kCount))
          if (weight_of(vehicle) == weight)
            driven += flow_(edge, hour, vehicle) * Seconds(3600.0) * roads_.length[edge];
      return driven;
    });
  }
  const Sensors& table() const { return sensors_; }

 private:
  const Roads& roads_;
  const Sensors& sensors_;
  const Grid<EdgeId, Flow, Hour, VehicleAxis>& flow_;
};

class AirTraffic final : public Model {
 public:
  explicit AirTraffic(Ports& ports) : traffic_(ports), noticed_(ports.writes(noticed)) {}

  void run(RunContext& context) override {
    for (const Hour hour : kHoursOfDay) {
      context.check_stop();
      for (const SensorId sensor : traffic_.table().ids())
        for (const Weight weight : {Weight::light, Weight::heavy})
          noticed_(sensor, hour, weight) = traffic_.at(sensor, hour, weight);
    }
  }

 private:
  const Traffic traffic_;
  Grid<SensorId, Metres, Hour, WeightAxis>& noticed_;
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
      const Hour hour(static_cast<std::size_t>(options_.hour));
      const double km = in_km(traffic_.at(sensor, hour, Weight::light) + traffic_.at(sensor, hour, Weight::heavy));
      list.push_back(Value::table({{"sensor", traffic_.table().id[sensor]}, {"vehicle_km", km}}));
      answer.text += {traffic_.table().id[sensor] + ": " + format_number(km, 1, Language::de) + " Fahrzeug-km\n",
                      traffic_.table().id[sensor] + ": " + format_number(km, 1, Language::en) + " vehicle-km\n"};
    }
    answer.answer.set("sensors", list);
    return answer;
  }

 private:
  SensorQuestion options_;
  const Traffic traffic_;
};

/// What each sensor notices, as a table for a spreadsheet: one line per sensor and hour, in km.
class SensorTable final : public Exporter {
 public:
  std::string file_name() const override { return "air_sensors.csv"; }
  void write(const City& city, const Results& results, const ExportOptions&,
             const std::filesystem::path& path) const override {
    const FieldMap fields = results.fields();
    const std::span<const double> metres = fields.at(noticed.spec.name).grid->raw();  // [sensor × hour × weight]
    std::string text = "sensor,hour,light_km,heavy_km\n";
    std::size_t at = 0;
    for (const std::string& sensor : city[sensors].id)
      for (const Hour hour : kHoursOfDay) {
        text += fmt::format("{},{},{:.1f},{:.1f}\n", csv_cell(sensor), hour.index(), in_km(Metres(metres[at])),
                            in_km(Metres(metres[at + 1])));
        at += WeightAxis::kCount;
      }
    write_file(path, text);
  }
};

std::vector<Indicator> indicators() {
  return {{.id = "air.traffic.day",
           .unit = "km",
           .title = {"Verkehr an den Messstellen", "Traffic at the sensors"},
           .definition = {"Fahrzeug-km in Reichweite einer Messstelle, alle Messstellen",
                          "vehicle-km within reach of a sensor, all sensors"},
           .perimeter = {"der Tag, auf und außer dem Stadtgebiet", "the day, on and off the territory"},
           .source = {"Plugin air", "plugin air"},
           .better = Better::less,
           .reduction = {.value = {{"air.traffic"}}}}};
}

}  // namespace

PLANSPIEL_PLUGIN("air", "0.1.0", planspiel::family("air", {"Luft", "Air"}),
                 planspiel::table<Sensors>({"Luftmessstellen.", "Sensors of the air."}),
                 planspiel::measure<AddSensor>("add_air_sensor", "air", {"Luftmessstelle", "Sensor of the air"}),
                 planspiel::model<AirTraffic>("air.traffic"), indicators(),
                 planspiel::tool<SensorList, SensorQuestion>("air-sensors", {"Luftmessstellen", "Sensors of the air"},
                                                             {"Verkehr in ihrer Reichweite",
                                                              "traffic within their reach"}),
                 planspiel::exporter<SensorTable>("air-table", {"Messstellen als CSV", "Sensors as CSV"}))
