#include "viewer/app/form.hpp"
#include "viewer/window/map_marks.hpp"

namespace planspiel::viewer {

namespace {

void add_place(Desk& desk, Document& document, Point ground) {
  if (!desk.bench.base_city()) return;
  add_row(desk.places.places(), document, *desk.bench.services().registry, desk.bench.base_city()->city,
          desk.view.lon_lat(ground), desk.language());
  desk.hand.chosen_measure = document.measures().size() - 1;
  desk.hand.pointer = Pointer::select;
  desk.choice.places_on_map = true;
}

/// The list with this id, or without it where it was there.
Value toggled(const Value& ids, const std::string& id) {
  Value kept = Value::list();
  for (const Value& other : ids.items())
    if (other.as_text() != id) kept.push_back(other);
  if (kept.items().size() == ids.items().size()) kept.push_back(id);
  return kept;
}

void pick_road(Desk& desk, Document& document, Point ground) {
  const auto link = desk.view.seen->picker.link(ground, Metres(40.0));
  if (!link) return;
  const MapTask& task = desk.hand.task;
  Value measure = document.measures()[task.measure];
  const Value* picked = measure.find(task.option);
  measure.set(task.option, toggled(picked ? *picked : Value::list(), desk.view.seen->city[tables::roads].id[*link]));
  document.replace(task.measure, measure);
  desk.details.selection = Selection{domain_of<EdgeId>, link->index(), ground};
}

void pick_place(Desk& desk, Document& document, Point ground) {
  const MapTask& task = desk.hand.task;
  Value measure = document.measures()[task.measure];
  measure.set(task.option, place_value(desk.view.lon_lat(ground)));
  document.replace(task.measure, measure);
  desk.hand.pointer = Pointer::select;
}

void fill_in(Desk& desk, Document& document, Point ground) {
  if (desk.hand.task.measure >= document.measures().size()) return;
  if (desk.hand.pointer == Pointer::pick_place) return pick_place(desk, document, ground);
  if (desk.hand.pointer == Pointer::pick_roads) return pick_road(desk, document, ground);
  desk.hand.task.corners.push_back(ground);
}

}  // namespace

void map_task_click(Desk& desk, Point ground) {
  Document* document = desk.bench.document();
  if (!document) return;
  desk.messages.attempt([&] {
    if (desk.hand.pointer == Pointer::add_row)
      add_place(desk, *document, ground);
    else
      fill_in(desk, *document, ground);
  });
}

}  // namespace planspiel::viewer
