#include "plugins/fire/sizing/simulation/year.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "engine/base/stop.hpp"
#include "plugins/fire/sizing/simulation/move_up.hpp"

namespace planspiel::fire {

namespace {

constexpr double kNotInYear_s = std::numeric_limits<double>::infinity();
/// What is still called for so long after the year is given up: crews that never turn out would be alarmed for ever.
constexpr double kAftermath_s = 48 * kSecondsOfHour;
constexpr std::uint32_t kNone = ~std::uint32_t{0};

Hour hour_of_day(double at_s) { return Hour(static_cast<std::size_t>(at_s / kSecondsOfHour) % 24); }

struct Event {
  enum class Kind { leaves_scene, free_again, no_show, second_wave, look_again };
  double at_s = 0.0;
  std::uint64_t number = 0;  ///< in the order in which they were planned
  Kind kind = Kind::free_again;
  std::uint32_t subject = 0;  ///< unit or incident
};
struct Later {
  bool operator()(const Event& a, const Event& b) const {
    return a.at_s != b.at_s ? a.at_s > b.at_s : a.number > b.number;
  }
};

struct UnitState {
  bool free = true;
  StationNumber base = 0;  ///< where it waits
  double at_base_s = 0.0;  ///< until then on its way there
  double alarmed_s = 0.0;
  double drive_s = 0.0;            ///< of the last way out
  std::uint32_t wave = kNone;      ///< it was sent with
  std::uint32_t need = kNone;      ///< of the wave's plan; kNone: for the numbers of units or functions
  std::uint32_t incident = kNone;  ///< it was last sent to
};

struct Wave {
  std::uint32_t incident = 0;
  const AlarmPlan* plan = nullptr;
  std::vector<std::uint32_t> left{};  ///< of each need
  std::uint32_t units = 0;
  double functions = 0.0;
};

struct IncidentState {
  double sent_s = kNotInYear_s;  ///< first unit sent
  std::uint32_t alarmed = 0;     ///< units so far: address of the next one's random numbers
  bool second_planned = false;
  bool waits = false;  ///< no unit sent yet
  bool over = false;   ///< a unit has left: nobody is sent any more
};

/// Chance that at most k of n come, inverted: the number that comes.
std::uint32_t crew(std::uint32_t n, double p, double uniform) {
  if (p >= 1.0) return n;
  if (p <= 0.0) return 0;
  double term = math::pow(1.0 - p, static_cast<double>(n)), cumulative = term;
  std::uint32_t k = 0;
  while (k < n && uniform > cumulative) {
    term *= p / (1.0 - p) * static_cast<double>(n - k) / static_cast<double>(k + 1);
    cumulative += term;
    ++k;
  }
  return k;
}

class Year {
 public:
  Year(const YearPlan& plan, std::uint64_t seed, ReplicationId replication)
      : plan_(plan),
        problem_(plan.problem()),
        begin_s_(problem_.warm_up_s),
        end_s_(problem_.warm_up_s + problem_.counted_s),
        turnout_(seed, "fire.unit.turnout"),
        drive_(seed, "fire.unit.drive"),
        crew_(seed, "fire.unit.crew"),
        incidents_(incidents_of(problem_, seed, replication)),
        incident_state_(incidents_.size()),
        units_(problem_.units.size()),
        free_(units_.size()),
        move_up_(problem_) {
    result_.units.resize(units_.size());
    for (std::size_t n = 0; n < units_.size(); ++n) units_[n].base = problem_.units[n].station;
  }

  YearResult run() {
    std::uint32_t next = 0;
    while (next < incidents_.size() || !events_.empty()) {
      check_stop();
      if (next == incidents_.size() || (!events_.empty() && events_.top().at_s <= incidents_[next].alarm_s)) {
        const Event event = events_.top();
        if (next == incidents_.size() && event.at_s > end_s_ + kAftermath_s) break;
        events_.pop();
        now_s_ = event.at_s;
        handle(event);
      } else {
        alarm(next++);
      }
    }
    for (const std::uint32_t wave : open_) give_up(waves_[wave], now_s_);
    result_.mean_waiting /= problem_.counted_s;
    judge();
    return std::move(result_);
  }

 private:
  bool counted(const Incident& incident) const { return incident.alarm_s >= begin_s_ && incident.alarm_s <= end_s_; }
  double in_counted_time(double from_s, double to_s) const {
    return std::max(0.0, std::min(to_s, end_s_) - std::max(from_s, begin_s_));
  }
  void plan_event(double at_s, Event::Kind kind, std::uint32_t subject) {
    events_.push({at_s, planned_++, kind, subject});
  }

  void handle(const Event& event) {
    switch (event.kind) {
      case Event::Kind::leaves_scene:
        return leave_scene(event.subject, event.at_s);
      case Event::Kind::free_again:
        return become_free(event.subject, event.at_s);
      case Event::Kind::no_show:
        return fail_to_turn_out(event.subject, event.at_s);
      case Event::Kind::second_wave:
        if (!incident_state_[event.subject].over) call_wave(event.subject, second_plan(event.subject), event.at_s);
        return;
      case Event::Kind::look_again:
        looking_ = false;
        serve_open(event.at_s);
        return;
    }
  }
  const AlarmPlan& second_plan(std::uint32_t incident) const {
    return problem_.types[incidents_[incident].type].second_wave;
  }

  // --- alarms ---

  void alarm(std::uint32_t number) {
    const Incident& incident = incidents_[number];
    const AlarmPlan& plan = problem_.types[incident.type].first_alarm;
    if (counted(incident)) note(incident, plan.needs.empty() ? kAnyType : plan.needs.front().type);
    now_s_ = incident.alarm_s;
    count_waiting(now_s_, +1);
    incident_state_[number].waits = true;
    call_wave(number, plan, incident.alarm_s);
  }

  /// Begins the outcome: the first due station, and whether it can send anybody.
  void note(const Incident& incident, VehicleType type) {
    const Hour hour = hour_of_day(incident.alarm_s);
    IncidentOutcome outcome{.row = incident.row,
                            .first_due = plan_.first_due(type, hour, incident.place),
                            .type = incident.type,
                            .first_due_busy = true};
    for (std::size_t n = 0; n < units_.size(); ++n)
      if (can_go(n, type, hour, kNone) && units_[n].base == outcome.first_due) outcome.first_due_busy = false;
    result_.incidents.push_back(outcome);
  }

  void call_wave(std::uint32_t incident, const AlarmPlan& plan, double now_s) {
    Wave wave{.incident = incident, .plan = &plan};
    for (const AlarmPlan::Need& need : plan.needs) wave.left.push_back(need.count);
    const auto number = static_cast<std::uint32_t>(waves_.size());
    waves_.push_back(std::move(wave));
    if (!fill(number, now_s)) {
      if (problem_.dispatch.all_busy == queueing::WhenAllBusy::waits && !problem_.dispatch.never_busy) {
        open_.push_back(number);
        look_again_at_next_hour(now_s);
      } else {
        give_up(waves_[number], now_s);
      }
    }
    move_units(now_s);
  }

  /// Sends what can be sent now; whether the wave is complete, or the rest can never be sent.
  bool fill(std::uint32_t number, double now_s) {
    Wave& wave = waves_[number];
    const DemandClass place = incidents_[wave.incident].place;
    bool complete = true;
    for (std::uint32_t need = 0; need < wave.left.size(); ++need)
      while (wave.left[need] > 0) {
        const VehicleType type = wave.plan->needs[need].type;
        if (!send_nearest(number, need, type, now_s)) {
          complete = complete && plan_.unreachable(type, place);
          break;
        }
        --wave.left[need];
      }
    while (wave.units < wave.plan->units || wave.functions < wave.plan->functions - 1e-9)
      if (!send_nearest(number, kNone, kAnyType, now_s)) {
        complete = complete && plan_.unreachable(kAnyType, place);
        break;
      }
    if (complete) give_up(wave, now_s);  // what can never be sent
    return complete;
  }

  /// To an incident, or at all (kNone). Where nobody is ever busy, nobody is sent to the same one twice.
  bool can_go(std::size_t n, VehicleType type, Hour hour, std::uint32_t incident) const {
    return units_[n].free && (incident == kNone || !problem_.dispatch.never_busy || units_[n].incident != incident) &&
           (type == kAnyType || problem_.units[n].type == type) && problem_.units[n].hours.contains(hour.index());
  }

  bool send_nearest(std::uint32_t wave, std::uint32_t need, VehicleType type, double now_s) {
    const Hour hour = hour_of_day(now_s);
    const auto drive_s =
        problem_.travel.to(problem_.travel.block[hour.index()], incidents_[waves_[wave].incident].place);
    double earliest = kNotInYear_s;
    std::size_t best = 0;
    for (std::size_t n = 0; n < units_.size(); ++n) {
      if (!can_go(n, type, hour, waves_[wave].incident)) continue;
      const double to_base = units_[n].at_base_s - now_s;
      const double arrival = (to_base > 0.0 ? to_base : problem_.units[n].turnout.typical_s) +
                             static_cast<double>(drive_s[units_[n].base]) +
                             handicap_s(problem_.dispatch, problem_.units[n]);
      if (arrival < earliest) {
        earliest = arrival;
        best = n;
      }
    }
    if (earliest == kNotInYear_s) return false;
    send(static_cast<std::uint32_t>(best), wave, need, now_s, static_cast<double>(drive_s[units_[best].base]));
    return true;
  }

  void send(std::uint32_t n, std::uint32_t wave, std::uint32_t need, double now_s, double median_drive_s) {
    const CrewedUnit& unit = problem_.units[n];
    UnitState& state = units_[n];
    const std::uint32_t number = waves_[wave].incident;
    const Incident& incident = incidents_[number];
    IncidentState& at = incident_state_[number];
    const std::uint32_t k = at.alarmed++;
    const double turnout_s =
        state.at_base_s > now_s ? state.at_base_s - now_s : draw(unit.turnout, turnout_, incident.row, k);
    const bool away = !problem_.dispatch.never_busy;
    state.free = !away;
    if (away) --free_;
    state.incident = number;
    state.alarmed_s = now_s;
    state.at_base_s = now_s;
    state.wave = wave;
    state.need = need;
    if (now_s >= begin_s_ && now_s <= end_s_) ++result_.units[n].runs;
    waves_[wave].units += 1;
    waves_[wave].functions += unit.expected_functions(hour_of_day(now_s));
    if (at.sent_s == kNotInYear_s) {
      at.sent_s = now_s;
      stop_waiting(at, now_s);
    }
    std::uint32_t functions = unit.functions;
    if (!unit.shows_up.empty())
      functions = crew(unit.functions, unit.shows_up[hour_of_day(now_s).index()], crew_.uniform(incident.row, k));
    if (functions < unit.least_functions) {
      if (away) plan_event(now_s + turnout_s, Event::Kind::no_show, n);
      return;
    }
    state.drive_s = median_drive_s;
    if (problem_.dispatch.travel_sigma > 0.0)
      state.drive_s *= math::exp(problem_.dispatch.travel_sigma * drive_.normal(incident.row, k));
    const double arrival_s = now_s + turnout_s + state.drive_s;
    arrivals_.push_back({number, {arrival_s - incident.alarm_s, static_cast<double>(functions), unit.professional}});
    if (!away) return;
    plan_event(arrival_s + incident.on_scene_s, Event::Kind::leaves_scene, n);
    if (incident.confirmed && !at.second_planned && !second_plan(number).empty()) {
      at.second_planned = true;
      plan_event(arrival_s + incident.exploration_s, Event::Kind::second_wave, number);
    }
  }

  // --- units become free ---

  void leave_scene(std::uint32_t n, double now_s) {
    UnitState& state = units_[n];
    const std::uint32_t incident = waves_[state.wave].incident;
    end_incident(incident, now_s);
    const auto drive_s =
        problem_.travel.to(problem_.travel.block[hour_of_day(now_s).index()], incidents_[incident].place);
    const double home_s = static_cast<double>(drive_s[state.base]);
    state.at_base_s = now_s + (home_s < kNotInYear_s ? home_s : state.drive_s);
    if (problem_.dispatch.free_again == DispatchRules::FreeAgain::back_at_station && state.at_base_s > now_s)
      return plan_event(state.at_base_s, Event::Kind::free_again, n);
    become_free(n, now_s);
  }

  /// The first unit that leaves ends what is still called for.
  void end_incident(std::uint32_t incident, double now_s) {
    if (incident_state_[incident].over) return;
    incident_state_[incident].over = true;
    std::erase_if(open_, [&](std::uint32_t wave) {
      if (waves_[wave].incident != incident) return false;
      give_up(waves_[wave], now_s);
      return true;
    });
  }

  void become_free(std::uint32_t n, double now_s) {
    UnitState& state = units_[n];
    state.free = true;
    ++free_;
    state.wave = kNone;
    result_.units[n].busy += in_counted_time(state.alarmed_s, now_s) / problem_.counted_s;
    serve_open(now_s);
    move_units(now_s);
  }

  void fail_to_turn_out(std::uint32_t n, double now_s) {
    UnitState& state = units_[n];
    const std::uint32_t number = state.wave;
    Wave& wave = waves_[number];
    wave.units -= 1;
    wave.functions -= problem_.units[n].expected_functions(hour_of_day(state.alarmed_s));
    if (state.need != kNone) ++wave.left[state.need];
    plan_event(now_s + problem_.dispatch.no_show_s, Event::Kind::free_again, n);
    if (incident_state_[wave.incident].over || std::find(open_.begin(), open_.end(), number) != open_.end()) return;
    if (fill(number, now_s)) return;
    if (problem_.dispatch.all_busy == queueing::WhenAllBusy::lost) return give_up(wave, now_s);
    open_.push_back(number);
    look_again_at_next_hour(now_s);
  }

  void serve_open(double now_s) {
    std::erase_if(open_, [&](std::uint32_t wave) { return free_ > 0 && fill(wave, now_s); });
    look_again_at_next_hour(now_s);
  }

  /// Units come on duty at full hours without anything happening to them.
  void look_again_at_next_hour(double now_s) {
    if (open_.empty() || looking_ || now_s > end_s_ + kAftermath_s) return;
    looking_ = true;
    plan_event((std::floor(now_s / kSecondsOfHour) + 1.0) * kSecondsOfHour, Event::Kind::look_again, 0);
  }

  void move_units(double now_s) {
    if (problem_.dispatch.move_up.policy == MoveUpRules::Policy::none) return;
    for (int moves = 0; moves < 3; ++moves) {
      present_.assign(problem_.travel.stations, 0);
      idle_.clear();
      for (std::uint32_t n = 0; n < units_.size(); ++n) {
        if (!problem_.units[n].professional || !can_go(n, problem_.dispatch.move_up.type, hour_of_day(now_s), kNone))
          continue;
        ++present_[units_[n].base];
        if (units_[n].at_base_s <= now_s) idle_.push_back({n, problem_.units[n].station, units_[n].base});
      }
      const auto move = move_up_.next(present_, idle_, hour_of_day(now_s));
      if (!move) return;
      UnitState& state = units_[move->unit];
      const auto drive_s = problem_.travel.to(problem_.travel.block[hour_of_day(now_s).index()],
                                              problem_.dispatch.move_up.station_class[move->to]);
      if (!(static_cast<double>(drive_s[state.base]) < kNotInYear_s)) return;
      state.at_base_s = now_s + static_cast<double>(drive_s[state.base]);
      state.base = move->to;
      if (now_s >= begin_s_ && now_s <= end_s_) ++result_.moves;
    }
  }

  // --- accounts ---

  void count_waiting(double now_s, int change) {
    result_.mean_waiting += static_cast<double>(waiting_) * in_counted_time(waiting_since_s_, now_s);
    waiting_since_s_ = now_s;
    waiting_ += change;
  }

  void stop_waiting(IncidentState& incident, double now_s) {
    if (!incident.waits) return;
    incident.waits = false;
    count_waiting(now_s, -1);
  }

  /// The rest of the wave is not sent; an incident without any unit is left to others.
  void give_up(Wave& wave, double now_s) {
    stop_waiting(incident_state_[wave.incident], now_s);
    std::uint32_t left = wave.plan->units > wave.units ? wave.plan->units - wave.units : 0;
    for (std::uint32_t& need : wave.left) {
      left += need;
      need = 0;
    }
    if (counted(incidents_[wave.incident])) result_.missing += left;
  }

  /// Completes the outcomes from the arrivals.
  void judge() {
    std::stable_sort(arrivals_.begin(), arrivals_.end(), [](const Sent& a, const Sent& b) {
      return a.incident != b.incident ? a.incident < b.incident : a.arrival.after_alarm_s < b.arrival.after_alarm_s;
    });
    std::vector<Arrival> sorted;
    std::size_t at = 0, outcome = 0;
    for (std::uint32_t number = 0; number < incidents_.size(); ++number) {
      sorted.clear();
      for (; at < arrivals_.size() && arrivals_[at].incident == number; ++at) sorted.push_back(arrivals_[at].arrival);
      if (counted(incidents_[number])) judge(number, sorted, result_.incidents[outcome++]);
    }
  }

  void judge(std::uint32_t number, const std::vector<Arrival>& sorted, IncidentOutcome& outcome) const {
    const Incident& incident = incidents_[number];
    const IncidentType& type = problem_.types[incident.type];
    const double handling_s = incident.alarm_s - incident.call_s;
    outcome.first_s = sorted.empty() ? kNotInYear_s : handling_s + sorted.front().after_alarm_s;
    outcome.wait_s = incident_state_[number].sent_s - incident.alarm_s;
    for (std::size_t k = 0; k < problem_.standards.size(); ++k) {
      if (!type.standards.empty() && type.standards[k] == 0) continue;
      const auto bit = static_cast<std::uint8_t>(1u << k);
      Demand demand = problem_.standards[k];
      if (demand.clock_starts_before_alarm_s > 0.0) demand.clock_starts_before_alarm_s = handling_s;  // as it was
      outcome.counted |= bit;
      if (in_time(completion_s(sorted, demand), demand)) outcome.met |= bit;
    }
  }

  struct Sent {
    std::uint32_t incident = 0;
    Arrival arrival{};
  };

  const YearPlan& plan_;
  const YearProblem& problem_;
  double begin_s_, end_s_;
  RandomStream turnout_, drive_, crew_;
  std::vector<Incident> incidents_;
  std::vector<IncidentState> incident_state_;
  std::vector<UnitState> units_;
  std::size_t free_;  ///< units, on duty or not
  MoveUpPolicy move_up_;
  std::priority_queue<Event, std::vector<Event>, Later> events_{};
  std::uint64_t planned_ = 0;
  double now_s_ = 0.0;
  std::vector<Wave> waves_{};
  std::vector<std::uint32_t> open_{};  ///< waves that still call for units, oldest first
  bool looking_ = false;
  std::vector<Sent> arrivals_{};
  std::vector<std::uint32_t> present_{};
  std::vector<IdleUnit> idle_{};
  int waiting_ = 0;
  double waiting_since_s_ = 0.0;
  YearResult result_{};
};

}  // namespace

YearResult simulate_year(const YearPlan& plan, std::uint64_t seed, ReplicationId replication) {
  return Year(plan, seed, replication).run();
}

}  // namespace planspiel::fire
