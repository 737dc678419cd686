#pragma once

/// What all panels share: language, size, colours, and the names that tests find widgets by.

#include <imgui.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/base/value.hpp"

namespace planspiel::viewer {

enum class Theme { light, dark };

/// Beside results of a scenario that was edited since.
inline const Text kOutdated{"Veraltet: die Maßnahmen wurden seitdem geändert.",
                            "Outdated: measures were changed since."};

class Ui {
 public:
  Language language = Language::en;
  float scale = 1.0F;  ///< 1 is 16 pixels of text
  Theme theme = Theme::light;
  bool fonts_changed = true, theme_changed = true;
  std::map<std::string, std::string> typed{};  ///< what stands in a number that is being typed, by widget

  static constexpr float kText_px = 16.0F;
  /// Pixels of a length that was thought of at scale 1.
  float px(float length) const { return length * scale; }
  const std::string& say(const Text& text) const { return text.in(language); }
  std::string number(double value, int decimals) const { return format_number(value, decimals, language); }
  /// Colours and spaces of the theme at this size.
  void apply_theme();
  ImFont* bold() const;
  ImU32 ink(float opacity = 1.0F) const;
  ImU32 paper(float opacity = 1.0F) const;
  /// For base and scenario, in charts and tables: blue and orange, also apart without colour vision.
  ImU32 base_colour() const;
  ImU32 scenario_colour() const;
  ImVec4 good() const;
  ImVec4 bad() const;

  /// Widgets with a name. Labels may change with the language, names do not.
  bool button(const std::string& name, const std::string& label, bool enabled = true, float width = 0.0F);
  /// A button that shows whether it is on.
  bool toggle(const std::string& name, const std::string& label, bool on);
  bool selectable(const std::string& name, const std::string& label, bool selected);
  bool checkbox(const std::string& name, const std::string& label, bool& value);
  bool slider(const std::string& name, int& value, int from, int to, const std::string& shown);
  bool input(const std::string& name, const std::string& label, std::string& text, const std::string& hint = {});
  bool combo(const std::string& name, const std::string& label, std::size_t& chosen,
             const std::vector<std::string>& entries);
  /// The next widget stands beside the last one where there is room for it, else below.
  void flow(const std::string& next_label);
  void flow(float next_width);
  /// What is left of a panel for a list; never too little to use: the panel itself scrolls then.
  ImVec2 rest() const { return {0.0F, std::max(px(240.0F), ImGui::GetContentRegionAvail().y)}; }
  void heading(const std::string& text);
  void wrapped(const std::string& text);
  void soft(const std::string& text);  ///< of less weight, wrapped
  void warn(const std::string& text);  ///< what is wrong, wrapped
  void outdated();                     ///< that results are not of the measures as they are now
  void tip(const std::string& text);   ///< on the last widget

  /// Remembers where the last widget is.
  void note(const std::string& name);
  void note(const std::string& name, ImVec2 from, ImVec2 to);
  /// Where all named widgets of the frame are and what `state` says, as JSON; written where they changed.
  void write_widgets(const std::filesystem::path& file, const Value& state);
  void begin_frame() { widgets_.clear(); }

 private:
  struct Rectangle {
    float left, top, right, bottom;
  };
  std::map<std::string, Rectangle> widgets_;
  std::string written_;
};

}  // namespace planspiel::viewer
