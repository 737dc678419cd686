#pragma once

/// Settings of a desktop, as its programs find them on the display.

#include <string>

namespace planspiel::test {

/// Sets Xft.dpi, and nothing else, for programs that start later.
void set_text_dpi(const std::string& display, int dpi);

}  // namespace planspiel::test
