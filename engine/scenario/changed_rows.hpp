#pragma once

/// Who gains or loses something between two runs: rows of the fields that are yes or no.

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/projection.hpp"
#include "engine/run/results.hpp"

namespace planspiel {

/// A row that is 1 in one run and 0 in the other.
struct ChangedRow {
  std::string id{};        ///< external
  std::string address{};   ///< of a building, where it is known
  std::string district{};  ///< external id, of a building or zone inside
  double residents = 0.0;  ///< of a building or zone; 0 elsewhere
  LonLat at{};
  bool gained = false;
};

/// One field with one label of each axis ("fire.in_time", "hilfsfrist").
struct ChangedRows {
  std::string field{}, label{};
  Text title{};
  std::vector<ChangedRow> rows{};  ///< in the order of the base run

  std::size_t count(bool gained) const;
  double residents(bool gained) const;
};

/// Every flag field that both runs have, label by label. Rows that only one run has (growth) are left out.
std::vector<ChangedRows> changed_rows(const RunFolder& base, const RunFolder& other);

/// id, address, district, change (enters, leaves), residents, lon, lat.
std::string changed_rows_csv(const ChangedRows& changes);

}  // namespace planspiel
