#include "engine/run/stored.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace planspiel {

namespace {

void set_row_size(const std::vector<std::size_t>& shape, std::size_t& row_size) {
  row_size = 1;
  for (std::size_t axis = 1; axis < shape.size(); ++axis) row_size *= shape[axis];
}

constexpr std::array<std::string_view, 3> kRowCounts{"of_table", "one", "of_model"};

template <class Choice, std::size_t N>
Choice choice_from(const Value& value, const std::array<std::string_view, N>& names) {
  const auto found = std::find(names.begin(), names.end(), value.as_text());
  if (found == names.end())
    value.fail("'" + value.as_text() + "' is none of " + join({names.begin(), names.end()}, ", "));
  return static_cast<Choice>(found - names.begin());
}

Value texts_to_value(const std::vector<Text>& texts) {
  Value list = Value::list();
  for (const Text& text : texts) list.push_back(text_to_value(text));
  return list;
}

Value domain_to_value(const Domain& domain) {
  return Value::table({{"name", domain.name},
                       {"table", domain.table},
                       {"geometry", kGeometryNames[static_cast<std::size_t>(domain.geometry)]},
                       {"title", text_to_value(domain.title)},
                       {"rows", kRowCounts[static_cast<std::size_t>(domain.rows)]}});
}

Domain domain_from(const Value& value) {
  Domain domain = domain_of<ScalarId>;
  domain.name = value.at("name").as_text();
  domain.table = value.at("table").as_text();
  domain.geometry = choice_from<Geometry>(value.at("geometry"), kGeometryNames);
  domain.title = text_from_value(value.at("title"));
  domain.rows = choice_from<RowCount>(value.at("rows"), kRowCounts);
  if (domain.table.empty() && domain.has_place())
    value.fail("the domain '" + domain.name + "' has a place but no table that says where");
  return domain;
}

Value axis_to_value(const AxisSpec& axis) {
  Value labels = Value::list(), units = Value::list();
  for (const std::string& label : axis.labels) labels.push_back(label);
  for (const std::string& unit : axis.label_units) units.push_back(unit);
  return Value::table({{"name", axis.name},
                       {"labels", labels},
                       {"label_units", units},
                       {"title", text_to_value(axis.title)},
                       {"label_titles", texts_to_value(axis.label_titles)},
                       {"table", axis.table}});
}

AxisSpec axis_from(const Value& value) {
  AxisSpec axis;
  axis.name = value.at("name").as_text();
  for (const Value& label : value.at("labels").items()) axis.labels.push_back(label.as_text());
  axis.title = text_from_value(value.at("title"));
  for (const Value& title : value.at("label_titles").items()) axis.label_titles.push_back(text_from_value(title));
  if (!axis.label_titles.empty() && axis.label_titles.size() != axis.labels.size())
    value.fail("the axis '" + axis.name + "' has " + std::to_string(axis.labels.size()) + " labels but " +
               std::to_string(axis.label_titles.size()) + " titles of labels");
  for (const Value& symbol : value.at("label_units").items()) axis.label_units.push_back(symbol.as_text());
  if (!axis.label_units.empty() && axis.label_units.size() != axis.labels.size())
    value.fail("the axis '" + axis.name + "' has another number of units than of labels");
  for (const std::string& symbol : axis.label_units) unit_factor(symbol);  // throws where there is no such unit
  axis.table = value.at("table").as_text();
  return axis;
}

}  // namespace

StoredGrid::StoredGrid(std::vector<std::size_t> shape, std::vector<double> values) : values_(std::move(values)) {
  PLANSPIEL_CHECK(value_count(shape) == values_.size());
  set_row_size(shape, row_size_);
  shape_ = std::move(shape);
}

void StoredGrid::reshape(std::vector<std::size_t> shape) {
  values_.assign(value_count(shape).value(), 0.0);
  set_row_size(shape, row_size_);
  shape_ = std::move(shape);
}

std::optional<std::size_t> value_count(const std::vector<std::size_t>& shape) {
  constexpr std::size_t kMost = std::numeric_limits<std::ptrdiff_t>::max() / sizeof(double);
  std::size_t count = 1;
  for (const std::size_t extent : shape) {
    if (extent != 0 && count > kMost / extent) return std::nullopt;
    count *= extent;
  }
  return shape.empty() ? 0 : count;
}

Digest content_digest(const GridBase& grid) {
  Hasher hasher;
  hasher.integer(grid.shape().size());
  for (const std::size_t extent : grid.shape()) hasher.integer(extent);
  hasher.bytes(grid.raw().data(), grid.raw().size_bytes());
  return hasher.finish();
}

std::string_view better_name(Better better) {
  switch (better) {
    case Better::more:
      return "more";
    case Better::less:
      return "less";
    case Better::neutral:
      break;
  }
  return "neutral";
}

Value text_to_value(const Text& text) { return Value::table({{"de", text.de}, {"en", text.en}}); }

Text text_from_value(const Value& value) { return {value.at("de").as_text(), value.at("en").as_text()}; }

Better better_from_value(const Value& value) {
  for (const Better better : {Better::more, Better::less, Better::neutral})
    if (better_name(better) == value.as_text()) return better;
  value.fail("'" + value.as_text() + "' is none of: more, less, neutral");
}

Value spec_to_value(const FieldSpec& spec) {
  Value axes = Value::list();
  for (const AxisSpec& axis : spec.axes) axes.push_back(axis_to_value(axis));
  Value levels = Value::list();
  for (const double level : spec.levels) levels.push_back(level);
  return Value::table({{"name", spec.name},
                       {"domain", domain_to_value(spec.domain)},
                       {"axes", axes},
                       {"unit", spec.unit},
                       {"title", text_to_value(spec.title)},
                       {"better", better_name(spec.better)},
                       {"help", text_to_value(spec.help)},
                       {"levels", levels},
                       {"flag", spec.flag},
                       {"beside", spec.beside},
                       {"shown_first", spec.shown_first},
                       {"counted", spec.counted}});
}

FieldSpec spec_from_value(const Value& value) {
  FieldSpec spec;
  spec.name = value.at("name").as_text();
  spec.domain = domain_from(value.at("domain"));
  for (const Value& axis : value.at("axes").items()) spec.axes.push_back(axis_from(axis));
  spec.unit = value.at("unit").as_text();
  spec.title = text_from_value(value.at("title"));
  spec.better = better_from_value(value.at("better"));
  spec.help = text_from_value(value.at("help"));
  if (const Value* levels = value.find("levels"))
    for (const Value& level : levels->items()) spec.levels.push_back(level.as_number());
  if (const Value* flag = value.find("flag")) spec.flag = flag->as_boolean();
  if (const Value* beside = value.find("beside")) spec.beside = beside->as_text();
  if (const Value* first = value.find("shown_first")) spec.shown_first = first->as_boolean();
  if (const Value* counted = value.find("counted")) spec.counted = counted->as_boolean();
  return spec;
}

double unit_factor(const std::string& symbol) { return symbol.empty() ? 1.0 : unit(symbol).factor; }

}  // namespace planspiel
