#include "engine/reach/site_times.hpp"

#include "engine/base/parallel.hpp"

namespace planspiel::reach {

namespace {

constexpr std::size_t kBatch = 64;  ///< sites at a time: 64 · 8 bytes for each node and place

/// Rows of the sites of one batch.
std::vector<std::vector<SiteTimes::Reached>> search_batch(const DriveNetwork& network, std::span<const RoadPlace> sites,
                                                          std::span<const MaybeRoadPlace> places, double limit_s) {
  DriveTimes drive(network, {sites.begin(), sites.end()});
  drive.search();
  std::vector<double> seconds(places.size() * sites.size(), std::numeric_limits<double>::infinity());
  for_each_piece(places.size(), 512, [&](std::size_t begin, std::size_t end) {
    for (std::size_t place = begin; place < end; ++place)
      if (places[place]) drive.to(*places[place], {seconds.data() + place * sites.size(), sites.size()});
  });
  std::vector<std::vector<SiteTimes::Reached>> rows(sites.size());
  for_each_block(sites.size(), [&](std::size_t site) {
    for (std::size_t place = 0; place < places.size(); ++place)
      if (const double s = seconds[place * sites.size() + site]; s <= limit_s)
        rows[site].push_back({static_cast<std::uint32_t>(place), static_cast<float>(s)});
  });
  return rows;
}

}  // namespace

SiteTimes SiteTimes::search(const DriveNetwork& network, std::span<const RoadPlace> sites,
                            std::span<const MaybeRoadPlace> places, double limit_s) {
  SiteTimes times;
  for (std::size_t first = 0; first < sites.size(); first += kBatch)
    for (auto& row :
         search_batch(network, sites.subspan(first, std::min(kBatch, sites.size() - first)), places, limit_s))
      times.reached_.push_back(std::move(row));
  return times;
}

void SiteTimes::move(std::size_t site, const DriveNetwork& network, const RoadPlace& to,
                     std::span<const MaybeRoadPlace> places, double limit_s) {
  reached_[site] = std::move(search_batch(network, {&to, 1}, places, limit_s)[0]);
}

}  // namespace planspiel::reach
