#pragma once

namespace planspiel {

/// Takes out of the environment what would tell GDAL, PROJ, SQLite and libosmium to work otherwise (drivers, paths of
/// data, encodings, axes, debug output, files with settings): equal inputs give equal bytes and messages on every
/// machine. Call it first in main, before any other thread is made.
void ignore_library_settings();

}  // namespace planspiel
