// Compiles precompiled_tests.hpp for all test programs.
