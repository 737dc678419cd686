#include "viewer/app/run_data.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "engine/base/error.hpp"
#include "engine/run/stored.hpp"
#include "viewer/layer/layer.hpp"

namespace planspiel::viewer {

namespace {

constexpr std::size_t kMostSeries = 8;  ///< of one field: more are no list to read

/// Where the hour and the other axis stand in a field; its values lie row by row.
struct Axes {
  std::size_t hours = 1, others = 1, hour_step = 1, other_step = 1;
  std::size_t other = 0;       ///< number of the other axis
  std::vector<Text> labels{};  ///< of the other axis
  bool own_units = false;      ///< its entries are shown in units of their own
  std::string unit_of(const FieldSpec& spec, std::size_t entry) const {
    return own_units ? shown_at(spec, other, entry).unit : spec.unit;
  }
};

Axes axes_of(const FieldValues& field) {
  Axes axes;
  std::size_t step = 1;
  for (std::size_t axis = field.spec.axes.size(); axis-- > 0;) {
    const std::size_t size = field.grid->shape()[axis + 1];
    if (field.spec.axes[axis].name == "hour") {
      axes.hours = size;
      axes.hour_step = step;
    } else {
      axes.others = size;
      axes.other_step = step;
      axes.other = axis;
      axes.labels = label_texts(field.spec.axes[axis]);
      axes.own_units = !field.spec.axes[axis].label_units.empty();
    }
    step *= size;
  }
  return axes;
}

std::vector<double> values_of(const FieldValues& field, const Axes& axes, std::size_t row, std::size_t other) {
  std::vector<double> values;
  const double factor = unit_factor(axes.unit_of(field.spec, other));
  for (std::size_t hour = 0; hour < axes.hours; ++hour)
    values.push_back(field.grid->raw()[row * field.grid->row_size() + hour * axes.hour_step + other * axes.other_step] /
                     factor);
  return values;
}

}  // namespace

RunData::RunData(const std::filesystem::path& folder) : folder_(folder) {
  for (const FieldSpec& field : folder_.fields())
    if (!std::filesystem::exists(folder / "fields" / (field.name + ".npy")))
      throw Error(ErrorKind::input, "'" + folder.string() + "': fields/" + field.name +
                                        ".npy is missing, though index.json names it: run the scenario again");
}

Text RunData::title() const {
  const Value& title = folder_.manifest().at("title");
  return {title.at("de").as_text(), title.at("en").as_text()};
}

std::vector<std::string> RunData::families() const {
  std::vector<std::string> families;
  for (const Value& model : folder_.manifest().at("models").items())
    families.push_back(family_of(model.at("name").as_text()));
  return families;
}

std::vector<const FieldSpec*> RunData::placed_fields() const {
  const std::vector<std::string> families = this->families();
  const auto rank = [&](const FieldSpec& field) {
    return std::find(families.begin(), families.end(), family_of(field.name)) - families.begin();
  };
  std::vector<const FieldSpec*> placed;
  for (const FieldSpec& field : folder_.fields())
    if (field.domain.has_place()) placed.push_back(&field);
  std::stable_sort(placed.begin(), placed.end(), [&](const FieldSpec* a, const FieldSpec* b) {
    return std::tuple(rank(*a), family_of(a->name), !a->shown_first, a->title.en, a->name) <
           std::tuple(rank(*b), family_of(b->name), !b->shown_first, b->title.en, b->name);
  });
  return placed;
}

const FieldSpec* RunData::spec(std::string_view name) const {
  const auto& fields = folder_.fields();
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const FieldSpec& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

const FieldValues& RunData::field(const std::string& name) {
  const auto kept = kept_.find(name);
  return kept != kept_.end() ? kept->second : kept_.emplace(name, folder_.field(name)).first->second;
}

std::string family_of(const std::string& name) { return name.substr(0, name.find('.')); }

std::vector<AxisPick> first_picks(const FieldSpec& spec) {
  std::vector<AxisPick> picks;
  for (const AxisSpec& axis : spec.axes)
    if (axis.name != "hour" && !axis.labels.empty()) picks.push_back({axis.name, axis.labels.front()});
  return picks;
}

std::vector<RowField> fields_of_row(RunData& run, RunData* base, const Domain& domain, std::size_t row) {
  std::vector<RowField> all;
  for (const FieldSpec* spec : run.placed_fields()) {
    if (spec->domain != domain) continue;
    const std::size_t others = static_cast<std::size_t>(
        std::count_if(spec->axes.begin(), spec->axes.end(), [](const AxisSpec& axis) { return axis.name != "hour"; }));
    if (others > 1) continue;
    const FieldValues& field = run.field(spec->name);
    if (row >= field.grid->rows()) continue;
    const Axes axes = axes_of(field);
    const FieldValues* before = base && base->spec(spec->name) ? &base->field(spec->name) : nullptr;
    if (before && (row >= before->grid->rows() || before->grid->row_size() != field.grid->row_size())) before = nullptr;
    RowField shown{.title = spec->title, .name = spec->name, .unit = spec->unit, .better = spec->better};
    for (std::size_t other = 0; other < std::min(axes.others, kMostSeries); ++other) {
      RowSeries series{.label = other < axes.labels.size() ? axes.labels[other] : Text{},
                       .run = values_of(field, axes, row, other),
                       .base = before ? values_of(*before, axes, row, other) : std::vector<double>{}};
      if (!axes.own_units) {
        shown.series.push_back(std::move(series));
        continue;
      }
      RowField one = shown;  // entries in units of their own do not fit into one picture
      one.title = {shown.title.de + ": " + series.label.de, shown.title.en + ": " + series.label.en};
      one.unit = axes.unit_of(*spec, other);
      series.label = {};
      one.series.push_back(std::move(series));
      all.push_back(std::move(one));
    }
    if (!axes.own_units) all.push_back(std::move(shown));
  }
  return all;
}

}  // namespace planspiel::viewer
