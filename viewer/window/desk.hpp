#pragma once

/// What lies on the desk: everything the panels look at and change. No panel keeps state of its own that matters.

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viewer/app/bookmarks.hpp"
#include "viewer/app/clock.hpp"
#include "viewer/app/places.hpp"
#include "viewer/app/unsaved.hpp"
#include "viewer/app/why.hpp"
#include "viewer/app/workbench.hpp"
#include "viewer/layer/layer.hpp"
#include "viewer/osg/osg_scene.hpp"
#include "viewer/window/stage.hpp"
#include "viewer/window/ui.hpp"

namespace planspiel::viewer {

/// What the map shows of base and scenario.
enum class Look { scenario, base, difference, swipe, side_by_side };

/// What a click on the map means.
enum class Pointer { select, draw_area, pick_roads, pick_place, add_row };

struct Selection {
  Domain domain = domain_of<BuildingId>;
  std::size_t row = 0;
  Point at{};  ///< scene metres
  bool operator==(const Selection&) const = default;
};

/// A layer as drawn into a pane.
struct ShownLayer {
  std::optional<Layer> layer{};
  std::optional<Raster> far_values{};
  std::string title{};     ///< of the run
  bool of_places = false;  ///< who is served, and not a field
  int revision = 0;        ///< counts up with each change
};

/// An option of a measure that the map fills in.
struct MapTask {
  std::size_t measure = 0;
  std::string kind{}, option{};  ///< kind of the measure
  std::vector<Point> corners{};  ///< scene metres
};

/// The panel on the left.
enum class Tab { layers, measures, compare, places };

/// A row in the hand.
struct DraggedRow {
  std::string name{};
  Point to{};                 ///< scene metres
  float pane_px = 0.0F;       ///< left side of the picture that it was taken from
  bool shown_before = false;  ///< whether the map showed who is served
  bool given_up = false;      ///< it is back where it was, though the button is still down
};

struct Desk {
  Workbench& bench;
  PlacesSession& places;
  WhySession& why;
  Stage& stage;
  UnsavedKeeper& keeper;
  Ui ui{};

  std::shared_ptr<const SeenCity> seen{};
  std::unique_ptr<OsgScene> scene{};
  Camera camera{};
  std::vector<Bookmark> bookmarks{};
  std::string bookmarks_of{};  ///< the city whose bookmarks were read
  Viewport map_size{};
  Pixel legend_end{};  ///< lower right corner of the legend in the map
  bool camera_set = false;

  DayClock clock{};
  std::string field{};
  std::vector<AxisPick> picks{};
  std::vector<double> breaks{};  ///< empty: chosen for the values
  std::string breaks_text{};
  Look look = Look::scenario;
  Change change = Change::absolute;
  float swipe = 0.5F;
  bool lines = false, stops = false, stations = true, buildings = true;
  bool labels = true, places_on_map = false;
  bool places_detail = false;  ///< the second field of the answer, in place of who is served
  ServedChange served_change{};
  std::size_t change_of_answer = 0;  ///< the answer, by number
  std::array<ShownLayer, 2> shown{};
  std::string layer_key{}, layer_error{};

  std::optional<Selection> selection{};
  std::optional<std::vector<RowField>> sheet{};
  std::string sheet_key{};
  std::string why_tool{};   ///< that is asked of what is selected; empty: none
  bool why_on_map = false;  ///< its field, in place of the layer
  std::string search{};

  Pointer pointer = Pointer::select;
  MapTask task{};
  std::optional<std::size_t> chosen_measure{};
  std::optional<DraggedRow> dragged{};
  std::vector<ImVec4> over_map{}, covered{};  ///< widgets on the map, in this frame and in the last one: left, top, …

  std::vector<UnsavedWork> left_behind{};  ///< by windows that did not end as they should, on what is open

  std::vector<std::string> errors{};
  Tab tab = Tab::layers;
  bool show_help = false, wants_close = false;
  std::optional<std::filesystem::path> wanted_picture{}, wanted_film{};  ///< taken after the frame
  std::string open_path{};
  bool wants_name = false;                        ///< to save under: asks for it
  float top_height = 0.0F, bottom_height = 0.0F;  ///< of the bars, as they were in the last frame
  int frames_wanted = 3;                          ///< ImGui needs some to settle

  Language language() const { return ui.language; }
  /// "overview" or "above", beside the legend.
  void see_city(const char* view);
  /// Looks at a place from near enough.
  void go_to(Point scene_place);
  LonLat lon_lat(Point scene_place) const;
  Point scene_point(Point in_crs) const;
  /// Whether a drag moves a row, and not the camera.
  bool moves_rows() const;
  /// Opens something else; what cannot be opened is a message.
  void open(const std::filesystem::path& path);
  /// Unsaved work on what is open, or on new scenarios where nothing is.
  void look_for_unsaved();
  /// Makes a field the layer; null: the plain city.
  void choose_field(const FieldSpec* spec);
  /// Whether the map shows what the places tool answered: as long as it is of now, or the next answer is awaited.
  bool shows_places() const;
  void undo();
  void redo();
  bool can_run() const { return seen && bench.document() && !bench.progress(); }
  /// Whether the run that is seen is not of the measures as they are now.
  bool outdated() const;
  /// Whether the map is waiting for this option of this measure.
  bool fills_in(Pointer what, std::size_t measure, const std::string& option) const;
  /// The map no longer fills in an option, or adds a row.
  void stop_task();
  /// The same where the measure in question is not chosen any more.
  void check_task();
  void report(const std::string& error);
};

/// The panels, each in a file of its name.
void map_view(Desk& desk, ImVec2 from, ImVec2 size);
void tool_bar(Desk& desk);
void time_bar(Desk& desk);
void open_list(Desk& desk);
void layer_panel(Desk& desk);
void measure_panel(Desk& desk);
void compare_panel(Desk& desk);
void place_panel(Desk& desk);
void detail_panel(Desk& desk);
void help_window(Desk& desk);
void recover_question(Desk& desk);
void error_window(Desk& desk);

/// Brings the layers of both panes up to date with what is chosen.
void update_layers(Desk& desk);

}  // namespace planspiel::viewer
