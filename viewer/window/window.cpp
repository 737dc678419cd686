#include "viewer/window/window.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include <imgui_internal.h>

#include "engine/base/error.hpp"
#include "program/ready_scenarios.hpp"
#include "viewer/window/desk.hpp"
#include "viewer/window/frame_log.hpp"

namespace planspiel::viewer {

namespace {

constexpr double kIdle_s = 0.5, kWorking_s = 0.1;

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// A rectangle of a picture.
Picture part_of(const Picture& whole, ImVec2 from, Viewport size) {
  Picture part{size.width_px, size.height_px, {}};
  for (int row = 0; row < size.height_px; ++row) {
    const auto first =
        whole.rgb.begin() + 3 * ((static_cast<int>(from.y) + row) * whole.width_px + static_cast<int>(from.x));
    part.rgb.insert(part.rgb.end(), first, first + 3 * size.width_px);
  }
  return part;
}

class Window {
 public:
  Window(Services services, const WindowOptions& options)
      : options_(options),
        bench_(std::move(services)),
        places_(bench_),
        why_(bench_),
        stage_(opened(options)),
        desk_{bench_, places_, why_, stage_, keeper_} {
    desk_.ui.language = options.language;
    if (!options.installed.empty()) desk_.panels.installed = {options.installed, ready_scenarios(options.installed)};
    desk_.ui.scale = static_cast<float>(std::clamp(options.text_scale.value_or(stage_.display_scale()), 1.0, 3.0));
    desk_.ui.theme = options.dark ? Theme::dark : Theme::light;
    for (Worker* worker : workers()) worker->wake_with([this] { stage_.wake(); });
    if (bench_.document() || !options.open) desk_.look_for_unsaved();
  }
  ~Window() {
    for (Worker* worker : workers()) worker->wake_with({});
  }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  void run() {
    show_until_closed();
    const Document* document = bench_.document();
    if (done_)
      keeper_.forget();  // saved, or closed without saving after a question
    else if (document && document->unsaved())
      keeper_.keep_now(*document);
    if (!options_.frames.empty()) frames_.write(options_.frames);
  }

 private:
  void show_until_closed() {
    double last_s = now_s();
    while (!done_ && !bench_.services().stop.stop_requested()) {
      const bool happened = desk_.frames.wanted > 0 || stage_.has_more_events() || stage_.wait(patience());
      const double time_s = now_s(), passed_s = time_s - last_s;
      last_s = time_s;
      const bool answered = take_answers();
      const bool turned = desk_.clock.advance(passed_s);
      const bool working = busy();
      keep_unsaved(time_s);
      if (!happened && !answered && !turned && !working) continue;
      if (happened && desk_.frames.wanted <= 0) desk_.frames.settle();
      if (answered || turned) desk_.frames.settle();
      frame(passed_s);
    }
  }

  std::array<Worker*, 5> workers() {
    return {&bench_.worker(), &bench_.checker(), &places_.worker(), &places_.sites(), &why_.worker()};
  }
  /// What cannot be opened is an error before there is a window.
  StageOptions opened(const WindowOptions& options) {
    if (options.open) bench_.open(*options.open, options.compare);
    return {.title = "Planspiel", .width_px = options.width_px, .height_px = options.height_px};
  }
  double patience() const {
    if (desk_.clock.playing()) return std::min(kWorking_s, std::max(0.01, desk_.clock.seconds_left()));
    return busy() ? kWorking_s : kIdle_s;
  }
  bool take_answers();
  void take_city();
  void keep_unsaved(double time_s);
  void frame(double seconds);
  void layout();
  void side_panel(float top, float height);
  float side_width() const { return std::min(desk_.ui.px(404.0F), 0.42F * static_cast<float>(stage_.size().width_px)); }
  void shortcuts();
  void close();
  void set_title();
  Value state() const;
  void take_wanted();
  void begin_film();
  void take_next_of_film();
  void end_film();
  bool awaits_map() const;
  void panels();
  bool busy() const { return bench_.busy() || places_.busy() || places_.seeks_site() || why_.busy(); }
  void take_picture(const std::filesystem::path& path);

  WindowOptions options_;
  Workbench bench_;
  PlacesSession places_;
  WhySession why_;
  Stage stage_;
  UnsavedKeeper keeper_{unsaved_folder()};
  Desk desk_;
  FrameLog frames_;
  bool done_ = false;
  std::string title_;
  ImVec2 map_from_{};
  int settled_ = 0;
  /// One picture of each hour, with the classes of the first; clock and classes are put back at the end.
  struct Film {
    std::filesystem::path path;
    int hour;
    DayClock clock_before;
    std::vector<double> breaks_before;
  };
  std::optional<Film> film_{};
};

bool Window::take_answers() {
  bool changed = bench_.poll();
  changed = places_.poll() || changed;
  changed = why_.poll() || changed;
  for (std::string& error : bench_.take_errors()) desk_.messages.report(error);
  take_city();
  bench_.check();
  if (desk_.choice.places_on_map && !desk_.hand.dragged && bench_.document()) places_.ask(desk_.clock.hour());
  update_layers(desk_);
  return changed;
}

/// The scene follows the city that is to be seen.
void Window::take_city() {
  if (bench_.city() == desk_.view.seen) return;
  desk_.details.selection.reset();
  desk_.view.show(bench_.city());
  if (!desk_.view.seen) return;
  desk_.view.camera_set = desk_.view.camera_set && desk_.bench.scenario_run();
  desk_.frames.settle();
}

/// For the case of a crash.
void Window::keep_unsaved(double time_s) {
  desk_.messages.attempt([&] { keeper_.keep(bench_.document(), time_s); });
}

void Window::frame(double seconds) {
  frames_.begin();
  const bool computing = busy();
  Ui& ui = desk_.ui;
  if (ui.fonts_changed) stage_.load_fonts(Ui::kText_px * ui.scale);
  ui.fonts_changed = false;
  if (ui.theme_changed) ui.apply_theme();
  if (stage_.begin_frame(seconds))
    desk_.frames.wanted = Frames::kSettle + 1;  // a new panel is first measured, then shown
  if (stage_.take_close_request()) close();
  ui.begin_frame();
  panels();
  if (desk_.panels.wants_close) done_ = true;
  update_layers(desk_);
  set_title();
  const bool city_drawn = stage_.end_frame();
  if (!options_.frames.empty())
    frames_.end(std::string(city_drawn ? "city" : "interface") + (computing ? ", computing" : ""));
  take_wanted();
  desk_.frames.end();
  if (!options_.widgets.empty()) ui.write_widgets(options_.widgets, state());
}

/// What goes wrong in a panel is a message: nobody loses unsaved work by it.
void Window::panels() {
  try {
    desk_.hand.check_task(bench_.document());
    shortcuts();
    layout();
    help_window(desk_);
    recover_question(desk_);
  } catch (const std::exception& error) {
    ImGui::ErrorCheckEndFrameRecover(nullptr);
    desk_.messages.report(error.what());
  }
  error_window(desk_);
}

void Window::side_panel(float top, float height) {
  Ui& ui = desk_.ui;
  ImGui::SetNextWindowPos({0.0F, top});
  ImGui::SetNextWindowSize({side_width(), height});
  ImGui::Begin(
      (ui.say({"Ebenen, Maßnahmen, Vergleich, Orte", "Layers, measures, compare, places"}) + "###side").c_str(),
      nullptr,
      ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
          ImGuiWindowFlags_NoFocusOnAppearing);
  struct Entry {
    Tab tab;
    const char* name;
    Text text;
    void (*panel)(Desk&);
  };
  const std::array<Entry, 4> tabs{{{Tab::layers, "tab-layers", {"Ebenen", "Layers"}, layer_panel},
                                   {Tab::measures, "tab-measures", {"Maßnahmen", "Measures"}, measure_panel},
                                   {Tab::compare, "tab-compare", {"Vergleich", "Compare"}, compare_panel},
                                   {Tab::places, "tab-stations", desk_.places.places().many, place_panel}}};
  for (const Entry& entry : tabs) {  // in the order of Tab
    if (entry.tab != Tab::layers) ui.flow(ui.say(entry.text));
    if (!ui.toggle(entry.name, ui.say(entry.text), desk_.panels.tab == entry.tab)) continue;
    if (desk_.hand.pointer == Pointer::add_row) desk_.hand.stop_task();
    desk_.panels.tab = entry.tab;
  }
  ImGui::Separator();
  tabs[static_cast<std::size_t>(desk_.panels.tab)].panel(desk_);
  ImGui::End();
}

void Window::layout() {
  Ui& ui = desk_.ui;
  const Viewport size = stage_.size();
  const auto width = static_cast<float>(size.width_px), height = static_cast<float>(size.height_px);
  const float least = ImGui::GetFrameHeight() + ui.px(20.0F);
  const auto bar = [&](float needed) { return std::min(std::max(least, needed), std::max(least, 0.27F * height)); };
  const float top = bar(desk_.frames.top_height), bottom = bar(desk_.frames.bottom_height);
  const float side = side_width();
  const float detail = desk_.details.selection ? std::min(ui.px(380.0F), 0.36F * width) : 0.0F;
  const auto strip = [&](const std::string& name, float from, float& wanted, void (*panel)(Desk&)) {
    ImGui::SetNextWindowPos({0.0F, from});
    ImGui::SetNextWindowSize({width, bar(wanted)});
    ImGui::Begin(name.c_str(), nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                     (wanted <= 0.27F * height ? ImGuiWindowFlags_NoScrollbar : ImGuiWindowFlags_None) |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    panel(desk_);
    const float needed = ImGui::GetCursorPosY() - ImGui::GetStyle().ItemSpacing.y + ImGui::GetStyle().WindowPadding.y;
    if (std::abs(needed - wanted) > 1.0F) desk_.frames.at_least(2);
    wanted = needed;
    ImGui::End();
  };
  const float middle = std::max(16.0F, height - top - bottom), map = std::max(16.0F, width - side - detail);
  desk_.view.map_size = {static_cast<int>(map), static_cast<int>(middle)};
  if (desk_.view.seen && !desk_.view.camera_set) {
    desk_.see_city("overview");
    desk_.view.camera_set = true;
  }
  map_from_ = {side, top};
  map_view(desk_, map_from_, {map, middle});
  strip(ui.say({"Öffnen, Suchen, Blick", "Open, search, view"}) + "###top", 0.0F, desk_.frames.top_height, tool_bar);
  strip(ui.say({"Uhr", "Clock"}) + "###bottom", height - bottom, desk_.frames.bottom_height, time_bar);
  side_panel(top, middle);
  if (detail <= 0.0F) return;
  ImGui::SetNextWindowPos({width - detail, top});
  ImGui::SetNextWindowSize({detail, middle});
  ImGui::Begin((ui.say({"Auskunft", "Details"}) + "###detail").c_str(), nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  detail_panel(desk_);
  ImGui::End();
}

void Window::shortcuts() {
  const ImGuiIO& io = ImGui::GetIO();
  const auto pressed = [](int key) { return ImGui::IsKeyPressed(key, false); };
  Document* document = bench_.document();
  if (io.KeyCtrl && document && !io.WantTextInput) {
    if (pressed('z')) io.KeyShift ? desk_.redo() : desk_.undo();
    if (pressed('y')) desk_.redo();
  }
  if (io.KeyCtrl && document && pressed('s') && document->path().empty()) {
    desk_.panels.tab = Tab::measures;
    desk_.panels.wants_name = true;
  } else if (io.KeyCtrl && document && pressed('s')) {
    desk_.messages.attempt([&] { document->save(document->path()); });
  }
  if (io.KeyCtrl && pressed('r') && desk_.can_run()) bench_.run();
  if (io.KeyCtrl && pressed('q')) close();
  if (io.WantTextInput || io.KeyCtrl) return;
  if (pressed(' ') && !ImGui::IsAnyItemFocused()) desk_.clock.play(!desk_.clock.playing());
  if (ImGui::IsKeyPressed(',')) desk_.clock.set_hour(desk_.clock.hour() - 1);
  if (ImGui::IsKeyPressed('.')) desk_.clock.set_hour(desk_.clock.hour() + 1);
  if (pressed(io.KeyMap[ImGuiKey_Escape])) {
    desk_.hand.stop_task();
    desk_.details.selection.reset();
    desk_.panels.show_help = false;
  }
  const bool asks = io.InputQueueCharacters.contains('?');
  if (asks || pressed('h')) desk_.panels.show_help = !desk_.panels.show_help;
  if (!desk_.view.seen) return;
  if (pressed('1')) desk_.see_city("overview");
  if (pressed('2')) desk_.see_city("above");
  if (pressed('3')) desk_.view.camera = from_above(desk_.view.camera);
}

/// With unsaved changes there is a question first.
void Window::close() {
  if (!bench_.document() || !bench_.document()->unsaved())
    done_ = true;
  else
    ImGui::OpenPopup("unsaved");
}

void Window::set_title() {
  Document* document = bench_.document();
  std::string title = "Planspiel";
  if (document)
    title = (document->unsaved() ? "* " : "") + document->state().title.in(desk_.language()) + " – Planspiel";
  else if (RunData* run = bench_.shown_run())
    title = run->title().in(desk_.language()) + " – Planspiel";
  if (title != title_) stage_.set_title(title);
  title_ = title;
}

/// For tests: what is going on, in words.
Value Window::state() const {
  auto& bench = const_cast<Workbench&>(bench_);
  const Document* document = bench.document();
  Value state = Value::table({{"city", desk_.view.seen != nullptr},
                              {"base_run", bench.base_run() != nullptr},
                              {"scenario_run", bench.scenario_run() != nullptr},
                              {"current", bench.run_is_current()},
                              {"sound", bench.is_sound()},
                              {"busy", busy()},
                              {"text_scale", static_cast<double>(desk_.ui.scale)},
                              {"search", desk_.panels.search},
                              {"field", desk_.choice.field},
                              {"hour", desk_.clock.hour()},
                              {"look", static_cast<int>(desk_.choice.look)},
                              {"swipe", static_cast<double>(desk_.choice.swipe)},
                              {"errors", desk_.messages.unread.size()},
                              {"measures", document ? document->measures().size() : std::size_t{0}},
                              {"unsaved", document && document->unsaved()},
                              {"kept", !keeper_.file().empty()},
                              {"progress", bench.progress().has_value()},
                              {"clicks", stage_.releases()},
                              {"keys", stage_.keys()},
                              {"settled", desk_.frames.wanted == 0 && !stage_.has_more_events()}});
  if (desk_.details.selection) state.set("selection", desk_.details.selection->domain.name);
  if (const auto& why = why_.answer())
    state.set("why_rows", why->tables.empty() ? std::size_t{0} : why->tables.front().rows.size());
  if (const auto& answer = places_.answer()) {
    state.set("reach_share", answer->share);
    state.set("reach_ms", std::round(1000.0 * answer->seconds));
    state.set("reach_answers", places_.answers());
    state.set("reach_gained", desk_.panels.served.change.gained.size());
    state.set("reach_lost", desk_.panels.served.change.lost.size());
  }
  return state;
}

/// Whether an answer that the map is to show has not come yet.
bool Window::awaits_map() const {
  if (desk_.choice.places_on_map) return places_.busy() && !places_.is_current(desk_.clock.hour());
  return desk_.choice.why_on_map && why_.busy();
}

/// Pictures that were asked for: some frames later, when menus are closed and the map is drawn.
void Window::take_wanted() {
  if (!desk_.frames.picture && !desk_.frames.film && !film_) return;
  desk_.frames.settle();
  if (awaits_map()) settled_ = 0;
  if (++settled_ <= Frames::kSettle) return;
  settled_ = 0;
  try {
    if (desk_.frames.picture) take_picture(*std::exchange(desk_.frames.picture, {}));
    if (desk_.frames.film)
      begin_film();
    else if (film_)
      take_next_of_film();
  } catch (const std::exception& error) {
    desk_.messages.report(error.what());
    desk_.frames.film.reset();
    end_film();
  }
}

/// The map as it is seen, with legend, scale and sources.
void Window::take_picture(const std::filesystem::path& path) {
  if (path.extension() != ".png") throw Error(ErrorKind::config, path.string() + ": a picture is written as .png");
  write_png(part_of(stage_.read_window(), map_from_, desk_.view.map_size), path);
}

void Window::begin_film() {
  const std::filesystem::path path = *std::exchange(desk_.frames.film, {});
  if (path.extension() != ".png") throw Error(ErrorKind::config, path.string() + ": pictures are written as .png");
  if (!desk_.layers.shown[0].layer)
    throw Error(ErrorKind::config, desk_.ui.say({"Erst eine Ebene wählen", "Choose a layer first"}));
  film_ = Film{.path = path, .hour = 0, .clock_before = desk_.clock, .breaks_before = desk_.choice.breaks};
  if (desk_.choice.breaks.empty() && !desk_.layers.shown[0].of_places)
    desk_.choice.breaks = desk_.layers.shown[0].layer->scale.breaks;
  desk_.clock.play(false);
  desk_.clock.set_hour(0);
}

void Window::take_next_of_film() {
  take_picture(film_->path.parent_path() /
               fmt::format("{}-{:02}{}", film_->path.stem().string(), film_->hour, film_->path.extension().string()));
  if (++film_->hour < DayClock::kHours)
    desk_.clock.set_hour(film_->hour);
  else
    end_film();
}

void Window::end_film() {
  if (!film_) return;
  desk_.clock = film_->clock_before;
  desk_.choice.breaks = film_->breaks_before;
  film_.reset();
}

}  // namespace

void show_window(Services services, const WindowOptions& options) { Window(std::move(services), options).run(); }

}  // namespace planspiel::viewer
