#include "engine/map/counts_diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/filled.hpp"
#include "engine/map/canvas.hpp"
#include "engine/map/captions.hpp"
#include "engine/map/map.hpp"
#include "engine/map/palette.hpp"
#include "engine/map/sources_line.hpp"

namespace planspiel {

namespace {

constexpr int kWidth_px = 1000, kHeight_px = 1060;
constexpr double kLeft = 110.0, kTop = 110.0, kSide = 840.0, kDot = 6.0;
constexpr std::size_t kNamed = 8;  ///< of the sections farthest off
constexpr Colour kDiagramInk{0.13, 0.13, 0.16}, kGrid{0.85, 0.85, 0.87}, kBand{0.86, 0.91, 0.86}, kWhite{1.0, 1.0, 1.0},
    kNear{0.17, 0.45, 0.30}, kFar{0.75, 0.25, 0.20};

/// Page coordinates of a place in the diagram.
struct DiagramFrame {
  double most = 1.0;  ///< vehicles at the far ends of both axes
  Point at(double counted, double simulated) const {
    return Point::metres(kLeft + kSide * counted / most, kTop + kSide * (1.0 - simulated / most));
  }
};

DiagramFrame frame_of(const std::vector<CountedSection>& sections) {
  double most = 1.0;
  for (const CountedSection& section : sections) most = std::max({most, section.counted, section.simulated});
  return {round_breaks(0.0, most, 6).back()};
}

void draw_ground(Canvas& canvas, const DiagramFrame& frame) {
  canvas.rectangle(0, 0, kWidth_px, kHeight_px, kWhite);
  const double end = frame.most / (1.0 + kNearCount);
  const std::vector<Point> band{frame.at(0, 0), frame.at(end, frame.most), frame.at(frame.most, frame.most),
                                frame.at(frame.most, frame.most * (1.0 - kNearCount))};
  canvas.fill(std::vector<std::vector<Point>>{band}, kBand);
  for (const double tick : round_breaks(0.0, frame.most, 6)) {
    canvas.line(std::array{frame.at(tick, 0), frame.at(tick, frame.most)}, 1.0, kGrid);
    canvas.line(std::array{frame.at(0, tick), frame.at(frame.most, tick)}, 1.0, kGrid);
    const std::string text = fmt::format("{:.0f}", tick);
    const double width = canvas.text_width(14, text);
    canvas.text(frame.at(tick, 0).x_m - 0.5 * width, kTop + kSide + 22, 14, text, kDiagramInk);
    canvas.text(kLeft - 10 - width, frame.at(0, tick).y_m + 5, 14, text, kDiagramInk);
  }
  canvas.line(std::array{frame.at(0, 0), frame.at(frame.most, frame.most)}, 1.5, kDiagramInk);
}

void draw_sections(Canvas& canvas, const City& city, const DiagramFrame& frame, std::vector<CountedSection> sections) {
  for (const CountedSection& section : sections)
    canvas.circle(frame.at(section.counted, section.simulated), kDot, section.is_near() ? kNear : kFar, kWhite);
  std::stable_sort(sections.begin(), sections.end(),
                   [](const CountedSection& a, const CountedSection& b) { return a.sqv < b.sqv; });
  for (std::size_t i = 0; i < std::min(kNamed, sections.size()); ++i) {
    const CountedSection& section = sections[i];
    if (section.is_near()) continue;
    const Point dot = frame.at(section.counted, section.simulated);
    const std::string& id = city[tables::counts].id[section.count];
    const double width = canvas.text_width(13, id);
    const double x = dot.x_m + 10 + width < kLeft + kSide ? dot.x_m + 10 : dot.x_m - 10 - width;
    canvas.haloed_text(x, dot.y_m + 4, 13, id, kDiagramInk, kWhite);
  }
}

void draw_words(Canvas& canvas, const RunFolder& run, const City& city, const std::vector<CountedSection>& sections,
                Language language) {
  const Text title{"Belastungen neben Zählungen", "Volumes beside counts"};
  canvas.text(24, 40, 22, title.in(language), kDiagramInk, true);
  const Text near = filled("{}: {} von {} Querschnitten innerhalb von {:.0f} %; nichts ist an sie angepasst",
                           "{}: {} of {} sections within {:.0f} %; nothing is fitted to them", title_of(run),
                           near_sections(sections), sections.size(), 100.0 * kNearCount);
  canvas.text(24, 68, 16, near.in(language), kDiagramInk);
  canvas.text(24, 94, 14, Text{"simuliert, Kfz", "simulated, vehicles"}.in(language), kDiagramInk);
  const std::string counted =
      Text{"gezählt, Kfz in den gezählten Stunden", "counted, vehicles in the counted hours"}.in(language);
  canvas.text(kLeft + kSide - canvas.text_width(14, counted), kTop + kSide + 46, 14, counted, kDiagramInk);
  const auto lines = wrapped(canvas, sources_line(city, language), " · ", 12, kWidth_px - 48);
  for (std::size_t i = 0; i < lines.size(); ++i)
    canvas.text(24, kHeight_px - 14.0 - 16.0 * static_cast<double>(lines.size() - 1 - i), 12, lines[i], kDiagramInk);
}

}  // namespace

void draw_counts(const RunFolder& run, const City& city, const std::vector<CountedSection>& sections, Language language,
                 const std::filesystem::path& out) {
  if (sections.empty()) throw Error(ErrorKind::input, "the city has no counts (table `counts`): nothing to draw");
  Canvas canvas(out, kWidth_px, kHeight_px);
  const DiagramFrame frame = frame_of(sections);
  draw_ground(canvas, frame);
  draw_sections(canvas, city, frame, sections);
  draw_words(canvas, run, city, sections, language);
  canvas.finish();
}

}  // namespace planspiel
