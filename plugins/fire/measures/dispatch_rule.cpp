#include "plugins/fire/measures/dispatch_rule.hpp"

namespace planspiel::fire {

void DispatchRule::describe(OptionSet& set) {
  set.choice("first_due", first_due,
             {{"Wer zuerst fährt", "Who goes first"},
              {"die Einheit, die zuerst eintrifft, oder Berufsfeuerwehr vor anderen",
               "the unit that arrives first, or professional units before others"}},
             {{"wie bisher", "as it is"},
              {"die nächste Einheit", "the nearest unit"},
              {"zuerst die Berufsfeuerwehr", "professional units first"}});
  set.choice("move_up", move_up,
             {{"Nachrücken", "Move up"},
              {"ob freie Einheiten leere Wachen besetzen", "whether idle units fill empty stations"}},
             {{"wie bisher", "as it is"},
              {"keine", "none"},
              {"die nächste freie rückt nach", "the nearest free unit moves up"}});
}

City apply(const DispatchRule& measure, City city) {
  if (measure.first_due == FirstDueRule::unchanged && measure.move_up == MoveUpRule::unchanged)
    throw Error(ErrorKind::config, "dispatch_rule changes nothing: give first_due or move_up");
  Dispatch dispatch = city.copy(tables::dispatch);
  if (dispatch.size() == 0) dispatch.add("city");
  for (const DispatchId row : dispatch.ids()) {
    if (measure.first_due != FirstDueRule::unchanged)
      dispatch.first_due[row] =
          measure.first_due == FirstDueRule::nearest ? FirstDue::nearest : FirstDue::professional_first;
    if (measure.move_up != MoveUpRule::unchanged)
      dispatch.move_up[row] = measure.move_up == MoveUpRule::none ? MoveUp::none : MoveUp::greedy;
  }
  return city.with(std::move(dispatch));
}

}  // namespace planspiel::fire
