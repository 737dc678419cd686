#include "viewer/window/desk.hpp"

#include <algorithm>

namespace planspiel::viewer {

void Desk::choose_field(const FieldSpec* spec) {
  field = spec ? spec->name : "";
  picks = spec ? first_picks(*spec) : std::vector<AxisPick>{};
  breaks.clear();
  breaks_text.clear();
  places_on_map = why_on_map = false;
}

bool Desk::shows_places() const {
  return places_on_map && places.answer() && (dragged || places.busy() || places.is_current(clock.hour()));
}

void Desk::undo() {
  stop_task();
  if (Document* document = bench.document()) document->undo();
}

void Desk::redo() {
  stop_task();
  if (Document* document = bench.document()) document->redo();
}

bool Desk::outdated() const { return bench.scenario_run() && !bench.run_is_current(); }

bool Desk::fills_in(Pointer what, std::size_t measure, const std::string& option) const {
  return pointer == what && task.measure == measure && task.option == option;
}

void Desk::stop_task() {
  pointer = Pointer::select;
  task = {};
}

void Desk::check_task() {
  if (pointer == Pointer::select || pointer == Pointer::add_row) return;
  const Document* document = bench.document();
  const bool there = document && task.measure < document->measures().size() && chosen_measure == task.measure &&
                     document->measures()[task.measure].at("kind").as_text() == task.kind;
  if (!there) stop_task();
}

void Desk::report(const std::string& error) {
  if (std::find(errors.begin(), errors.end(), error) == errors.end()) errors.push_back(error);
}

}  // namespace planspiel::viewer
