#pragma once

/// Keys of the window system as ImGui knows them.

namespace planspiel::viewer {

/// Fills ImGuiIO::KeyMap; called once.
void map_keys();
/// Where a key (an X11 keysym, as OpenSceneGraph hands it on) stands in ImGuiIO::KeysDown.
int key_index(int keysym);
/// The Unicode character of a key; 0 for keys that write nothing.
unsigned character_of(int keysym);

}  // namespace planspiel::viewer
