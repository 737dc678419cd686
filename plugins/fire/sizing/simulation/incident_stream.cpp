#include "plugins/fire/sizing/simulation/incident_stream.hpp"

#include <algorithm>
#include <cmath>

namespace planspiel::fire {

namespace {

/// Where the exponential gaps of one type lead.
class Clock {
 public:
  Clock(const IncidentType& type, double per_year) {
    double sum = 0.0;
    for (const double weight : type.week) sum += weight;
    for (std::size_t h = 0; h < kHoursOfWeek; ++h)
      per_s_[h] = per_year / kHoursOfYear / kSecondsOfHour *
                  (type.week.empty() ? 1.0 : type.week[h] / sum * static_cast<double>(kHoursOfWeek));
  }
  /// The time after the last at which the cumulative rate has grown by `gap`, or something beyond `end_s`.
  double after(double gap, double end_s) {
    while (now_s_ <= end_s) {
      const double hour_end_s = static_cast<double>(hour_ + 1) * kSecondsOfHour;
      const double rate = per_s_[hour_ % kHoursOfWeek];
      if (rate > 0.0 && gap <= rate * (hour_end_s - now_s_)) return now_s_ += gap / rate;
      gap -= rate * (hour_end_s - now_s_);
      now_s_ = hour_end_s;
      ++hour_;
    }
    return now_s_;
  }

 private:
  std::array<double, kHoursOfWeek> per_s_{};
  double now_s_ = 0.0;
  std::size_t hour_ = 0;
};

struct Streams {
  RandomStream gap, place, call_handling, on_scene, exploration, confirmed;
  explicit Streams(std::uint64_t seed)
      : gap(seed, "fire.incident.gap"),
        place(seed, "fire.incident.place"),
        call_handling(seed, "fire.incident.call_handling"),
        on_scene(seed, "fire.incident.on_scene"),
        exploration(seed, "fire.incident.exploration"),
        confirmed(seed, "fire.incident.confirmed") {}
};

void add_type(const YearProblem& problem, std::size_t number, const Streams& streams, ReplicationId replication,
              std::vector<Incident>& incidents) {
  const IncidentType& type = problem.types[number];
  std::vector<double> cumulative;
  double sum = 0.0;
  for (const double rate : type.per_year) cumulative.push_back(sum += rate);
  if (!(sum > 0.0)) return;
  const double end_s = problem.warm_up_s + problem.counted_s;
  Clock clock(type, sum);
  for (std::uint64_t i = 0;; ++i) {
    Incident incident{.row = incident_row(replication, number, i), .type = static_cast<std::uint8_t>(number)};
    incident.call_s = clock.after(streams.gap.exponential(incident.row), end_s);
    if (incident.call_s > end_s) return;
    incident.alarm_s = incident.call_s + draw(problem.dispatch.call_handling, streams.call_handling, incident.row);
    const double where = streams.place.uniform(incident.row) * sum;
    incident.place = static_cast<DemandClass>(
        std::min<std::ptrdiff_t>(std::upper_bound(cumulative.begin(), cumulative.end(), where) - cumulative.begin(),
                                 static_cast<std::ptrdiff_t>(cumulative.size()) - 1));
    incident.confirmed = streams.confirmed.uniform(incident.row) < type.confirmed;
    incident.on_scene_s =
        draw(incident.confirmed ? type.on_scene_confirmed : type.on_scene, streams.on_scene, incident.row);
    if (incident.confirmed) incident.exploration_s = draw(type.exploration, streams.exploration, incident.row);
    incidents.push_back(incident);
  }
}

}  // namespace

double draw(const Duration& duration, const RandomStream& random, std::uint64_t row, std::uint64_t number) {
  switch (duration.law) {
    case Duration::Law::lognormal:
      return duration.typical_s * math::exp(duration.sigma * random.normal(row, number));
    case Duration::Law::exponential:
      return duration.typical_s * random.exponential(row, number);
    case Duration::Law::fixed:
      break;
  }
  return duration.typical_s;
}

std::vector<Incident> incidents_of(const YearProblem& problem, std::uint64_t seed, ReplicationId replication) {
  const Streams streams(seed);
  std::vector<Incident> incidents;
  for (std::size_t type = 0; type < problem.types.size(); ++type)
    add_type(problem, type, streams, replication, incidents);
  std::sort(incidents.begin(), incidents.end(), [](const Incident& a, const Incident& b) {
    return a.alarm_s != b.alarm_s ? a.alarm_s < b.alarm_s : a.row < b.row;
  });
  return incidents;
}

}  // namespace planspiel::fire
