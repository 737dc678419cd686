#include "viewer/window/stage.hpp"

#include <X11/Xlib.h>
#include <fcntl.h>
#include <imgui.h>
#include <imgui/backends/imgui_impl_opengl3.h>
#include <poll.h>
#include <unistd.h>
#include <osg/FrameBufferObject>
#include <osg/GLExtensions>
#include <osg/Group>
#include <osg/Texture2D>
#include <osgViewer/Viewer>
#include <osgViewer/api/X11/GraphicsWindowX11>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>

#include "engine/base/error.hpp"
#include "viewer/osg/osg_scene.hpp"
#include "viewer/window/clipboard.hpp"
#include "viewer/window/keys.hpp"

USE_GRAPHICSWINDOW()

namespace planspiel::viewer {

namespace {

using Event = osgGA::GUIEventAdapter;

/// Xlib ends the program after this, whatever we do.
int lost_display(Display*) {
  std::fputs(
      "planspiel: the display was lost: the window is closed. Scenarios are as they were saved last; pictures without "
      "display: planspiel render\n",
      stderr);
  std::_Exit(1);
}

/// ImGui's objects need a current context, which is sure only here.
struct BeginGraphics : osg::Operation {
  BeginGraphics() : osg::Operation("ImGui", false) {}
  void operator()(osg::Object*) override {
    ImGui_ImplOpenGL3_Init("#version 130");
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    if (const auto* name = glGetString(GL_RENDERER)) renderer = reinterpret_cast<const char*>(name);
  }
  std::string renderer{};
};

/// The user interface on top of everything, and OpenSceneGraph's idea of the state put right afterwards.
struct DrawInterface : osg::Camera::DrawCallback {
  void operator()(osg::RenderInfo& info) const override {
    osg::State& state = *info.getState();
    state.disableAllVertexArrays();
    state.get<osg::GLExtensions>()->glUseProgram(0);
    glViewport(0, 0, static_cast<int>(ImGui::GetIO().DisplaySize.x), static_cast<int>(ImGui::GetIO().DisplaySize.y));
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    state.setLastAppliedProgramObject(nullptr);
    state.dirtyAllVertexArrays();
    state.dirtyAllAttributes();
    state.dirtyAllModes();
    if (!wants) return;
    const auto& size = ImGui::GetIO().DisplaySize;
    Picture picture{static_cast<int>(size.x), static_cast<int>(size.y), {}};
    picture.rgb.resize(3 * static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, picture.width_px, picture.height_px, GL_RGB, GL_UNSIGNED_BYTE, picture.rgb.data());
    read = std::move(picture);
    wants = false;
  }
  mutable bool wants = false;
  mutable Picture read{};
};

/// OpenGL's rows come from below.
void turn_over(Picture& picture) {
  const std::size_t line = 3 * static_cast<std::size_t>(picture.width_px);
  const auto rows = static_cast<std::size_t>(picture.height_px);
  for (std::size_t row = 0; row < rows / 2; ++row)
    std::swap_ranges(picture.rgb.begin() + static_cast<std::ptrdiff_t>(row * line),
                     picture.rgb.begin() + static_cast<std::ptrdiff_t>((row + 1) * line),
                     picture.rgb.begin() + static_cast<std::ptrdiff_t>((rows - 1 - row) * line));
}

double scale_of(Display* display) {
  constexpr double kUsual_dpi = 96.0;
  const char* dpi = XGetDefault(display, "Xft", "dpi");
  return std::clamp((dpi ? std::atof(dpi) : kUsual_dpi) / kUsual_dpi, 1.0, 3.0);
}

/// What changed in a frame already.
struct Fed {
  std::array<bool, 3> buttons{};
  std::array<bool, 512> keys{};
  bool typed_one = false;  ///< a key that is no modifier
};

bool is_modifier(int key) { return key >= Event::KEY_Shift_L && key <= Event::KEY_Hyper_R; }

/// A camera that draws into a texture, of this size for good.
struct Pane {
  osg::ref_ptr<osg::Camera> camera{};
  osg::ref_ptr<osg::Texture2D> texture{};
  Viewport size{0, 0};
  bool dirty = false, drawn = false;
  std::function<void()> prepare{};

  void resize(Viewport viewport) {
    constexpr int kSamples = 4;
    size = viewport;
    drawn = false;
    texture = new osg::Texture2D;
    texture->setTextureSize(size.width_px, size.height_px);
    texture->setInternalFormat(GL_RGB8);
    texture->setSourceFormat(GL_RGB);
    texture->setSourceType(GL_UNSIGNED_BYTE);
    texture->setFilter(osg::Texture::MIN_FILTER, osg::Texture::LINEAR);
    texture->setFilter(osg::Texture::MAG_FILTER, osg::Texture::LINEAR);
    texture->setResizeNonPowerOfTwoHint(false);
    camera = new osg::Camera;
    camera->setRenderOrder(osg::Camera::PRE_RENDER);
    camera->setReferenceFrame(osg::Transform::ABSOLUTE_RF);
    camera->setRenderTargetImplementation(osg::Camera::FRAME_BUFFER_OBJECT);
    camera->setViewport(0, 0, size.width_px, size.height_px);
    camera->attach(osg::Camera::COLOR_BUFFER, texture.get(), 0, 0, false, kSamples, kSamples);
    camera->attach(osg::Camera::PACKED_DEPTH_STENCIL_BUFFER, GL_DEPTH_STENCIL_EXT);
    camera->setNodeMask(0);
  }
};

}  // namespace

struct Stage::Impl {
  osgViewer::Viewer viewer{};
  osg::ref_ptr<osgViewer::GraphicsWindowX11> window{};
  osg::ref_ptr<osg::Group> root = new osg::Group;
  osg::ref_ptr<BeginGraphics> begin = new BeginGraphics;
  osg::ref_ptr<DrawInterface> interface = new DrawInterface;
  std::array<Pane, kPanes> panes{};
  std::deque<osg::ref_ptr<Event>> events{};
  std::array<int, 2> pipe{-1, -1};
  std::unique_ptr<Clipboard> clipboard{};
  std::string pasted{};
  double display_scale = 1.0;
  bool close = false;
  int releases = 0, key_ups = 0;
  Viewport size{};

  void make_window(const StageOptions& options);
  void make_viewer();
  void collect();
  void move_mouse(const Event& event) const;
  bool feed_button(const Event& event, Fed& fed);
  bool feed_key(const Event& event, Fed& fed);
  bool feed(const Event& event, Fed& fed);
  void draw(Pane& pane);
};

void Stage::Impl::make_window(const StageOptions& options) {
  osg::ref_ptr<osg::GraphicsContext::Traits> traits = new osg::GraphicsContext::Traits;
  traits->readDISPLAY();
  traits->setUndefinedScreenDetailsToDefaultScreen();
  Display* display = XOpenDisplay(traits->displayName().c_str());
  if (!display)
    throw Error(ErrorKind::system,
                "there is no display for the window" +
                    (std::getenv("DISPLAY") ? " (DISPLAY=" + std::string(std::getenv("DISPLAY")) + ")"
                                            : std::string(" (DISPLAY is not set)")) +
                    ": pictures without a display come from planspiel render");
  traits->x = 0;
  traits->y = 0;
  traits->width = options.width_px;
  traits->height = options.height_px;
  traits->windowDecoration = true;
  traits->doubleBuffer = true;
  traits->windowName = options.title;
  traits->alpha = 0;
  display_scale = scale_of(display);
  clipboard = std::make_unique<Clipboard>(traits->displayName());
  osg::ref_ptr<osg::GraphicsContext> context = osg::GraphicsContext::createGraphicsContext(traits.get());
  XCloseDisplay(display);  // not before: some servers start anew when the last one leaves
  window = dynamic_cast<osgViewer::GraphicsWindowX11*>(context.get());
  if (!window || !window->valid())
    throw Error(ErrorKind::system, "no window with OpenGL can be opened: install a driver (libgl1-mesa-dri will do)");
  size = {options.width_px, options.height_px};
}

void Stage::Impl::make_viewer() {
  viewer.setThreadingModel(osgViewer::ViewerBase::SingleThreaded);
  viewer.setKeyEventSetsDone(0);
  viewer.setQuitEventSetsDone(false);
  viewer.setLightingMode(osg::View::NO_LIGHT);
  osg::Camera& camera = *viewer.getCamera();
  camera.setGraphicsContext(window);
  camera.setViewport(0, 0, size.width_px, size.height_px);
  camera.setClearColor(osg::Vec4(0.9F, 0.9F, 0.9F, 1.0F));
  camera.setComputeNearFarMode(osg::CullSettings::DO_NOT_COMPUTE_NEAR_FAR);
  camera.setFinalDrawCallback(interface);
  viewer.setSceneData(root);
  viewer.setRealizeOperation(begin);
  viewer.realize();
  if (!viewer.isRealized()) throw Error(ErrorKind::system, "the window cannot be shown");
  XSetIOErrorHandler(lost_display);
}

/// Takes events from the window system into our own queue.
void Stage::Impl::collect() {
  window->checkEvents();
  osgGA::EventQueue::Events taken;
  window->getEventQueue()->takeEvents(taken);
  for (const auto& event : taken)
    if (Event* known = event->asGUIEventAdapter()) events.emplace_back(known);
}

namespace {

int button_of(int osg_button) {
  if (osg_button == Event::LEFT_MOUSE_BUTTON) return 0;
  return osg_button == Event::RIGHT_MOUSE_BUTTON ? 1 : 2;
}

/// From the keys themselves: the event's mask tells of the keyboard as it is now, which may be later. A letter typed
/// with Ctrl arrives as a control character.
void set_modifiers(const Event& event) {
  ImGuiIO& io = ImGui::GetIO();
  const bool down = event.getEventType() == Event::KEYDOWN;
  const int key = event.getUnmodifiedKey();
  if (key == Event::KEY_Control_L || key == Event::KEY_Control_R) io.KeyCtrl = down;
  if (key == Event::KEY_Shift_L || key == Event::KEY_Shift_R) io.KeyShift = down;
  if (key == Event::KEY_Alt_L || key == Event::KEY_Alt_R) io.KeyAlt = down;
  if (down && key >= 'a' && key <= 'z' && event.getKey() == key - 'a' + 1) io.KeyCtrl = true;
}

}  // namespace

void Stage::Impl::move_mouse(const Event& event) const {
  const float y = event.getMouseYOrientation() == Event::Y_INCREASING_UPWARDS
                      ? static_cast<float>(size.height_px) - 1.0F - event.getY()
                      : event.getY();
  ImGui::GetIO().MousePos = {event.getX(), y};
}

bool Stage::Impl::feed_button(const Event& event, Fed& fed) {
  const auto button = static_cast<std::size_t>(button_of(event.getButton()));
  if (fed.buttons[button]) return false;
  fed.buttons[button] = true;
  move_mouse(event);
  ImGui::GetIO().MouseDown[button] = event.getEventType() != Event::RELEASE;
  releases += event.getEventType() == Event::RELEASE;
  return true;
}

bool Stage::Impl::feed_key(const Event& event, Fed& fed) {
  ImGuiIO& io = ImGui::GetIO();
  const auto key = static_cast<std::size_t>(key_index(event.getUnmodifiedKey()));
  const bool modifier = is_modifier(event.getUnmodifiedKey()), down = event.getEventType() == Event::KEYDOWN;
  if (fed.keys[key] || (modifier && fed.typed_one)) return false;  // what was typed with Ctrl was typed with Ctrl
  fed.keys[key] = true;
  fed.typed_one = fed.typed_one || !modifier;
  set_modifiers(event);
  key_ups += !down;
  io.KeysDown[key] = down;
  if (const unsigned typed = character_of(event.getKey()); typed && down && !io.KeyCtrl) io.AddInputCharacter(typed);
  return true;
}

/// False where the event has to wait for the next frame.
bool Stage::Impl::feed(const Event& event, Fed& fed) {
  switch (event.getEventType()) {
    case Event::PUSH:
    case Event::DOUBLECLICK:
    case Event::RELEASE:
      return feed_button(event, fed);
    case Event::DRAG:
    case Event::MOVE:
      if (fed.buttons[0] || fed.buttons[1] || fed.buttons[2]) return false;  // pressed where it was pressed
      move_mouse(event);
      break;
    case Event::SCROLL: {
      move_mouse(event);
      const auto motion = event.getScrollingMotion();
      if (motion == Event::SCROLL_UP) ImGui::GetIO().MouseWheel += 1.0F;
      if (motion == Event::SCROLL_DOWN) ImGui::GetIO().MouseWheel -= 1.0F;
      break;
    }
    case Event::KEYDOWN:
    case Event::KEYUP:
      return feed_key(event, fed);
    case Event::RESIZE:
      size = {std::max(64, event.getWindowWidth()), std::max(64, event.getWindowHeight())};
      viewer.getCamera()->setViewport(0, 0, size.width_px, size.height_px);
      break;
    case Event::CLOSE_WINDOW:
    case Event::QUIT_APPLICATION:
      close = true;
      break;
    default:
      break;
  }
  return true;
}

Stage::Stage(const StageOptions& options) : impl_(std::make_unique<Impl>()) {
  osg::setNotifyLevel(osg::FATAL);
  impl_->make_window(options);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  map_keys();
  io.ClipboardUserData = impl_.get();
  io.SetClipboardTextFn = [](void* stage, const char* text) { static_cast<Impl*>(stage)->clipboard->copy(text); };
  io.GetClipboardTextFn = [](void* stage) {
    Impl& own = *static_cast<Impl*>(stage);
    own.pasted = own.clipboard->paste();
    return own.pasted.c_str();
  };
  impl_->make_viewer();
  if (::pipe2(impl_->pipe.data(), O_NONBLOCK | O_CLOEXEC) != 0) throw Error(ErrorKind::system, "no pipe can be opened");
}

Stage::~Stage() {
  if (impl_->window && impl_->window->makeCurrent()) {
    ImGui_ImplOpenGL3_Shutdown();
    impl_->window->releaseContext();
  }
  ImGui::DestroyContext();
  impl_->viewer.setSceneData(nullptr);
  for (const int end : impl_->pipe)
    if (end >= 0) ::close(end);
}

bool Stage::wait(double most_s) {
  impl_->collect();
  if (!impl_->events.empty()) return true;
  std::array<pollfd, 3> files{{{ConnectionNumber(impl_->window->getEventDisplay()), POLLIN, 0},
                               {impl_->pipe[0], POLLIN, 0},
                               {impl_->clipboard->descriptor(), POLLIN, 0}}};
  const int ready = ::poll(files.data(), files.size(), static_cast<int>(most_s * 1000.0));
  bool woken = false;
  std::array<char, 64> bytes{};
  while (::read(impl_->pipe[0], bytes.data(), bytes.size()) > 0) woken = true;
  impl_->clipboard->answer();
  if (ready > 0) impl_->collect();
  return woken || !impl_->events.empty();
}

void Stage::wake() {
  const char byte = 1;
  [[maybe_unused]] const auto written = ::write(impl_->pipe[1], &byte, 1);  // full: there is enough to wake up for
}

bool Stage::begin_frame(double seconds) {
  impl_->collect();
  Fed fed;
  const std::size_t before = impl_->events.size();
  while (!impl_->events.empty() && impl_->feed(*impl_->events.front(), fed)) impl_->events.pop_front();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(impl_->size.width_px), static_cast<float>(impl_->size.height_px)};
  io.DeltaTime = static_cast<float>(std::max(1e-4, seconds));
  ImGui::NewFrame();
  return impl_->events.size() < before;
}

bool Stage::has_more_events() const { return !impl_->events.empty(); }
int Stage::releases() const { return impl_->releases; }
int Stage::keys() const { return impl_->key_ups; }
bool Stage::take_close_request() { return std::exchange(impl_->close, false); }
Viewport Stage::size() const { return impl_->size; }
void Stage::set_title(const std::string& title) {
  impl_->window->setWindowName(title);
  Display* display = impl_->window->getEventDisplay();  // and once more in UTF-8
  XChangeProperty(display, impl_->window->getWindow(), XInternAtom(display, "_NET_WM_NAME", False),
                  XInternAtom(display, "UTF8_STRING", False), 8, PropModeReplace,
                  reinterpret_cast<const unsigned char*>(title.data()), static_cast<int>(title.size()));
  XFlush(display);
}
double Stage::display_scale() const { return impl_->display_scale; }
const std::string& Stage::renderer_name() const { return impl_->begin->renderer; }

void Stage::load_fonts(float size_px) {
  static const std::array<ImWchar, 15> ranges{0x20,   0x17f,  0x2010, 0x205e, 0x2080, 0x209c, 0x20a0, 0x20bf,
                                              0x2190, 0x21ff, 0x2200, 0x22ff, 0x25a0, 0x27bf, 0};
  ImGuiIO& io = ImGui::GetIO();
  io.Fonts->Clear();
  const char* file = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
  const char* bold = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";
  if (std::filesystem::exists(file) && std::filesystem::exists(bold)) {
    io.Fonts->AddFontFromFileTTF(file, size_px, nullptr, ranges.data());
    io.Fonts->AddFontFromFileTTF(bold, size_px, nullptr, ranges.data());
  } else {
    ImFontConfig config;
    config.SizePixels = size_px;
    io.Fonts->AddFontDefault(&config);
    io.Fonts->AddFontDefault(&config);
  }
  if (!impl_->window->makeCurrent()) return;
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
  impl_->window->releaseContext();
}

void Stage::draw_pane(int number, OsgScene& scene, const Camera& camera, Viewport viewport,
                      std::function<void()> prepare) {
  Pane& pane = impl_->panes[static_cast<std::size_t>(number)];
  if (pane.size.width_px != viewport.width_px || pane.size.height_px != viewport.height_px) {
    if (pane.camera) impl_->root->removeChild(pane.camera);
    pane.resize(viewport);
    impl_->root->addChild(pane.camera);
  }
  // On a fine screen lines are as wide as on a coarse one, and as legible.
  const auto seen = [&](int pixels) { return static_cast<int>(std::lround(pixels / impl_->display_scale)); };
  pane.prepare = [&scene, camera, as_seen = Viewport{seen(viewport.width_px), seen(viewport.height_px)},
                  target = pane.camera, more = std::move(prepare)] {
    more();
    scene.look(camera, as_seen, *target);
  };
  pane.camera->removeChildren(0, pane.camera->getNumChildren());
  pane.camera->addChild(scene.root());
  pane.dirty = true;
}

void* Stage::pane_texture(int number) const {
  const Pane& pane = impl_->panes[static_cast<std::size_t>(number)];
  if (!pane.drawn) return nullptr;
  const auto* object = pane.texture->getTextureObject(impl_->window->getState()->getContextID());
  return object ? reinterpret_cast<void*>(static_cast<std::uintptr_t>(object->id())) : nullptr;
}

/// One pass for one pane: both share the scene, which shows one thing at a time.
void Stage::Impl::draw(Pane& pane) {
  pane.prepare();
  pane.camera->setNodeMask(~0U);
  viewer.advance(0.0);
  viewer.updateTraversal();
  viewer.renderingTraversals();
  pane.camera->setNodeMask(0);
  pane.dirty = false;
  pane.drawn = true;
}

bool Stage::end_frame() {
  ImGui::Render();
  bool drawn = false;
  for (Pane& pane : impl_->panes)
    if (pane.dirty) {
      impl_->draw(pane);
      drawn = true;
    }
  if (drawn) return true;
  impl_->viewer.advance(0.0);
  impl_->viewer.updateTraversal();
  impl_->viewer.renderingTraversals();
  return false;
}

Picture Stage::read_pane(int number) {
  Pane& pane = impl_->panes[static_cast<std::size_t>(number)];
  Picture picture{pane.size.width_px, pane.size.height_px, {}};
  picture.rgb.resize(3 * static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px));
  if (!pane.drawn || !impl_->window->makeCurrent())
    throw Error(ErrorKind::system, "there is nothing to take a picture of yet");
  const auto* object = pane.texture->getTextureObject(impl_->window->getState()->getContextID());
  glBindTexture(GL_TEXTURE_2D, object->id());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glGetTexImage(GL_TEXTURE_2D, 0, GL_RGB, GL_UNSIGNED_BYTE, picture.rgb.data());
  glBindTexture(GL_TEXTURE_2D, 0);
  impl_->window->getState()->dirtyAllAttributes();
  impl_->window->releaseContext();
  turn_over(picture);
  return picture;
}

Picture Stage::read_window() {
  impl_->interface->wants = true;
  end_frame();
  Picture picture = std::move(impl_->interface->read);
  turn_over(picture);
  return picture;
}

}  // namespace planspiel::viewer
