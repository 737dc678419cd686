#pragma once

/// Models of a few lines, drawn in the test.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/run/run.hpp"

namespace planspiel::test {

using Body = std::function<void(RunContext&)>;

/// A model whose constructor is `ask`: it takes what it needs from the ports and returns what it does when it runs.
inline ModelEntry model(std::string name, std::function<Body(Ports&)> ask) {
  class Made final : public Model {
   public:
    explicit Made(Body body) : body_(std::move(body)) {}
    void run(RunContext& context) override { body_(context); }

   private:
    Body body_;
  };
  return {std::move(name), [ask](Ports& ports) { return std::make_unique<Made>(ask(ports)); }};
}

inline Registry registry_of(std::vector<ModelEntry> models, std::vector<Indicator> indicators = {}) {
  Plugin plugin{"test", "1"};
  plugin.models = std::move(models);
  plugin.indicators = std::move(indicators);
  Registry registry;
  registry.plugins.push_back(std::move(plugin));
  return registry;
}

inline Case case_of(City city) {
  Case made;
  made.name = "base";
  made.base_city = city.digest();
  made.city = std::move(city);
  return made;
}

/// Remembers what it was told.
class Listener final : public RunObserver {
 public:
  void warning(std::string_view text) override { warnings.emplace_back(text); }
  std::vector<std::string> warnings;
};

/// The message of the error of this kind that `body` throws.
template <class BodyType>
std::string message_of(ErrorKind kind, BodyType&& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.kind() == kind ? error.what() : "error of another kind: " + std::string(error.what());
  }
  return "no error";
}

}  // namespace planspiel::test
