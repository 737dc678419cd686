#include "viewer/window/desk.hpp"

#include "engine/base/error.hpp"
#include "program/ready_scenarios.hpp"
#include "viewer/camera/view.hpp"

namespace planspiel::viewer {

void Desk::open(const std::filesystem::path& path) {
  try {
    bench.open(here_or_ready(path, panels.installed.folder));
  } catch (const Error& error) {
    return messages.report(error.what());
  }
  places.clear();
  why.clear();
  details.selection.reset();
  hand.chosen_measure.reset();
  hand.stop_task();
  choice.look = Look::scenario;
  choice.places_on_map = choice.why_on_map = false;
  view.camera_set = false;
  frames.settle();
  panels.left_behind.clear();
  if (bench.document()) look_for_unsaved();
}

void Desk::look_for_unsaved() {
  std::vector<std::string> faults;
  panels.left_behind = find_unsaved(bench.document(), unsaved_folder(), faults);
  for (const std::string& fault : faults) messages.report(fault);
}

void Desk::see_city(const char* name) {
  const SeenCity& seen = *view.seen;
  view.camera = camera_for(name, seen.scene, seen.city, view.map_size);
  if (layers.shown[0].layer)
    view.camera = beside_panel(view.camera, outline_of(seen.scene), view.map_size, view.legend_end);
}

void Desk::undo() {
  hand.stop_task();
  if (Document* document = bench.document()) document->undo();
}

void Desk::redo() {
  hand.stop_task();
  if (Document* document = bench.document()) document->redo();
}

bool Desk::shows_places() const {
  return choice.places_on_map && places.answer() && (hand.dragged || places.busy() || places.is_current(clock.hour()));
}

bool Desk::moves_rows() const {
  return panels.tab == Tab::places && view.drawn.stations && hand.pointer == Pointer::select &&
         !places.places().measures.move.empty() && bench.document() && bench.base_city();
}

}  // namespace planspiel::viewer
