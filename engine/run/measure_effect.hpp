#pragma once

/// Silence is an error: which measures changed tables and moved nothing.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/base/value.hpp"
#include "engine/run/indicator.hpp"

namespace planspiel {

/// A measure as it was applied to the city of a case.
struct AppliedMeasure {
  std::string kind, id;             ///< id: empty where the scenario gives none
  std::string identity;             ///< kind and options in one line: equal for the same measure in two scenarios
  std::vector<std::string> tables;  ///< that it changed, sorted
};

/// What is known of a measure's effect on the indicators of the families that read the tables it changed.
enum class Effect {
  moved,    ///< one of them moved by more than the noise, and nothing else can have moved it
  silent,   ///< none moved: worth a warning
  unknown,  ///< one moved, but another measure or option that bears on the same families differs too
};
std::string_view effect_name(Effect effect);

struct MeasureEffect {
  AppliedMeasure measure;
  std::vector<std::string> families{};  ///< whose models read one of its tables, in the order of the schedule
  Effect effect = Effect::unknown;
  std::string against{};    ///< name of the run it was compared with; empty: there was none
  std::string indicator{};  ///< the one that moved most against its noise
};

/// An indicator of a run as far as it can move.
struct IndicatorReading {
  std::string id, family, unit;
  double value = 0.0;
  bool local = false;  ///< hangs on a few links: of one named area, or the largest or least of all
  /// Models behind it that stop at a tolerance, and the key of all that each depends on. Where two runs have the same,
  /// the value is exact.
  std::map<std::string, std::string> iterated{};
};

bool is_local(const Indicator& indicator);
/// Those of a family that are about the city, not about the computation. `keys`: of the models.
std::vector<IndicatorReading> readings_of(const std::vector<IndicatorValue>& values, const std::string& family,
                                          const std::map<std::string, std::string>& keys);

/// A run as far as effects are read from it.
struct RunReading {
  std::string name;
  std::string settings{};                 ///< seed and options of the models, in one line
  std::vector<MeasureEffect> measures{};  ///< only measure and families are read
  /// Indicators of a family. Asked only for the families that are needed, the first of the schedule first.
  std::function<std::vector<IndicatorReading>(const std::string& family)> indicators{};
};

/// The effects of the measures of `run` that are not in `reference`. A measure is silent when no indicator of its
/// families differs from the reference by more than indicator_tolerance() (engine/run/tolerance.hpp); where no iterated
/// model behind an indicator has another key, any difference counts.
std::vector<MeasureEffect> measure_effects(const RunReading& run, const RunReading& reference);

/// The same with several references: a measure is compared with the run that has all measures but this one, where there
/// is one, else with the first.
std::vector<MeasureEffect> measure_effects(const RunReading& run, const std::vector<RunReading>& references);

/// What is wrong with a silent measure, in words.
Text silence_text(const MeasureEffect& effect);

Value texts_to_value(const std::vector<std::string>& texts);

/// For manifests and answers; silent ones with their text as "warning".
Value effects_to_value(const std::vector<MeasureEffect>& effects);
/// Back from a manifest.
std::vector<MeasureEffect> effects_from_value(const Value& list);

}  // namespace planspiel
