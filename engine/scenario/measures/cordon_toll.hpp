#pragma once

#include "engine/city/selection.hpp"

namespace planspiel {

/// Who pays: every drive inside, or who enters.
enum class TollCharged { inside, crossing };
inline constexpr std::array<std::string_view, 2> kTollChargedNames{"inside", "crossing"};
inline std::span<const std::string_view> choice_names(TollCharged) { return kTollChargedNames; }

/// A toll for cars and trucks around an area: per day for whoever drives inside, or per crossing of its border inwards.
struct CordonToll {
  AreaSelection area{};
  Euros price{0.0};
  std::string basis = "day";  ///< "day" or "crossing"
  TollCharged charged = TollCharged::inside;
  std::uint32_t hours = 0xffffffu;
  void describe(OptionSet& set);
};

City apply(const CordonToll& measure, City city);

}  // namespace planspiel
