#include "engine/run/indicator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/base/parallel.hpp"
#include "engine/city/row_shapes.hpp"
#include "engine/city/selection.hpp"
#include "engine/run/indicator_terms.hpp"
#include "engine/run/stored.hpp"

namespace planspiel {

namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kBlockRows = 4096;  // fixed: sums are the same for any number of threads

/// One number for all rows and one per district.
struct ByDistrict {
  double all = 0.0;
  std::vector<double> districts{};
};

/// Which group each row counts for: district number, or kNoDistrict.
struct Groups {
  std::vector<std::uint32_t> of_row;  ///< empty: rows have no districts
  std::size_t count = 0;              ///< districts; 0 where rows have none
  bool territory_only = false;
  std::vector<bool> in_area{};  ///< by row; empty: no area asked for
  bool counts(std::size_t row) const {
    return (!territory_only || of_row[row] != kNoDistrict) && (in_area.empty() || in_area[row]);
  }
};

template <class IdType>
std::vector<bool> rows_marked(std::size_t rows, const std::vector<IdType>& chosen) {
  std::vector<bool> marked(rows, false);
  for (const IdType row : chosen) marked[row.index()] = true;
  return marked;
}

std::vector<bool> rows_in_area(const BoundTerm& term, const City& city, const std::string& area) {
  const Polygon outline = outline_of({.name = area, .rings = {}}, city);
  if (term.table == Roads::kName) return rows_marked(term.rows, roads_inside(city, outline));
  if (term.table == Zones::kName) return rows_marked(term.rows, zones_inside(city, outline));
  if (term.table.empty())
    throw Error(ErrorKind::plugin, "an area takes rows that have a place, not those of '" + term.rows_of + "'");
  const RowShapes shapes = shapes_of(city, term.table, geometry_of(city.table(term.table)));
  std::vector<bool> inside(term.rows, false);
  for (std::size_t row = 0; row < term.rows; ++row)
    if (const auto middle = shapes.middle(row)) inside[row] = outline.contains(*middle);
  return inside;
}

Groups groups_of(const BoundTerm& term, const City& city, const Reduction& reduction) {
  Groups groups;
  if (!reduction.area.empty()) groups.in_area = rows_in_area(term, city, reduction.area);
  groups.territory_only = reduction.rows == RowsOf::territory;
  if (auto districts = districts_of(term.table, city)) {
    PLANSPIEL_CHECK(districts->size() == term.rows);
    groups.of_row = std::move(*districts);
    groups.count = city[tables::districts].size();
  } else if (groups.territory_only) {
    throw Error(ErrorKind::plugin,
                "rows of '" + term.rows_of + "' have no district, so none is known to lie on the territory");
  }
  return groups;
}

/// Σ of `parts` numbers per row over all rows and over each district; result[part].
template <std::size_t parts, class Row>
std::array<ByDistrict, parts> sum_groups(std::size_t rows, const Groups& groups, Row&& row_values) {
  const std::size_t width = 1 + groups.count, blocks = (rows + kBlockRows - 1) / kBlockRows;
  std::vector<double> sums(blocks * parts * width, 0.0);
  for_each_block(blocks, [&](std::size_t block) {
    double* own = sums.data() + block * parts * width;
    for (std::size_t row = block * kBlockRows; row < std::min(rows, (block + 1) * kBlockRows); ++row) {
      if (!groups.counts(row)) continue;
      const std::array<double, parts> values = row_values(row);
      const std::uint32_t district = groups.of_row.empty() ? kNoDistrict : groups.of_row[row];
      for (std::size_t part = 0; part < parts; ++part) {
        own[part * width] += values[part];
        if (district != kNoDistrict) own[part * width + 1 + district] += values[part];
      }
    }
  });
  std::array<ByDistrict, parts> result;
  for (std::size_t part = 0; part < parts; ++part) {
    std::vector<double> total(width, 0.0);
    for (std::size_t block = 0; block < blocks; ++block)
      for (std::size_t at = 0; at < width; ++at) total[at] += sums[(block * parts + part) * width + at];
    result[part] = {total[0], {total.begin() + 1, total.end()}};
  }
  return result;
}

/// Σ of several terms; by district only where the rows of all of them have districts.
ByDistrict sum_terms(const std::vector<Term>& terms, const City& city, const FieldMap& fields,
                     const Reduction& reduction) {
  ByDistrict sum;
  bool all_have_districts = true;
  for (const Term& term : terms) {
    const BoundTerm bound = bind_term(term, city, fields);
    const Groups groups = groups_of(bound, city, reduction);
    const ByDistrict part =
        sum_groups<1>(bound.rows, groups, [&](std::size_t row) { return std::array{bound.at(row, bound.places)}; })[0];
    all_have_districts = all_have_districts && groups.count > 0;
    sum.all += part.all;
    if (!all_have_districts) continue;
    sum.districts.resize(part.districts.size(), 0.0);
    for (std::size_t at = 0; at < part.districts.size(); ++at) sum.districts[at] += part.districts[at];
  }
  if (!all_have_districts) sum.districts.clear();
  return sum;
}

double quotient(double above, double below) { return below != 0.0 ? above / below : kUndefined; }

ByDistrict quotients(const ByDistrict& above, const ByDistrict& below) {
  ByDistrict result{quotient(above.all, below.all), {}};
  if (above.districts.size() != below.districts.size()) return result;
  for (std::size_t at = 0; at < above.districts.size(); ++at)
    result.districts.push_back(quotient(above.districts[at], below.districts[at]));
  return result;
}

/// The value and weights of a mean, share or quantile, over the same rows.
struct Sample {
  BoundTerm value;
  std::vector<BoundTerm> weights;
  Groups groups;
  std::size_t hours = 0;  ///< 0: neither has hours that the rule looks at

  double value_at(std::size_t row, std::size_t hour) const {
    return value.data[row * value.row_size + value.places_of(hour)[0]] * value.factor;
  }
  double weight_at(std::size_t row, std::size_t hour) const {
    if (weights.empty()) return 1.0;
    double sum = 0.0;
    for (const BoundTerm& weight : weights) sum += weight.at(row, hours > 0 ? weight.places_of(hour) : weight.places);
    return sum;
  }
};

Sample sample_of(const Reduction& reduction, const City& city, const FieldMap& fields) {
  if (reduction.value.size() != 1) throw Error(ErrorKind::plugin, "a mean, share or quantile is of one term");
  Sample sample{bind_term(reduction.value[0], city, fields), {}, {}};
  if (!sample.value.open_axes.empty())
    throw Error(ErrorKind::plugin,
                "'" + reduction.value[0].source + "' needs a pick of its axis '" + sample.value.open_axes[0] + "'");
  sample.hours = sample.value.hour_places.size();
  for (const Term& term : reduction.weight) {
    sample.weights.push_back(bind_term(term, city, fields));
    const BoundTerm& weight = sample.weights.back();
    if (weight.rows_of != sample.value.rows_of || weight.rows != sample.value.rows)
      throw Error(ErrorKind::plugin, "the weight '" + term.source + "' is by " + weight.rows_of + ", its value by " +
                                         sample.value.rows_of);
    if (reduction.hours != Reduction::HoursRule::together)
      sample.hours = std::max(sample.hours, weight.hour_places.size());
  }
  sample.groups = groups_of(sample.value, city, reduction);
  return sample;
}

/// Mean or share of one hour; `above` and `below` of its fraction.
std::array<ByDistrict, 2> fraction_of_hour(const Sample& sample, const Reduction& reduction, std::size_t hour) {
  const bool share = reduction.kind == Reduction::Kind::share_where;
  return sum_groups<2>(sample.value.rows, sample.groups, [&](std::size_t row) {
    const double value = sample.value_at(row, hour), weight = sample.weight_at(row, hour);
    if (share) return std::array{value <= reduction.threshold ? weight : 0.0, weight};
    return std::isnan(value) ? std::array{0.0, 0.0} : std::array{value * weight, weight};
  });
}

/// Items of one group or all; `lost` is the weight of those without value.
double weighted_quantile_of(std::vector<Weighted>& items, double lost, double quantile) {
  double known = 0.0;
  for (const Weighted& item : items) known += item.weight;
  const double wanted = quantile * (known + lost);
  if (items.empty() || wanted > known * (1.0 + 1e-12)) return kUndefined;
  return weighted_quantile(items, wanted);
}

/// Quantile of the pool of some hours, for all rows and, if asked, by district.
ByDistrict quantile_of_hours(const Sample& sample, double quantile, std::size_t first, std::size_t last,
                             bool by_district) {
  std::vector<Weighted> all;
  all.reserve(sample.value.rows * (last - first));
  std::vector<std::vector<Weighted>> own(by_district ? sample.groups.count : 0);
  std::vector<double> own_lost(own.size(), 0.0);
  double lost = 0.0;
  for (std::size_t hour = first; hour < last; ++hour)
    for (std::size_t row = 0; row < sample.value.rows; ++row) {
      const double weight = sample.groups.counts(row) ? sample.weight_at(row, hour) : 0.0;
      if (!(weight > 0.0)) continue;
      const Weighted item{sample.value_at(row, hour), weight,
                          static_cast<std::uint32_t>((hour - first) * sample.value.rows + row)};
      const std::uint32_t district = own.empty() ? kNoDistrict : sample.groups.of_row[row];
      const bool known = !std::isnan(item.value);
      if (known)
        all.push_back(item);
      else
        lost += weight;
      if (district == kNoDistrict) continue;
      if (known)
        own[district].push_back(item);
      else
        own_lost[district] += weight;
    }
  ByDistrict result{weighted_quantile_of(all, lost, quantile), {}};
  for (std::size_t district = 0; district < own.size(); ++district)
    result.districts.push_back(weighted_quantile_of(own[district], own_lost[district], quantile));
  return result;
}

/// The hour with the lowest or highest number, the first of equals; hours without number never.
std::optional<std::size_t> worst_hour(const std::vector<double>& by_hour, Reduction::HoursRule rule) {
  std::optional<std::size_t> worst;
  for (std::size_t hour = 0; hour < by_hour.size(); ++hour) {
    if (std::isnan(by_hour[hour])) continue;
    const bool better = worst && (rule == Reduction::HoursRule::lowest ? by_hour[hour] >= by_hour[*worst]
                                                                       : by_hour[hour] <= by_hour[*worst]);
    if (!better) worst = hour;
  }
  return worst;
}

ByDistrict reduce_quantile(const Sample& sample, const Reduction& reduction, std::optional<int>& hour) {
  const std::size_t hours = std::max<std::size_t>(sample.hours, 1);
  if (reduction.hours == Reduction::HoursRule::together || sample.hours == 0)
    return quantile_of_hours(sample, reduction.quantile, 0, hours, true);
  std::vector<double> by_hour(hours);
  for_each_block(hours, [&](std::size_t at) {
    by_hour[at] = quantile_of_hours(sample, reduction.quantile, at, at + 1, false).all;
  });
  const std::optional<std::size_t> worst = worst_hour(by_hour, reduction.hours);
  if (worst) hour = static_cast<int>(*worst);
  return quantile_of_hours(sample, reduction.quantile, worst.value_or(0), worst.value_or(0) + 1, true);
}

ByDistrict reduce_fraction(const Sample& sample, const Reduction& reduction, std::optional<int>& hour) {
  std::vector<std::array<ByDistrict, 2>> fractions;
  for (std::size_t at = 0; at < std::max<std::size_t>(sample.hours, 1); ++at)
    fractions.push_back(fraction_of_hour(sample, reduction, at));
  if (reduction.hours != Reduction::HoursRule::together && sample.hours > 0) {
    std::vector<double> by_hour;
    for (const auto& [above, below] : fractions) by_hour.push_back(quotient(above.all, below.all));
    const std::optional<std::size_t> worst = worst_hour(by_hour, reduction.hours);
    if (worst) hour = static_cast<int>(*worst);
    const auto& [above, below] = fractions[worst.value_or(0)];
    return quotients(above, below);
  }
  std::array<ByDistrict, 2> sums = fractions[0];
  for (std::size_t at = 1; at < fractions.size(); ++at)
    for (std::size_t part = 0; part < 2; ++part) {
      sums[part].all += fractions[at][part].all;
      for (std::size_t district = 0; district < sums[part].districts.size(); ++district)
        sums[part].districts[district] += fractions[at][part].districts[district];
    }
  return quotients(sums[0], sums[1]);
}

/// Smallest or largest value over rows and all axes; NaN where there is none.
ByDistrict reduce_extreme(const Reduction& reduction, const City& city, const FieldMap& fields) {
  if (reduction.value.size() != 1) throw Error(ErrorKind::plugin, "a minimum or maximum is of one term");
  const BoundTerm term = bind_term(reduction.value[0], city, fields);
  const Groups groups = groups_of(term, city, reduction);
  const bool lowest = reduction.kind == Reduction::Kind::minimum;
  ByDistrict result{kUndefined, std::vector<double>(groups.count, kUndefined)};
  const auto take = [&](double& best, double value) {
    if (!std::isnan(value) && (std::isnan(best) || (lowest ? value < best : value > best))) best = value;
  };
  for (std::size_t row = 0; row < term.rows; ++row) {
    if (!groups.counts(row)) continue;
    double best = kUndefined;
    for (const std::size_t place : term.places) take(best, term.data[row * term.row_size + place] * term.factor);
    take(result.all, best);
    if (groups.count > 0 && groups.of_row[row] != kNoDistrict) take(result.districts[groups.of_row[row]], best);
  }
  return result;
}

/// What a number in base units is multiplied by to be in the indicator's unit. "km/day" means kilometres of the
/// simulated day: values of the day carry no rate. A mean or extreme of values that are per day themselves is converted
/// as a rate.
double to_unit(const Indicator& indicator, const City& city, const FieldMap& fields) {
  std::string symbol = indicator.unit;
  if (symbol.empty()) return 1.0;
  constexpr std::string_view kPerDay = "/day";
  if (symbol.ends_with(kPerDay)) {
    const auto kind = indicator.reduction.kind;
    const bool of_values = kind != Reduction::Kind::sum && kind != Reduction::Kind::ratio_of_sums;
    const std::string source =
        of_values ? bind_term(indicator.reduction.value.at(0), city, fields).unit : std::string();
    if (source.empty() || !unit(source).same_dimension(unit(symbol))) symbol.resize(symbol.size() - kPerDay.size());
    if (symbol == "1") return 1.0;
  }
  return symbol == "%" ? 100.0 : 1.0 / unit_factor(symbol);
}

ByDistrict reduce(const Reduction& reduction, const City& city, const FieldMap& fields, std::optional<int>& hour) {
  switch (reduction.kind) {
    case Reduction::Kind::sum:
      return sum_terms(reduction.value, city, fields, reduction);
    case Reduction::Kind::ratio_of_sums:
      return quotients(sum_terms(reduction.value, city, fields, reduction),
                       sum_terms(reduction.weight, city, fields, reduction));
    case Reduction::Kind::weighted_mean:
    case Reduction::Kind::share_where:
      return reduce_fraction(sample_of(reduction, city, fields), reduction, hour);
    case Reduction::Kind::weighted_quantile:
      return reduce_quantile(sample_of(reduction, city, fields), reduction, hour);
    case Reduction::Kind::minimum:
    case Reduction::Kind::maximum:
      return reduce_extreme(reduction, city, fields);
  }
  return {};
}

bool all_defined(const Reduction& reduction, const City& city, const FieldMap& fields) {
  const auto defined = [&](const Term& term) { return is_defined(term, city, fields); };
  return std::all_of(reduction.value.begin(), reduction.value.end(), defined) &&
         std::all_of(reduction.weight.begin(), reduction.weight.end(), defined);
}

/// No number at all, and none of the districts where the rows have them.
ByDistrict nothing(const Reduction& reduction, const City& city, const FieldMap& fields) {
  const std::string& source = reduction.value.at(0).source;
  const auto field = fields.find(source);
  const std::string table =
      field == fields.end() ? source.substr(0, source.find('.')) : field->second.spec.domain.table;
  return {kUndefined, std::vector<double>(districts_of(table, city) ? city[tables::districts].size() : 0, kUndefined)};
}

}  // namespace

std::vector<Indicator> expand_areas(const Indicator& indicator, const City& city) {
  if (!indicator.each_area) return {indicator};
  std::vector<Indicator> all;
  const Areas& areas = city[tables::areas];
  for (const AreaId area : areas.ids()) {
    Indicator one = indicator;
    one.each_area = false;
    one.id += "." + areas.id[area];
    one.title = {one.title.de + ": " + areas.title_de[area], one.title.en + ": " + areas.title_en[area]};
    one.perimeter = indicator.perimeter + same_text(" '" + areas.id[area] + "'");
    one.reduction.area = areas.id[area];
    all.push_back(std::move(one));
  }
  return all;
}

IndicatorValue evaluate(const Indicator& indicator, const City& city, const FieldMap& fields) {
  return with_context("indicator '" + indicator.id + "'", [&] {
    IndicatorValue result{.indicator = indicator};
    const bool defined = all_defined(indicator.reduction, city, fields);
    ByDistrict reduced =
        defined ? reduce(indicator.reduction, city, fields, result.hour) : nothing(indicator.reduction, city, fields);
    const double factor = defined ? to_unit(indicator, city, fields) : 1.0;
    result.value = reduced.all * factor;
    for (double& value : reduced.districts) value *= factor;
    result.by_district = std::move(reduced.districts);
    return result;
  });
}

void add_headlines(std::vector<Indicator>& all, const Text& section, int order, const std::vector<HeadlineRow>& rows) {
  for (const HeadlineRow& row : rows) {
    const auto found = std::ranges::find(all, row.id, &Indicator::id);
    if (found == all.end()) throw Error(ErrorKind::plugin, "there is no indicator '" + row.id + "' for a headline");
    found->headline = Headline{.section = section,
                               .title = row.title,
                               .order = order++,
                               .decimals = row.decimals,
                               .factor = row.factor,
                               .unit = row.unit};
  }
}

}  // namespace planspiel
