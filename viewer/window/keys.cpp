#include "viewer/window/keys.hpp"

#include <imgui.h>
#include <osgGA/GUIEventAdapter>

namespace planspiel::viewer {

namespace {

using Key = osgGA::GUIEventAdapter;

constexpr int kSpecial = 0xff00, kByte = 0xff, kUnicode = 0x01000000, kEuro = 0x20ac;

}  // namespace

int key_index(int keysym) {
  if ((keysym & ~kByte) == kSpecial) return 256 + (keysym & kByte);
  if (keysym >= 'A' && keysym <= 'Z') return keysym - 'A' + 'a';
  return keysym & kByte;
}

unsigned character_of(int keysym) {
  if ((keysym >= 0x20 && keysym <= 0x7e) || (keysym >= 0xa0 && keysym <= 0xff) || keysym == kEuro)
    return static_cast<unsigned>(keysym);
  if (keysym >= kUnicode && keysym < kUnicode + 0x10000) return static_cast<unsigned>(keysym - kUnicode);
  if (keysym >= Key::KEY_KP_0 && keysym <= Key::KEY_KP_9) return static_cast<unsigned>(keysym - Key::KEY_KP_0 + '0');
  if (keysym == Key::KEY_KP_Decimal) return '.';
  return 0;
}

void map_keys() {
  ImGuiIO& io = ImGui::GetIO();
  const auto map = [&](ImGuiKey key, int keysym) { io.KeyMap[key] = key_index(keysym); };
  map(ImGuiKey_Tab, Key::KEY_Tab);
  map(ImGuiKey_LeftArrow, Key::KEY_Left);
  map(ImGuiKey_RightArrow, Key::KEY_Right);
  map(ImGuiKey_UpArrow, Key::KEY_Up);
  map(ImGuiKey_DownArrow, Key::KEY_Down);
  map(ImGuiKey_PageUp, Key::KEY_Page_Up);
  map(ImGuiKey_PageDown, Key::KEY_Page_Down);
  map(ImGuiKey_Home, Key::KEY_Home);
  map(ImGuiKey_End, Key::KEY_End);
  map(ImGuiKey_Insert, Key::KEY_Insert);
  map(ImGuiKey_Delete, Key::KEY_Delete);
  map(ImGuiKey_Backspace, Key::KEY_BackSpace);
  map(ImGuiKey_Space, Key::KEY_Space);
  map(ImGuiKey_Enter, Key::KEY_Return);
  map(ImGuiKey_KeyPadEnter, Key::KEY_KP_Enter);
  map(ImGuiKey_Escape, Key::KEY_Escape);
  map(ImGuiKey_A, 'a');
  map(ImGuiKey_C, 'c');
  map(ImGuiKey_V, 'v');
  map(ImGuiKey_X, 'x');
  map(ImGuiKey_Y, 'y');
  map(ImGuiKey_Z, 'z');
}

}  // namespace planspiel::viewer
