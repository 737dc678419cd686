#include "viewer/render/studio.hpp"

#include <fmt/format.h>

#include "viewer/camera/view.hpp"
#include "viewer/osg/osg_scene.hpp"
#include "viewer/render/overlay.hpp"
#include "viewer/render/renderer.hpp"

namespace planspiel::viewer {

namespace {

/// Views of the whole city make room for the legend; the others show what was asked for.
bool frames_the_city(const std::string& view) { return view == "overview" || view == "above"; }

std::size_t row_of(const City& city, const Domain& domain, const std::string& external_id) {
  const auto& ids = city.table(domain.table).external_ids();
  const auto found = std::find(ids.begin(), ids.end(), external_id);
  if (found == ids.end()) throw Error(ErrorKind::config, fmt::format("{} has no row '{}'", domain.table, external_id));
  return static_cast<std::size_t>(found - ids.begin());
}

}  // namespace

struct Studio::Impl {
  RunFolder run;
  std::optional<RunFolder> base;
  Language language;
  City city;
  SceneModel model;
  OsgScene scene;
  std::optional<Renderer> renderer{};

  Impl(const std::filesystem::path& run_folder, const std::optional<std::filesystem::path>& base_folder, Language words)
      : run(run_folder),
        base(base_folder ? std::optional<RunFolder>(*base_folder) : std::nullopt),
        language(words),
        city(city_of(run)),
        model(make_scene(city)),
        scene(model) {
    model.tiles = {};  // the scene has its own arrays now
  }

  Overlay overlay_of(const Layer* layer, const PictureOptions& options) const {
    Captioned shown{.run = title_of(run)};
    if (layer) {
      shown.title = layer->title;
      shown.unit = layer->unit;
      shown.note = layer->note;
      shown.scale = &layer->scale;
      if (options.change != Change::none) shown.against = title_of(*base);
    }
    return {.captions = captions_of(city, shown, language),
            .stations_named =
                options.stations || (layer && (layer->beside_stations || layer->domain == domain_of<StationId>)),
            .language = language};
  }
};

Studio::Studio(const std::filesystem::path& run, const std::optional<std::filesystem::path>& base, Language language)
    : impl_(std::make_unique<Impl>(run, base, language)) {}
Studio::~Studio() = default;

const City& Studio::city() const { return impl_->city; }
const SceneModel& Studio::scene() const { return impl_->model; }

Layer Studio::layer(const PictureOptions& options) const {
  return make_layer(impl_->run, impl_->city,
                    {.field = options.layer,
                     .hour = options.hour,
                     .picks = options.picks,
                     .base = impl_->base ? &*impl_->base : nullptr,
                     .change = options.change,
                     .breaks = options.breaks,
                     .language = impl_->language});
}

Camera Studio::camera(const PictureOptions& options) const {
  return camera_for(options.view, impl_->model, impl_->city, options.size);
}

Picture Studio::picture(const PictureOptions& options) {
  std::optional<Layer> layer;
  if (!options.layer.empty()) layer = this->layer(options);
  std::optional<Raster> far_values;
  if (layer && layer->domain == domain_of<BuildingId>)
    far_values = mean_over_buildings(impl_->model, impl_->city, layer->values);
  const Overlay overlay = impl_->overlay_of(layer ? &*layer : nullptr, options);
  Camera camera = this->camera(options);
  if (options.captions && frames_the_city(options.view))
    camera = beside_panel(camera, outline_of(impl_->model), options.size, panel_end(overlay.captions, options.size));
  impl_->scene.show(layer ? &*layer : nullptr, far_values ? &*far_values : nullptr);
  impl_->scene.show(Shown{.stations = options.stations || (layer && layer->beside_stations),
                          .stops = options.stops,
                          .lines = options.lines});
  if (options.select && !layer)
    throw Error(ErrorKind::config, "--select marks a row of the layer's table: it goes with --layer");
  impl_->scene.select(options.select ? std::optional(row_of(impl_->city, layer->domain, *options.select))
                                     : std::nullopt);
  if (!impl_->renderer) impl_->renderer.emplace();
  Picture picture = impl_->renderer->draw(impl_->scene, camera, options.size);
  impl_->scene.show(nullptr, nullptr);  // the layer ends here
  if (!options.captions) return picture;
  Canvas canvas(picture);
  draw_overlay(canvas, impl_->model, overlay, camera, options.size);
  return canvas.picture();
}

}  // namespace planspiel::viewer
