#include "engine/routing/common_lines.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/base/error.hpp"

namespace planspiel {

namespace {

/// Π (1 − x · least / h) over lines but one, as coefficients of x.
std::vector<double> nobody_came(std::span<const LineBetween> lines, Seconds least, std::size_t but) {
  std::vector<double> product{1.0};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == but) continue;
    const double pace = least / lines[i].headway;
    product.push_back(0.0);
    for (std::size_t power = product.size() - 1; power > 0; --power) product[power] -= pace * product[power - 1];
  }
  return product;
}

/// ∫ from 0 to 1.
double integral(const std::vector<double>& polynomial) {
  double sum = 0.0;
  for (std::size_t power = 0; power < polynomial.size(); ++power)
    sum += polynomial[power] / static_cast<double>(power + 1);
  return sum;
}

CommonLines whichever_first(std::span<const LineBetween> lines) {
  Seconds least = lines.front().headway;
  for (const LineBetween& each : lines) least = std::min(least, each.headway);
  CommonLines common{.wait = integral(nobody_came(lines, least, lines.size())) * least};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double share = integral(nobody_came(lines, least, i)) * (least / lines[i].headway);
    common.lines.push_back({lines[i].line, share});
    common.ride += share * lines[i].ride;
  }
  return common;
}

/// One service between two of its stops.
struct Candidate {
  StopId from, to;
  std::size_t service = 0;
  Seconds ride{};
};

/// By stops; of each line the fastest way between them.
std::vector<Candidate> candidates_of(const std::vector<HeadwayService>& services) {
  std::vector<Candidate> all;
  for (std::size_t number = 0; number < services.size(); ++number) {
    const HeadwayService& service = services[number];
    for (std::size_t i = 0; i < service.stops.size(); ++i)
      for (std::size_t j = i + 1; j < service.stops.size(); ++j)
        if (service.stops[i] != service.stops[j])
          all.push_back(
              {service.stops[i], service.stops[j], number,
               service.arrival[j] - service.arrival[i] - (service.dwell.empty() ? Seconds{} : service.dwell[i])});
  }
  const auto key = [](const Candidate& c) { return std::tuple(c.from, c.to, c.service, c.ride); };
  std::sort(all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) { return key(a) < key(b); });
  all.erase(std::unique(all.begin(), all.end(),
                        [](const Candidate& a, const Candidate& b) {
                          return std::tie(a.from, a.to, a.service) == std::tie(b.from, b.to, b.service);
                        }),
            all.end());
  return all;
}

/// The lines of a pair that run all through a span of time between two borders of windows.
std::vector<LineBetween> running_at(std::span<const Candidate> pair, const std::vector<HeadwayService>& services,
                                    ClockTime time) {
  std::vector<LineBetween> running;
  for (const Candidate& each : pair)
    for (const HeadwayWindow& window : services[each.service].windows)
      if (window.from <= time && time < window.to)
        running.push_back({services[each.service].line, window.headway, each.ride});
  return running;
}

bool same_lines(const HeadwayService& service, const CommonLines& common, Seconds headway) {
  return service.windows.back().headway == headway && service.arrival.back() == common.ride &&
         std::equal(service.common.begin(), service.common.end(), common.lines.begin(), common.lines.end(),
                    [](const LineShare& a, const LineShare& b) { return a.line == b.line && a.share == b.share; });
}

/// One service for each set of lines that serves the pair at some time.
void add_pair(std::span<const Candidate> pair, const std::vector<HeadwayService>& services,
              std::vector<HeadwayService>& added) {
  std::set<ClockTime> borders;
  for (const Candidate& each : pair)
    for (const HeadwayWindow& window : services[each.service].windows) borders.insert({window.from, window.to});
  const std::size_t first = added.size();
  for (auto from = borders.begin(); from != borders.end() && std::next(from) != borders.end(); ++from) {
    auto running = running_at(pair, services, *from);
    if (running.size() < 2) continue;
    const CommonLines common = common_lines(std::move(running));
    if (common.lines.size() < 2) continue;
    const HeadwayWindow window{*from, *std::next(from), 2.0 * common.wait};
    auto mine = std::find_if(added.begin() + static_cast<std::ptrdiff_t>(first), added.end(),
                             [&](const HeadwayService& each) { return same_lines(each, common, window.headway); });
    if (mine == added.end()) {
      added.push_back({common.lines.front().line, {pair[0].from, pair[0].to}, {Seconds{}, common.ride}, {}, {}});
      added.back().common = common.lines;
      mine = std::prev(added.end());
    }
    if (!mine->windows.empty() && mine->windows.back().to == window.from)
      mine->windows.back().to = window.to;
    else
      mine->windows.push_back(window);
  }
}

}  // namespace

CommonLines common_lines(std::vector<LineBetween> lines) {
  PLANSPIEL_CHECK(!lines.empty());
  std::sort(lines.begin(), lines.end(), [](const LineBetween& a, const LineBetween& b) {
    return std::tuple(a.ride, a.headway, a.line) < std::tuple(b.ride, b.headway, b.line);
  });
  CommonLines best = whichever_first(std::span(lines).first(1));
  for (std::size_t count = 2; count <= lines.size(); ++count) {
    CommonLines with = whichever_first(std::span(lines).first(count));
    if (!(with.wait + with.ride < best.wait + best.ride)) break;
    best = std::move(with);
  }
  return best;
}

TransitService with_common_lines(TransitService service) {
  const std::vector<Candidate> all = candidates_of(service.headways);
  std::vector<HeadwayService> added;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin;
    while (end < all.size() && all[end].from == all[begin].from && all[end].to == all[begin].to) ++end;
    if (end - begin > 1) add_pair(std::span(all).subspan(begin, end - begin), service.headways, added);
    begin = end;
  }
  service.headways.insert(service.headways.end(), added.begin(), added.end());
  return service;
}

}  // namespace planspiel
