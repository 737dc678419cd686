#include "plugins/fire/location/maximal_cover.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "engine/base/error.hpp"
#include "plugins/fire/location/cover_interchange.hpp"
#include "plugins/fire/location/cover_search.hpp"
#include "plugins/fire/location/unit_choice.hpp"

namespace planspiel::fire {

LocationAnswer solve_maximal_cover(const CoverProblem& problem, std::size_t p, const SearchLimits& limits) {
  check(problem);
  check_count(problem, p);
  CoverModel model = cover_model(merge_places(problem).problem, 1);
  model.gain = model.rows.weight;
  model.units = p;
  close_dominated_sites(model);
  return choose_units(model, limits);
}

}  // namespace planspiel::fire
