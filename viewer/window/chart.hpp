#pragma once

/// A small chart of the day or of a few values.

#include <string>
#include <vector>

#include "viewer/app/run_data.hpp"
#include "viewer/window/ui.hpp"

namespace planspiel::viewer {

struct ChartOptions {
  std::string unit{};
  int hour = -1, hours = 1;  ///< marked; -1: none
};

/// The hours of a day: base and run as lines, with ticks and units.
void day_chart(Ui& ui, const RowSeries& series, const ChartOptions& options);

/// The largest round step (1, 2, 5 · 10ⁿ) that divides a range into at most `most` parts.
double round_step(double range, int most);

}  // namespace planspiel::viewer
