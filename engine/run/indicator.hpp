#pragma once

/// Indicators: declared reductions of fields, from a closed set. Every indicator of any two runs compares alike,
/// by district too.

#include <optional>
#include <string>
#include <vector>

#include "engine/run/field.hpp"

namespace planspiel {

/// One entry along an axis that is taken ({"mode", "walk"}). An axis that is not picked is summed for sums and
/// ratios, and treated by `Reduction::hours` for the hour axis of other reductions.
struct AxisPick {
  std::string axis, label;
};

/// A field ("mobility.trips") or a column of a table ("buildings.residents"), with picks and a factor.
struct Term {
  std::string source;
  std::vector<AxisPick> picks{};
  double factor = 1.0;
};

/// Which rows count.
enum class RowsOf { all, territory };

struct Reduction {
  enum class Kind {
    sum,                ///< Σ value
    weighted_mean,      ///< Σ weight · value / Σ weight, rows with NaN left out
    share_where,        ///< Σ weight [value <= threshold] / Σ weight; NaN does not count as met
    weighted_quantile,  ///< smallest t with Σ weight [value <= t] >= quantile · Σ weight; NaN is beyond all
    ratio_of_sums,      ///< Σ value / Σ weight
    minimum,            ///< over rows and hours
    maximum,
  };
  /// What becomes of an hour axis that is not picked, for weighted_mean, share_where and weighted_quantile.
  enum class HoursRule {
    together,  ///< all hours in one pool (weights repeat unless they have hours)
    lowest,    ///< the hour with the lowest result
    highest,   ///< the hour with the highest result
  };
  Kind kind = Kind::sum;
  std::vector<Term> value{};   ///< several terms are added (sum, ratio_of_sums); one for the others
  std::vector<Term> weight{};  ///< denominator or weight
  double threshold = 0.0;      ///< in base units
  double quantile = 0.5;
  HoursRule hours = HoursRule::together;
  RowsOf rows = RowsOf::all;
  std::string area{};  ///< only roads (by their middle) and zones (by their centre) in this named area of the city
};

/// How summaries show an indicator: its row among those that a mayor reads.
struct Headline {
  Text section;   ///< what the row stands under; rows of one section follow each other
  Text title;     ///< of the row
  int order = 0;  ///< rows ascend; families take hundreds of their own
  int decimals = 1;
  double factor = 1.0;  ///< from the indicator's unit to the one shown
  Text unit{};          ///< shown; empty: the indicator's
};

struct Indicator {
  std::string id;    ///< "mobility.share.trips.walk"
  std::string unit;  ///< symbol of the value; base units are converted
  Text title;
  Text definition, perimeter, source;
  Better better = Better::neutral;
  Reduction reduction;
  bool each_area = false;   ///< stands for one indicator per named area of the city: id "….NAME"
  bool diagnostic = false;  ///< about the computation (a gap, a residual), not about the city
  std::optional<Headline> headline{};
  std::string family{};  ///< name of the plugin that declares it; set by the registry
};

/// One row of a section of headlines.
struct HeadlineRow {
  std::string id;  ///< of the indicator
  Text title;
  int decimals = 1;
  double factor = 1.0;
  Text unit{};
};
/// Gives these indicators a headline: rows of one section, from `order` on. Throws Error(plugin) for an id that `all`
/// does not have.
void add_headlines(std::vector<Indicator>& all, const Text& section, int order, const std::vector<HeadlineRow>& rows);

/// An indicator of one run. NaN: not defined here (a denominator of 0, a standard that the city does not have).
struct IndicatorValue {
  Indicator indicator;
  double value = 0.0;  ///< in the indicator's unit
  std::vector<double>
      by_district{};          ///< per row of districts, NaN where not defined; empty where the domain has no districts
  std::optional<int> hour{};  ///< the worst hour, for lowest and highest
  std::vector<std::string> iterated{};  ///< models behind it that stop at a tolerance; empty: exact
};

/// The indicator itself, or one for each of the city's named areas.
std::vector<Indicator> expand_areas(const Indicator& indicator, const City& city);

/// Evaluates a reduction. Throws Error(plugin) when a field, table, column or axis is not there, or a label that every
/// city has.
IndicatorValue evaluate(const Indicator& indicator, const City& city, const FieldMap& fields);

}  // namespace planspiel
