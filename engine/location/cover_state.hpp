#pragma once

/// A set of open sites with everything that a change needs kept up to date: how often each row is covered, what each
/// further unit would bring and what each present one is worth.

#include "engine/location/cover_model.hpp"

namespace planspiel::location {

class CoverState {
 public:
  /// Maximal cover over the places of `problem`, fixed sites open.
  explicit CoverState(const CoverProblem& problem);
  /// Over the rows of a model with its gains per level; costs do not count. Units as given.
  CoverState(const CoverModel& model, std::span<const std::uint32_t> units_at);

  void add(SiteNumber site);   ///< a further unit
  void drop(SiteNumber site);  ///< one that is there
  void swap(SiteNumber out, SiteNumber in) { drop(out), add(in); }
  /// What value() would become by a swap less what it is; the state ends as it was.
  double swap_gain(SiteNumber out, SiteNumber in);

  /// The site covers other rows from now on (a station is dragged). Ascending.
  void replace(SiteNumber site, std::span<const PlaceNumber> covers);

  double value() const { return value_; }
  double gain(SiteNumber site) const { return gain_[site]; }  ///< of add()
  double loss(SiteNumber site) const { return loss_[site]; }  ///< of drop(), where units(site) > 0
  std::uint32_t units(SiteNumber site) const { return units_[site]; }
  const std::vector<std::uint32_t>& units() const { return units_; }
  std::uint32_t times_covered(PlaceNumber row) const { return count_[row]; }
  std::size_t sites() const { return units_.size(); }
  std::span<const PlaceNumber> covers(SiteNumber site) const { return covers_[site]; }

 private:
  void build(const CoverProblem& rows, std::span<const std::uint32_t> units_at);
  double worth(PlaceNumber row, std::uint32_t count) const {  ///< of the count-th unit; 0 for count = 0
    return count == 0 || count > levels_ ? 0.0 : worth_[row * levels_ + count - 1];
  }
  void change_count(PlaceNumber row, bool up);
  void shift_loss(PlaceNumber row, double by);
  void shift_gain(PlaceNumber row, double by);
  std::span<SiteNumber> covering(PlaceNumber row) { return {site_of_.data() + site_first_[row], site_count_[row]}; }
  void make_room();

  std::size_t levels_ = 1;
  std::vector<double> worth_;                           ///< rows × levels
  std::vector<std::vector<PlaceNumber>> covers_;        ///< of each site
  std::vector<std::uint32_t> site_first_, site_count_;  ///< of each row in site_of_, with room behind it
  std::vector<SiteNumber> site_of_;
  std::vector<std::uint32_t> count_, units_;
  std::vector<double> gain_, loss_;
  double value_ = 0.0;
};

}  // namespace planspiel::location
