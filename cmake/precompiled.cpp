// Compiles precompiled.hpp for all libraries.
