#include "engine/run/counted_sections.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel {

namespace {

double geh_of(double simulated, double counted) {
  const double sum = simulated + counted, off = simulated - counted;
  return sum > 0.0 ? std::sqrt(2.0 * off * off / sum) : 0.0;
}

double sqv_of(double simulated, double counted, double hours) {
  const double scale = 1000.0 + 9000.0 * (hours - 1.0) / 23.0;
  return counted > 0.0 ? 1.0 / (1.0 + std::abs(simulated - counted) / std::sqrt(scale * counted)) : 0.0;
}

}  // namespace

bool CountedSection::is_near() const { return std::abs(simulated - counted) <= kNearCount * counted; }

std::vector<CountedSection> counted_sections(const City& city, std::span<const double> flow) {
  const Counts& counts = city[tables::counts];
  PLANSPIEL_CHECK(flow.size() == city[tables::roads].size() * Hour::kCount);
  std::vector<CountedSection> sections;
  for (const CountId count : counts.ids()) {
    CountedSection section{.count = count, .counted = counts.vehicles[count]};
    double hours = 0.0;
    for (const Hour hour : kHoursOfDay)
      if (counts.hours[count].contains(hour.index())) {
        section.simulated += in_per_hour(Flow(flow[counts.road[count].index() * Hour::kCount + hour.index()]));
        hours += 1.0;
      }
    section.ratio = section.counted > 0.0 ? section.simulated / section.counted : 0.0;
    section.geh = hours > 0.0 ? geh_of(section.simulated / hours, section.counted / hours) : 0.0;
    section.sqv = sqv_of(section.simulated, section.counted, hours);
    sections.push_back(section);
  }
  return sections;
}

std::size_t near_sections(const std::vector<CountedSection>& sections) {
  return static_cast<std::size_t>(
      std::count_if(sections.begin(), sections.end(), [](const auto& section) { return section.is_near(); }));
}

}  // namespace planspiel
