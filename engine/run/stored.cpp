#include "engine/run/stored.hpp"

#include <limits>

namespace planspiel {

namespace {

void set_row_size(const std::vector<std::size_t>& shape, std::size_t& row_size) {
  row_size = 1;
  for (std::size_t axis = 1; axis < shape.size(); ++axis) row_size *= shape[axis];
}

Domain domain_named(const Value& value) {
  for (int domain = 0; domain <= static_cast<int>(Domain::round); ++domain)
    if (domain_name(static_cast<Domain>(domain)) == value.as_text()) return static_cast<Domain>(domain);
  value.fail("'" + value.as_text() + "' is not a domain of fields");
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

Value spec_to_value(const FieldSpec& spec) {
  Value axes = Value::list();
  for (const AxisSpec& axis : spec.axes) {
    Value labels = Value::list();
    for (const std::string& label : axis.labels) labels.push_back(label);
    axes.push_back(Value::table({{"name", axis.name}, {"labels", labels}}));
  }
  Value levels = Value::list();
  for (const double level : spec.levels) levels.push_back(level);
  return Value::table({{"name", spec.name},
                       {"domain", domain_name(spec.domain)},
                       {"axes", axes},
                       {"unit", spec.unit},
                       {"title", text_to_value(spec.title)},
                       {"better", better_name(spec.better)},
                       {"help", spec.help},
                       {"levels", levels},
                       {"flag", spec.flag},
                       {"beside", spec.beside},
                       {"shown_first", spec.shown_first}});
}

FieldSpec spec_from_value(const Value& value) {
  FieldSpec spec;
  spec.name = value.at("name").as_text();
  spec.domain = domain_named(value.at("domain"));
  for (const Value& axis : value.at("axes").items()) {
    AxisSpec read{axis.at("name").as_text(), {}};
    for (const Value& label : axis.at("labels").items()) read.labels.push_back(label.as_text());
    spec.axes.push_back(std::move(read));
  }
  spec.unit = value.at("unit").as_text();
  spec.title = {value.at("title").at("de").as_text(), value.at("title").at("en").as_text()};
  const std::string& better = value.at("better").as_text();
  spec.better = better == "more" ? Better::more : better == "less" ? Better::less : Better::neutral;
  spec.help = value.at("help").as_text();
  if (const Value* levels = value.find("levels"))
    for (const Value& level : levels->items()) spec.levels.push_back(level.as_number());
  if (const Value* flag = value.find("flag")) spec.flag = flag->as_boolean();
  if (const Value* beside = value.find("beside")) spec.beside = beside->as_text();
  if (const Value* first = value.find("shown_first")) spec.shown_first = first->as_boolean();
  return spec;
}

double unit_factor(const std::string& symbol) { return symbol.empty() ? 1.0 : unit(symbol).factor; }

}  // namespace planspiel
