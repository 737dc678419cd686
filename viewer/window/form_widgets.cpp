#include "viewer/window/form_widgets.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>

namespace planspiel::viewer {

namespace {

int decimals_typed(double value) {
  int decimals = 0;
  for (double rest = value; decimals < 6 && std::abs(rest - std::round(rest)) > 1e-9; rest *= 10.0) ++decimals;
  return decimals;
}

using Reader = std::optional<double> (*)(const std::string& text, Language language);

/// A number as text in the language's own form; committed when it can be read.
bool number_input(Ui& ui, const std::string& name, double& number, float width, Reader reader = typed_number) {
  const auto typed = ui.typed.find(name);
  std::string text = typed == ui.typed.end() ? ui.number(number, decimals_typed(number)) : typed->second;
  ImGui::SetNextItemWidth(width);
  ui.input(name, "", text);
  if (!ImGui::IsItemActive()) {
    ui.typed.erase(name);
    return false;
  }
  ui.typed[name] = text;
  const auto read = reader(text, ui.language);
  if (!read || *read == number) return false;
  number = *read;
  return true;
}

bool quantity(Ui& ui, const FormField& field, Value& value, const std::string& name) {
  double amount = amount_of(field, value).value_or(0.0);
  if (number_input(ui, name, amount, ui.px(90.0F))) {
    value = Value(format_number(amount) + " " + field.unit);
    return true;
  }
  ImGui::SameLine();
  ImGui::TextUnformatted(field.unit.c_str());
  if (!field.min || !field.max || *field.max - *field.min > 100000.0) return false;
  ImGui::SameLine();
  auto slid = static_cast<float>(amount);
  ImGui::SetNextItemWidth(-1.0F);
  const bool moved = ImGui::SliderFloat(("###slide-" + name).c_str(), &slid, static_cast<float>(*field.min),
                                        static_cast<float>(*field.max), "");
  ui.note(name + "-slider");
  if (!moved) return false;
  const double step = *field.max - *field.min > 20.0 ? 1.0 : 0.1;
  value = quantity_of(field, std::round(static_cast<double>(slid) / step) * step);
  return true;
}

/// Of the option's choices, for people.
std::vector<std::string> choice_titles(const Ui& ui, const FormField& field) {
  std::vector<std::string> titles;
  for (const Text& title : field.choice_titles) titles.push_back(ui.say(title));
  return titles;
}

bool price(Ui& ui, const FormField& field, Value& value, const std::string& name) {
  Price now = price_of(value).value_or(Price{0.0, field.choices.empty() ? "" : field.choices.front()});
  bool changed = number_input(ui, name, now.amount, ui.px(90.0F));
  ImGui::SameLine();
  ImGui::TextUnformatted("EUR /");
  ImGui::SameLine();
  auto chosen = static_cast<std::size_t>(std::find(field.choices.begin(), field.choices.end(), now.basis) -
                                         field.choices.begin());
  ImGui::SetNextItemWidth(-1.0F);
  if (ui.combo(name + "-basis", "", chosen, choice_titles(ui, field))) {
    now.basis = field.choices[chosen];
    changed = true;
  }
  if (changed) value = price_value(now);
  return changed;
}

bool hours(Ui& ui, Value& value, const std::string& name) {
  HourSpan span = hours_of(value).value_or(HourSpan{});
  const float width = 0.5F * (ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ItemSpacing.x);
  const auto clock = [&](int hour) {
    return (hour < 10 ? "0" : "") + std::to_string(hour) + ":00" + ui.say({" Uhr", ""});
  };
  ImGui::SetNextItemWidth(width);
  bool changed = ui.slider(name + "-from", span.from, 0, 23, clock(span.from));
  ImGui::SameLine();
  ImGui::SetNextItemWidth(width);
  changed = ui.slider(name + "-to", span.to, 0, 24, clock(span.to)) || changed;
  if (changed) value = hours_value(span);
  return changed;
}

MapTask task_of(const Desk& desk, std::size_t measure, const std::string& option) {
  return {
      .measure = measure, .kind = desk.bench.document()->measures()[measure].at("kind").as_text(), .option = option};
}

bool place(Desk& desk, const FormField& field, Value& value, const std::string& name, std::size_t measure) {
  LonLat at = place_of(value).value_or(LonLat{});
  const float width = desk.ui.px(95.0F);
  const Reader degrees = [](const std::string& text, Language) { return typed_degrees(text); };
  bool changed = number_input(desk.ui, name + "-lon", at.lon_deg, width, degrees);
  ImGui::SameLine();
  changed = number_input(desk.ui, name + "-lat", at.lat_deg, width, degrees) || changed;
  desk.ui.flow(desk.ui.say({"auf der Karte", "on the map"}));
  const bool picking = desk.hand.fills_in(Pointer::pick_place, measure, field.name);
  if (desk.ui.toggle(name + "-pick", desk.ui.say({"auf der Karte", "on the map"}), picking)) {
    desk.hand.pointer = picking ? Pointer::select : Pointer::pick_place;
    desk.hand.task = task_of(desk, measure, field.name);
  }
  if (changed) value = place_value(at);
  return changed;
}

void finish_area(Desk& desk, Value& value) {
  std::vector<LonLat> ring;
  for (const Point corner : desk.hand.task.corners) ring.push_back(desk.view.lon_lat(corner));
  value = area_value(desk.ui.say({"gezeichnet", "drawn"}), ring);
  desk.hand.pointer = Pointer::select;
  desk.hand.task.corners.clear();
}

bool area(Desk& desk, const FormField& field, Value& value, const std::string& name, std::size_t measure) {
  Ui& ui = desk.ui;
  std::vector<std::string> names, titles;
  if (desk.view.seen) {
    const Areas& areas = desk.view.seen->city[tables::areas];
    for (const AreaId row : areas.ids()) {
      names.push_back(areas.id[row]);
      titles.push_back(ui.say({areas.title_de[row], areas.title_en[row]}));
    }
    const Districts& districts = desk.view.seen->city[tables::districts];
    for (const DistrictId row : districts.ids()) {
      names.push_back(districts.id[row]);
      titles.push_back(districts.name[row]);
    }
  }
  if (value.is_table() ||
      (!area_name(value).empty() && std::find(names.begin(), names.end(), area_name(value)) == names.end())) {
    names.insert(names.begin(), area_name(value));
    titles.insert(titles.begin(), area_name(value));
  }
  auto chosen = static_cast<std::size_t>(std::find(names.begin(), names.end(), area_name(value)) - names.begin());
  bool changed = false;
  const bool drawing = desk.hand.fills_in(Pointer::draw_area, measure, field.name);
  ImGui::SetNextItemWidth(std::min(ui.px(190.0F), ImGui::GetContentRegionAvail().x));
  if (ui.combo(name, "", chosen, titles)) {
    value = Value(names[chosen]);
    changed = true;
  }
  ui.flow(ui.say({"zeichnen", "draw"}));
  if (!drawing) {
    if (ui.button(name + "-draw", ui.say({"zeichnen", "draw"}))) {
      desk.hand.pointer = Pointer::draw_area;
      desk.hand.task = task_of(desk, measure, field.name);
    }
    return changed;
  }
  if (ui.button(name + "-done", ui.say({"fertig", "done"}), desk.hand.task.corners.size() >= 3)) {
    finish_area(desk, value);
    return true;
  }
  ui.soft(ui.say({"Ecken auf der Karte anklicken, dann fertig.", "Click the corners on the map, then done."}));
  return changed;
}

bool texts(Desk& desk, const FormField& field, Value& value, const std::string& name, std::size_t measure) {
  Ui& ui = desk.ui;
  std::vector<std::string> parts;
  if (value.is_list())
    for (const Value& item : value.items()) parts.push_back(summary_of(item, Language::en));
  std::string line = join(parts, ", ");
  ImGui::SetNextItemWidth(std::min(ui.px(190.0F), ImGui::GetContentRegionAvail().x));
  bool changed = ui.input(name, "", line);
  if (changed) {
    value = Value::list();
    for (const std::string& part : split(line, ','))
      if (!trim(part).empty()) value.push_back(Value(std::string(trim(part))));
  }
  if (field.name != tables::roads.name) return changed;  // an option called as a table takes rows of it
  ui.flow(ui.say({"Straßen wählen", "pick roads"}));
  const bool picking = desk.hand.fills_in(Pointer::pick_roads, measure, field.name);
  if (ui.toggle(name + "-pick", ui.say({"Straßen wählen", "pick roads"}), picking)) {
    desk.hand.pointer = picking ? Pointer::select : Pointer::pick_roads;
    desk.hand.task = task_of(desk, measure, field.name);
  }
  return changed;
}

bool rows(Desk& desk, const FormField& field, Value& value, const std::string& name, std::size_t measure) {
  Ui& ui = desk.ui;
  std::vector<Value> items = value.is_list() ? value.items() : std::vector<Value>{};
  for (Value& item : items)
    if (!item.is_table()) item = Value::table();
  bool changed = false;
  for (std::size_t row = 0; row < items.size(); ++row) {
    for (const FormField& column : field.row) {
      Value cell = items[row].find(column.name) ? *items[row].find(column.name) : first_value(column, {});
      ImGui::TextDisabled("%s", ui.say(column.title).c_str());
      ImGui::SameLine(ui.px(110.0F));
      if (form_widget(desk, column, cell, name + "/" + std::to_string(row) + "/" + column.name, measure)) {
        items[row].set(column.name, cell);
        changed = true;
      }
    }
    if (ui.button(name + "/" + std::to_string(row) + "/remove", ui.say({"Zeile entfernen", "Remove the row"}))) {
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(row));
      changed = true;
      break;
    }
  }
  if (ui.button(name + "/add", ui.say({"Zeile hinzufügen", "Add a row"}))) {
    Value row = Value::table();
    for (const FormField& column : field.row) row.set(column.name, first_value(column, {}));
    items.push_back(row);
    changed = true;
  }
  if (changed) value = Value::list(items);
  return changed;
}

bool text(Ui& ui, Value& value, const std::string& name) {
  std::string line = value.is_text() ? value.as_text() : "";
  ImGui::SetNextItemWidth(-1.0F);
  if (!ui.input(name, "", line)) return false;
  value = Value(line);
  return true;
}

}  // namespace

bool form_widget(Desk& desk, const FormField& field, Value& value, const std::string& name, std::size_t measure) {
  if (field.type == "quantity") return quantity(desk.ui, field, value, name);
  if (field.type == "price") return price(desk.ui, field, value, name);
  if (field.type == "hours") return hours(desk.ui, value, name);
  if (field.type == "place") return place(desk, field, value, name, measure);
  if (field.type == "area") return area(desk, field, value, name, measure);
  if (field.type == "texts") return texts(desk, field, value, name, measure);
  if (field.type == "rows") return rows(desk, field, value, name, measure);
  if (field.type == "number" || field.type == "integer") {
    double amount = value.is_number() ? value.as_number() : 0.0;
    if (!number_input(desk.ui, name, amount, desk.ui.px(110.0F))) return false;
    value = field.type == "integer" ? Value(static_cast<std::int64_t>(amount)) : Value(amount);
    return true;
  }
  if (field.type == "boolean") {
    bool on = value.type() == Value::Type::boolean && value.as_boolean();
    if (!desk.ui.checkbox(name, on ? desk.ui.say({"ja", "yes"}) : desk.ui.say({"nein", "no"}), on)) return false;
    value = Value(on);
    return true;
  }
  if (field.type == "choice") {
    auto chosen = static_cast<std::size_t>(
        std::find(field.choices.begin(), field.choices.end(), value.is_text() ? value.as_text() : "") -
        field.choices.begin());
    ImGui::SetNextItemWidth(-1.0F);
    if (!desk.ui.combo(name, "", chosen, choice_titles(desk.ui, field))) return false;
    value = Value(field.choices[chosen]);
    return true;
  }
  return text(desk.ui, value, name);
}

}  // namespace planspiel::viewer
