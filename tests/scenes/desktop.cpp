#include "tests/scenes/desktop.hpp"

#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace planspiel::test {

void set_text_dpi(const std::string& display, int dpi) {
  ::Display* connection = XOpenDisplay(display.c_str());
  if (!connection) return;
  const std::string settings = "Xft.dpi:\t" + std::to_string(dpi) + "\n";
  XChangeProperty(connection, DefaultRootWindow(connection), XA_RESOURCE_MANAGER, XA_STRING, 8, PropModeReplace,
                  reinterpret_cast<const unsigned char*>(settings.data()), static_cast<int>(settings.size()));
  XCloseDisplay(connection);
}

}  // namespace planspiel::test
