#pragma once

/// The panels, each in a file of its name, and what they keep from one frame to the next.

#include <imgui.h>

#include <filesystem>
#include <string>
#include <vector>

#include "viewer/app/places.hpp"
#include "viewer/app/unsaved.hpp"

namespace planspiel::viewer {

struct Desk;

/// The panel on the left.
enum class Tab { layers, measures, compare, places };

/// Ready scenarios that came with the program; they do not change while it runs.
struct Installed {
  std::filesystem::path folder{};              ///< that holds "scenarios"; empty: none
  std::vector<std::filesystem::path> ready{};  ///< by their names: "scenarios/TOWN/NAME.toml"
};

/// Who is served and was not in the base, and the other way round.
struct ServedSince {
  ServedChange change{};
  std::size_t answer = 0;  ///< that it is of, by number
};

struct Panels {
  Tab tab = Tab::layers;
  std::string search{}, indicator_filter{};
  std::string open_path{}, save_path{}, picture_path{};
  Installed installed{};
  ServedSince served{};
  std::vector<UnsavedWork> left_behind{};  ///< by windows that did not end as they should, on what is open
  bool show_help = false, wants_close = false;
  bool wants_name = false;  ///< to save under: asks for it
};

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

}  // namespace planspiel::viewer
