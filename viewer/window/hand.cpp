#include "viewer/window/hand.hpp"

namespace planspiel::viewer {

bool Hand::fills_in(Pointer what, std::size_t measure, const std::string& option) const {
  return pointer == what && task.measure == measure && task.option == option;
}

void Hand::stop_task() {
  pointer = Pointer::select;
  task = {};
}

void Hand::check_task(const Document* document) {
  if (pointer == Pointer::select || pointer == Pointer::add_row) return;
  const bool there = document && task.measure < document->measures().size() && chosen_measure == task.measure &&
                     document->measures()[task.measure].at("kind").as_text() == task.kind;
  if (!there) stop_task();
}

}  // namespace planspiel::viewer
