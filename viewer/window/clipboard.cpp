#include "viewer/window/clipboard.hpp"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <poll.h>

#include <array>
#include <chrono>

namespace planspiel::viewer {

namespace {

constexpr long kMost_words = 1 << 18;  ///< of four bytes
constexpr auto kPatience = std::chrono::milliseconds(500);

/// Who asked may be gone before the answer: no reason for Xlib to end the program.
class ForgiveErrors {
 public:
  explicit ForgiveErrors(Display* display)
      : display_(display), before_(XSetErrorHandler([](Display*, XErrorEvent*) { return 0; })) {}
  ~ForgiveErrors() {
    XSync(display_, False);
    XSetErrorHandler(before_);
  }
  ForgiveErrors(const ForgiveErrors&) = delete;
  ForgiveErrors& operator=(const ForgiveErrors&) = delete;

 private:
  Display* display_;
  XErrorHandler before_;
};

}  // namespace

struct Clipboard::Impl {
  Display* display = nullptr;
  Window window = 0;
  Atom clipboard = 0, targets = 0, utf8 = 0, received = 0;
  std::string text{};
  bool owner = false;

  void handle(const XEvent& event);
  void give(const XSelectionRequestEvent& request) const;
  std::string take(Atom property) const;
};

Clipboard::Clipboard(const std::string& display) : impl_(std::make_unique<Impl>()) {
  impl_->display = XOpenDisplay(display.c_str());
  if (!impl_->display) return;
  impl_->window = XCreateSimpleWindow(impl_->display, DefaultRootWindow(impl_->display), 0, 0, 1, 1, 0, 0, 0);
  const auto atom = [&](const char* name) { return XInternAtom(impl_->display, name, False); };
  impl_->clipboard = atom("CLIPBOARD");
  impl_->targets = atom("TARGETS");
  impl_->utf8 = atom("UTF8_STRING");
  impl_->received = atom("PLANSPIEL_RECEIVED");
}

Clipboard::~Clipboard() {
  if (impl_->display) XCloseDisplay(impl_->display);
}

int Clipboard::descriptor() const { return impl_->display ? ConnectionNumber(impl_->display) : -1; }

void Clipboard::copy(const std::string& text) {
  impl_->text = text;
  if (!impl_->display) return;
  XSetSelectionOwner(impl_->display, impl_->clipboard, impl_->window, CurrentTime);
  impl_->owner = XGetSelectionOwner(impl_->display, impl_->clipboard) == impl_->window;
}

void Clipboard::Impl::give(const XSelectionRequestEvent& request) const {
  const ForgiveErrors forgiving(display);
  XEvent answer{};
  answer.xselection = {.type = SelectionNotify,
                       .serial = 0,
                       .send_event = True,
                       .display = request.display,
                       .requestor = request.requestor,
                       .selection = request.selection,
                       .target = request.target,
                       .property = request.property != None ? request.property : request.target,
                       .time = request.time};
  const Atom property = answer.xselection.property;
  const long most = 4 * XMaxRequestSize(display) - 128;
  if (request.target == targets) {
    const std::array<Atom, 3> offered{targets, utf8, XA_STRING};
    XChangeProperty(display, request.requestor, property, XA_ATOM, 32, PropModeReplace,
                    reinterpret_cast<const unsigned char*>(offered.data()), static_cast<int>(offered.size()));
  } else if ((request.target == utf8 || request.target == XA_STRING) && static_cast<long>(text.size()) <= most) {
    XChangeProperty(display, request.requestor, property, request.target, 8, PropModeReplace,
                    reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  } else {
    answer.xselection.property = None;
  }
  XSendEvent(display, request.requestor, False, NoEventMask, &answer);
}

void Clipboard::Impl::handle(const XEvent& event) {
  if (event.type == SelectionRequest) give(event.xselectionrequest);
  if (event.type == SelectionClear) owner = false;
}

void Clipboard::answer() {
  while (impl_->display && XPending(impl_->display)) {
    XEvent event;
    XNextEvent(impl_->display, &event);
    impl_->handle(event);
  }
}

std::string Clipboard::Impl::take(Atom property) const {
  Atom type = None;
  int bits = 0;
  unsigned long items = 0, left = 0;
  unsigned char* data = nullptr;
  XGetWindowProperty(display, window, property, 0, kMost_words, True, AnyPropertyType, &type, &bits, &items, &left,
                     &data);
  std::string result;
  if (data && bits == 8 && left == 0) result.assign(reinterpret_cast<const char*>(data), items);
  if (data) XFree(data);
  return result;
}

std::string Clipboard::paste() {
  answer();
  if (!impl_->display || impl_->owner) return impl_->text;
  XConvertSelection(impl_->display, impl_->clipboard, impl_->utf8, impl_->received, impl_->window, CurrentTime);
  XFlush(impl_->display);
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < end) {
    while (XPending(impl_->display)) {
      XEvent event;
      XNextEvent(impl_->display, &event);
      if (event.type == SelectionNotify)
        return event.xselection.property == None ? std::string{} : impl_->take(event.xselection.property);
      impl_->handle(event);
    }
    pollfd file{ConnectionNumber(impl_->display), POLLIN, 0};
    constexpr int kBetween_ms = 20;
    ::poll(&file, 1, kBetween_ms);
  }
  return {};
}

}  // namespace planspiel::viewer
