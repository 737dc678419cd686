#include <fmt/format.h>

#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

std::string clock_text(const Desk& desk) {
  if (desk.clock.whole_day()) return desk.ui.say({"ganzer Tag", "whole day"});
  const int end = (desk.clock.hour() + desk.clock.hours() - 1) % DayClock::kHours + 1;
  return fmt::format("{}–{} {}", desk.clock.hour(), end, desk.ui.say({"Uhr", "h"}));
}

/// Who works in the background, and may be stopped.
Worker* working(Desk& desk) {
  for (Worker* worker : {&desk.bench.worker(), &desk.places.sites(), &desk.places.worker(), &desk.why.worker()})
    if (worker->progress() && !(worker == &desk.places.worker() && desk.hand.dragged)) return worker;
  return nullptr;
}

/// What goes on in the background.
void status(Desk& desk) {
  Ui& ui = desk.ui;
  Worker* worker = working(desk);
  const auto progress = worker ? worker->progress() : std::nullopt;
  if (!progress) {
    const bool ready = desk.bench.base_run() != nullptr;
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(ready ? ui.say({"Bereit", "Ready"}).c_str() : "");
    return;
  }
  const std::array<std::pair<std::string, Text>, 7> names{{{"city", {"Stadt", "City"}},
                                                           {"base run", {"Basislauf", "Base run"}},
                                                           {"run", {"Lauf", "Run"}},
                                                           {"reach", {"Erreichbarkeit", "Reach"}},
                                                           {"why", {"Warum", "Why"}},
                                                           {"stations", {"Standorte", "Sites"}},
                                                           {"check", {"Prüfung", "Check"}}}};
  std::string name = progress->job;
  for (const auto& [job, text] : names)
    if (job == progress->job) name = ui.say(text);
  const std::string text =
      progress->step.en.empty() || progress->step.en == progress->job
          ? name
          : fmt::format("{}: {} {:.0f} %", name, ui.say(progress->step), 100.0 * progress->fraction);
  ImGui::ProgressBar(static_cast<float>(progress->fraction), {ui.px(300.0F), 0.0F}, text.c_str());
  ui.note("progress");
  ImGui::SameLine();
  if (ui.button("cancel", ui.say({"Abbrechen", "Cancel"}))) worker->cancel();
}

}  // namespace

void time_bar(Desk& desk) {
  Ui& ui = desk.ui;
  DayClock& clock = desk.clock;
  if (ui.button("play", clock.playing() ? "■" : "▶")) clock.play(!clock.playing());
  ui.tip(ui.say({"Den Tag abspielen (Leertaste)", "Play the day (space bar)"}));
  ImGui::SameLine();
  int hour = clock.hour();
  const float room = ImGui::GetContentRegionAvail().x;
  ImGui::SetNextItemWidth(room > ui.px(940.0F) ? room - ui.px(780.0F) : std::min(room, ui.px(420.0F)));
  if (ui.slider("hour", hour, 0, DayClock::kHours - 1, clock_text(desk))) clock.set_hour(hour);
  ui.flow(ImGui::GetFrameHeight() + ImGui::CalcTextSize(ui.say({"ganzer Tag", "whole day"}).c_str()).x + ui.px(10.0F));
  bool day = clock.whole_day();
  if (ui.checkbox("whole-day", ui.say({"ganzer Tag", "whole day"}), day)) clock.set_whole_day(day);
  ui.flow(ui.px(120.0F));
  int hours = clock.hours();
  ImGui::SetNextItemWidth(ui.px(120.0F));
  if (ui.slider("hours", hours, 1, 12, fmt::format("{} h", hours))) clock.set_hours(hours);
  ui.tip(ui.say({"So viele Stunden zusammen (Mittel)", "So many hours together (mean)"}));
  ui.flow(ui.px(420.0F));
  status(desk);
}

}  // namespace planspiel::viewer
