#include <fmt/format.h>
#include <sys/stat.h>

#include <ctime>

#include "engine/base/error.hpp"
#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

namespace {

namespace fs = std::filesystem;

std::string when_written(const fs::path& file) {
  struct stat status {};
  std::tm local{};
  char text[32] = "?";
  if (::stat(file.c_str(), &status) == 0 && ::localtime_r(&status.st_mtime, &local) != nullptr)
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local);
  return text;
}

/// The file goes when this window keeps the work itself.
void recover(Desk& desk, const UnsavedWork& work) {
  if (!desk.bench.document()) desk.open(work.scenario.empty() ? work.base : work.scenario);
  Document* document = desk.bench.document();
  if (!document) return;
  document->recover(work.state);
  desk.messages.attempt([&] {
    desk.keeper.keep_now(*document);
    fs::remove(work.file);
  });
  desk.panels.tab = Tab::measures;
}

void discard(Messages& messages, const UnsavedWork& work) {
  std::error_code failed;
  fs::remove(work.file, failed);
  if (failed) messages.report(work.file.string() + ": " + failed.message());
}

void say_what_it_is(Ui& ui, const UnsavedWork& work) {
  ui.heading(ui.say({"Nicht gespeicherte Arbeit ist noch da.", "Unsaved work is still there."}));
  ui.wrapped(fmt::format("{}: {} {}, {}", work.state.title.in(ui.language), work.state.measures.size(),
                         ui.say({"Maßnahmen", "measures"}), when_written(work.file)));
  ui.soft((work.scenario.empty() ? work.base : work.scenario).string());
  if (work.scenario_is_newer)
    ui.warn(ui.say({"Die Szenariodatei wurde danach noch geändert.", "The scenario file was changed after that."}));
}

}  // namespace

void recover_question(Desk& desk) {
  if (desk.panels.left_behind.empty()) return;
  Ui& ui = desk.ui;
  if (!ImGui::IsPopupOpen("recover")) ImGui::OpenPopup("recover");
  ImGui::SetNextWindowSize({ui.px(460.0F), 0.0F});
  if (!ImGui::BeginPopupModal("recover", nullptr, ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoTitleBar))
    return;
  say_what_it_is(ui, desk.panels.left_behind.front());
  const bool wanted = ui.button("recover-yes", ui.say({"Wiederherstellen", "Recover"}));
  ImGui::SameLine();
  const bool unwanted = ui.button("recover-discard", ui.say({"Verwerfen", "Discard"}));
  ImGui::SameLine();
  const bool later = ui.button("recover-later", ui.say({"Später", "Later"}));
  if (wanted || unwanted || later) {
    ImGui::CloseCurrentPopup();
    std::vector<UnsavedWork> all = std::exchange(desk.panels.left_behind, {});
    if (wanted) recover(desk, all.front());
    if (unwanted) discard(desk.messages, all.front());
    if (!wanted) desk.panels.left_behind.assign(all.begin() + 1, all.end());
  }
  ImGui::EndPopup();
}

}  // namespace planspiel::viewer
