#include "viewer/window/map_marks.hpp"

#include "viewer/app/form.hpp"

namespace planspiel::viewer {

std::optional<ImVec2> screen_of(const Camera& camera, const MapPlace& place, Point at) {
  const auto pixel = project(camera, place.viewport, {at.x_m, at.y_m, 0.0});
  if (!pixel || pixel->x < -50.0 || pixel->y < -50.0 || pixel->x > place.viewport.width_px + 50.0 ||
      pixel->y > place.viewport.height_px + 50.0)
    return std::nullopt;
  return ImVec2{place.from.x + static_cast<float>(pixel->x), place.from.y + static_cast<float>(pixel->y)};
}

std::vector<PlacedRow> rows_on_map(const Desk& desk) {
  static const std::vector<Value> none;
  const Document* document = desk.bench.document();
  const City& city = document && desk.bench.base_city() ? desk.bench.base_city()->city : desk.view.seen->city;
  std::vector<PlacedRow> rows = placed_rows(desk.places.places(), city, document ? document->measures() : none);
  const Point& origin = desk.view.seen->scene.origin;
  for (PlacedRow& row : rows)
    if (desk.hand.dragged && !desk.hand.dragged->given_up && row.name == desk.hand.dragged->name)
      row.at = Point::metres(desk.hand.dragged->to.x_m + origin.x_m, desk.hand.dragged->to.y_m + origin.y_m);
  return rows;
}

namespace {

constexpr float kDisc_px = 7.0F;
constexpr ImU32 kOrange = IM_COL32(204, 92, 0, 255);

/// Lines on the ground, cut off where they go behind the camera.
class GroundLines {
 public:
  GroundLines(ImDrawList& draw, const Camera& camera, const MapPlace& place)
      : draw_(draw), camera_(camera), place_(place) {}

  void draw(Point from, Point to, ImU32 ink) const {
    constexpr double kNearest_m = 1.0;
    const Vector a{from.x_m, from.y_m, 0.0}, b{to.x_m, to.y_m, 0.0};
    const double near_a = depth(a) - kNearest_m, near_b = depth(b) - kNearest_m;
    if (near_a <= 0.0 && near_b <= 0.0) return;
    const auto crossing = [&] { return a + (near_a / (near_a - near_b)) * (b - a); };
    draw_.AddLine(screen(near_a < 0.0 ? crossing() : a), screen(near_b < 0.0 ? crossing() : b), ink, 2.5F);
  }
  /// Through all corners and back to the first; `corners` gives them in scene metres.
  void draw_ring(const std::vector<Point>& corners, ImU32 ink) const {
    for (std::size_t i = 0; i < corners.size(); ++i) draw(corners[i], corners[(i + 1) % corners.size()], ink);
  }

 private:
  double depth(Vector at) const { return dot(at - camera_.eye, camera_.forward()); }
  ImVec2 screen(Vector at) const {
    const Pixel pixel = project(camera_, place_.viewport, at).value_or(Pixel{});
    return {place_.from.x + static_cast<float>(pixel.x), place_.from.y + static_cast<float>(pixel.y)};
  }

  ImDrawList& draw_;
  const Camera& camera_;
  const MapPlace& place_;
};

/// Text on a slip of paper that keeps it readable on any ground.
void on_paper(ImDrawList& draw, ImVec2 at, ImU32 ink, const std::string& text) {
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  draw.AddRectFilled({at.x - 3.0F, at.y - 1.0F}, {at.x + size.x + 3.0F, at.y + size.y + 1.0F},
                     IM_COL32(255, 255, 255, 225), 4.0F);
  draw.AddText(at, ink, text.c_str());
}

/// Names look for room: who comes first has it.
struct Names {
  ImDrawList& draw;
  float right = 0.0F;  ///< end of the map
  std::vector<ImVec4> taken{};
  bool write(ImVec2 at, ImU32 ink, const std::string& text) {
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    const ImVec4 box{at.x - 4.0F, at.y - 2.0F, at.x + size.x + 4.0F, at.y + size.y + 2.0F};
    if (box.z > right) return false;
    for (const ImVec4& other : taken)
      if (box.x < other.z && other.x < box.z && box.y < other.w && other.y < box.w) return false;
    taken.push_back(box);
    on_paper(draw, at, ink, text);
    return true;
  }
};

void district_names(const CityView& view, const MapPlace& place, Names& names) {
  const double pixel = metres_per_pixel(view.camera, place.viewport);
  for (const Label& label : view.seen->scene.labels) {
    if (label.kind == LabelKind::station) continue;
    const Vector at{label.at.x_m, label.at.y_m, 0.0};
    const double metres = pixel * dot(at - view.camera.eye, view.camera.forward());
    const bool seen = label.kind == LabelKind::borough ? metres > 4.0 && metres < 60.0 : metres > 0.0 && metres <= 4.0;
    const auto screen = seen ? screen_of(view.camera, place, label.at) : std::nullopt;
    if (!screen) continue;
    const ImVec2 size = ImGui::CalcTextSize(label.text.c_str());
    names.write({screen->x - 0.5F * size.x, screen->y - 0.5F * size.y}, IM_COL32(60, 62, 72, 255), label.text);
  }
}

/// What says that a row can be moved: a ring with an arrow to each side.
void row_handle(Ui& ui, ImDrawList& draw, ImVec2 at, const std::string& name) {
  constexpr ImU32 kInk = IM_COL32(40, 42, 52, 255), kPaper = IM_COL32(255, 255, 255, 215);
  const float ring = ui.px(11.0F), tip = ui.px(17.0F), half = ui.px(4.0F), foot = tip - half;
  draw.AddCircleFilled(at, tip + 1.0F, kPaper);
  draw.AddCircle(at, ring, kInk, 24, 1.5F);
  for (const ImVec2 way : {ImVec2{1.0F, 0.0F}, ImVec2{0.0F, 1.0F}, ImVec2{-1.0F, 0.0F}, ImVec2{0.0F, -1.0F}})
    draw.AddTriangleFilled({at.x + tip * way.x, at.y + tip * way.y},
                           {at.x + foot * way.x - half * way.y, at.y + foot * way.y + half * way.x},
                           {at.x + foot * way.x + half * way.y, at.y + foot * way.y - half * way.x}, kInk);
  ui.note("handle:" + name, {at.x - tip, at.y - tip}, {at.x + tip, at.y + tip});
}

void row_marks(Desk& desk, const MapPlace& place, Names& names) {
  const float disc = desk.ui.px(kDisc_px);
  std::vector<std::pair<ImVec2, std::string>> named;
  for (const PlacedRow& row : rows_on_map(desk)) {
    const auto at = screen_of(desk.view.camera, place, desk.view.scene_point(row.at));
    if (!at) continue;
    if (desk.moves_rows() && !row.closed) row_handle(desk.ui, names.draw, *at, row.name);
    const float radius = row.large ? disc : 0.7F * disc;
    const ImU32 fill = row.closed               ? IM_COL32(150, 150, 150, 255)
                       : row.added || row.moved ? kOrange
                                                : IM_COL32(190, 28, 34, 255);
    names.draw.AddCircleFilled(*at, radius + 2.0F, IM_COL32(255, 255, 255, 235));
    names.draw.AddCircleFilled(*at, radius, fill);
    names.taken.push_back({at->x - radius, at->y - radius, at->x + radius, at->y + radius});
    desk.ui.note("station:" + row.name, {at->x - radius, at->y - radius}, {at->x + radius, at->y + radius});
    if (row.large || desk.view.camera.distance_to_target() < 9000.0) named.emplace_back(*at, row.name);
  }
  constexpr ImU32 kInk = IM_COL32(130, 16, 22, 255);
  const float away = disc + 5.0F;
  for (const auto& [at, name] : named) {
    const float top = at.y - 0.55F * ImGui::GetFontSize();
    if (!names.write({at.x + away, top}, kInk, name))
      names.write({at.x - away - ImGui::CalcTextSize(name.c_str()).x, top}, kInk, name);
  }
}

std::vector<Point> in_scene(const CityView& view, const std::vector<Point>& ring) {
  std::vector<Point> corners;
  for (const Point corner : ring) corners.push_back(view.scene_point(corner));
  return corners;
}

void drawing_marks(Desk& desk, const MapPlace& place, ImDrawList& draw) {
  std::vector<Point> corners = desk.hand.task.corners;
  for (const Point corner : corners)
    if (const auto at = screen_of(desk.view.camera, place, corner)) draw.AddCircleFilled(*at, 4.0F, kOrange);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const Pixel under{mouse.x - place.from.x, mouse.y - place.from.y};
  if (const auto ground = ray_through(desk.view.camera, place.viewport, under).ground();
      ground && desk.hand.pointer == Pointer::draw_area && !corners.empty())
    corners.push_back(*ground);
  GroundLines(draw, desk.view.camera, place).draw_ring(corners, kOrange);
}

/// Areas of the chosen measure.
void area_marks(Desk& desk, const MapPlace& place, ImDrawList& draw) {
  Document* document = desk.bench.document();
  if (!document || !desk.hand.chosen_measure || *desk.hand.chosen_measure >= document->measures().size()) return;
  const Areas& areas = desk.view.seen->city[tables::areas];
  const GroundLines lines(draw, desk.view.camera, place);
  const auto outline = [&](const std::vector<Point>& ring) { lines.draw_ring(in_scene(desk.view, ring), kOrange); };
  const Projection projection(desk.view.seen->city.profile.crs);
  for (const auto& [key, value] : document->measures()[*desk.hand.chosen_measure].members()) {
    if (value.is_text())
      if (const auto area = areas.find(value.as_text()))
        for (const Ring& ring : areas.outline[*area].rings) outline(ring);
    for (const auto& ring : area_rings(value)) {
      std::vector<Point> corners;
      for (const LonLat corner : ring)
        if (const auto at = ground_of(projection, place_value(corner))) corners.push_back(*at);
      outline(corners);
    }
  }
}

/// What is selected but not drawn by the scene: areas as outlines, stops and stations as rings.
void selection_marks(Desk& desk, const MapPlace& place, ImDrawList& draw) {
  if (!desk.details.selection) return;
  constexpr ImU32 kPink = IM_COL32(237, 26, 148, 255);
  const City& city = desk.view.seen->city;
  const Selection& selection = *desk.details.selection;
  const Polygon* outline = selection.domain == domain_of<ZoneId> ? &city[tables::zones].outline[ZoneId(selection.row)]
                           : selection.domain == domain_of<DistrictId>
                               ? &city[tables::districts].outline[DistrictId(selection.row)]
                               : nullptr;
  if (outline)
    for (const Ring& ring : outline->rings)
      GroundLines(draw, desk.view.camera, place).draw_ring(in_scene(desk.view, ring), kPink);
  if (selection.domain.geometry != Geometry::point) return;
  if (const auto at = screen_of(desk.view.camera, place, selection.at))
    draw.AddCircle(*at, desk.ui.px(12.0F), kPink, 24, 2.5F);
}

void title_mark(const Ui& ui, ImDrawList& draw, ImVec2 at, const std::string& title) {
  if (title.empty()) return;
  const ImVec2 size = ImGui::CalcTextSize(title.c_str());
  draw.AddRectFilled({at.x - 8.0F, at.y - 4.0F}, {at.x + size.x + 8.0F, at.y + size.y + 4.0F}, ui.paper(0.92F), 4.0F);
  draw.AddText(at, ui.ink(), title.c_str());
}

}  // namespace

void map_marks(Desk& desk, const MapPlace& place, const std::string& title) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.PushClipRect(place.from,
                    {place.from.x + static_cast<float>(place.viewport.width_px),
                     place.from.y + static_cast<float>(place.viewport.height_px)},
                    true);
  Names names{draw, place.from.x + static_cast<float>(place.viewport.width_px)};
  area_marks(desk, place, draw);
  drawing_marks(desk, place, draw);
  selection_marks(desk, place, draw);
  if (desk.view.drawn.stations) row_marks(desk, place, names);
  if (desk.view.drawn.labels) district_names(desk.view, place, names);
  const ImVec2 size = ImGui::CalcTextSize(title.c_str());
  title_mark(
      desk.ui, draw,
      {place.from.x + 0.5F * (static_cast<float>(place.viewport.width_px) - size.x), place.from.y + desk.ui.px(14.0F)},
      title);
  draw.PopClipRect();
}

void swipe_titles(Desk& desk, const MapPlace& place) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const float x = place.from.x + desk.choice.swipe * static_cast<float>(place.viewport.width_px);
  const float y = place.from.y + desk.ui.px(14.0F);
  title_mark(desk.ui, draw, {x - ImGui::CalcTextSize(desk.layers.shown[0].title.c_str()).x - desk.ui.px(24.0F), y},
             desk.layers.shown[0].title);
  title_mark(desk.ui, draw, {x + desk.ui.px(24.0F), y}, desk.layers.shown[1].title);
}

}  // namespace planspiel::viewer
