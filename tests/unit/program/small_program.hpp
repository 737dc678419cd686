#pragma once

/// A program of one model on three zones, for tests of the room `program`.

#include "program/services.hpp"
#include "tests/unit/engine/run/three_zones.hpp"
#include "tests/unit/engine/run/tiny_models.hpp"
#include "tests/unit/temporary_folder.hpp"

namespace planspiel::test {

inline const Field<ZoneId, double> kPeople{"test.people", "", {"Leute", "People"}, Better::neutral, {}};

/// Remembers all it was told.
class Witness final : public RunObserver {
 public:
  void progress(const Text& step, double) override { steps.push_back(step.en); }
  void message(std::string_view text) override { messages.emplace_back(text); }
  void warning(std::string_view text) override { warnings.emplace_back(text); }
  std::vector<std::string> steps{}, messages{}, warnings{};
};

/// Its model copies the residents of the zones, and counts how often it ran; `while_running` is called meanwhile.
struct SmallProgram {
  TemporaryFolder folder{};
  Witness witness{};
  int runs = 0;
  std::function<void()> while_running{};
  Registry registry = registry_of({model("test.people", [this](Ports& ports) -> Body {
    const Zones& zones = ports.table(tables::zones);
    auto& out = ports.writes(kPeople);
    return [this, &zones, &out](RunContext& context) {
      ++runs;
      if (while_running) while_running();
      context.check_stop();
      for (const ZoneId zone : zones.ids()) out[zone] = zones.residents[zone];
    };
  })});

  Services services() { return {.registry = &registry, .observer = &witness}; }
};

/// The case of a seed: cases of different seeds have different identities.
inline Case case_of_seed(std::uint64_t seed) {
  Case made = case_of(three_zones());
  made.seed = seed;
  return made;
}

}  // namespace planspiel::test
