# The few building blocks that every folder uses. Flags live in one interface target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

find_program(PLANSPIEL_CCACHE ccache)
if(PLANSPIEL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without these sloppinesses ccache keeps nothing that uses a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${PLANSPIEL_CCACHE}")
endif()

add_library(planspiel_flags INTERFACE)
target_include_directories(planspiel_flags INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")
# -ffp-contract=off: the same sum in the same order gives the same bits in every build.
# -Wno-restrict: g++ 12 warns falsely about "text" + std::string (its bug 105651).
target_compile_options(planspiel_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wno-restrict
  -ffp-contract=off -fno-fast-math)
if(PLANSPIEL_WERROR)
  target_compile_options(planspiel_flags INTERFACE -Werror)
endif()
# CMAKE_UNITY_BUILD compiles some files of a target at a time, a third of the work: names in their anonymous namespaces are unique in
# a target. What such a unit includes is no header, though g++ takes it for one when it warns of types without linkage.
if(CMAKE_UNITY_BUILD)
  target_compile_options(planspiel_flags INTERFACE -Wno-subobject-linkage)
endif()
if(PLANSPIEL_SANITIZE)
  target_compile_options(planspiel_flags INTERFACE -fsanitize=${PLANSPIEL_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(planspiel_flags INTERFACE -fsanitize=${PLANSPIEL_SANITIZE})
endif()

# Standard headers, fmt and GoogleTest are parsed once: for libraries, and (as position-independent programs) for tests.
# From a precompiled header g++ 12 shows its false warnings about std::string (its bug 105329) as ours; the preset `core`,
# which has none, keeps them on.
add_library(planspiel_precompiled_flags INTERFACE)
target_link_libraries(planspiel_precompiled_flags INTERFACE planspiel_flags)
if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  target_compile_options(planspiel_precompiled_flags INTERFACE -fpch-preprocess -Wno-array-bounds
    -Wno-stringop-overflow -Wno-stringop-overread)
endif()
add_library(planspiel_precompiled OBJECT "${CMAKE_CURRENT_LIST_DIR}/precompiled.cpp")
target_link_libraries(planspiel_precompiled PRIVATE planspiel_precompiled_flags fmt::fmt)
target_precompile_headers(planspiel_precompiled PRIVATE "${CMAKE_CURRENT_LIST_DIR}/precompiled.hpp")
function(planspiel_precompile TARGET)
  target_link_libraries(${TARGET} PRIVATE planspiel_precompiled_flags)
  target_precompile_headers(${TARGET} REUSE_FROM planspiel_precompiled)
endfunction()

# planspiel_engine_sources(a.cpp b.cpp): adds the files of one engine folder to the engine library.
function(planspiel_engine_sources)
  list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  target_sources(planspiel_engine PRIVATE ${ARGN})
endfunction()

# planspiel_library(NAME SOURCES ... [LINK ...] [LINK_PRIVATE ...]): a static library outside the engine.
function(planspiel_library NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;LINK_PRIVATE" ${ARGN})
  add_library(${NAME} STATIC ${ARG_SOURCES})
  target_link_libraries(${NAME} PUBLIC planspiel_flags planspiel_engine ${ARG_LINK} PRIVATE ${ARG_LINK_PRIVATE})
  planspiel_precompile(${NAME})
endfunction()

include("${CMAKE_CURRENT_LIST_DIR}/planspiel_plugin.cmake")

# planspiel_family(NAME MODULE file.cpp [SOURCES ...] [EMBED data...]): a plugin of this tree, in the folder that the
# program loads by itself.
function(planspiel_family NAME)
  planspiel_plugin(${NAME} ${ARGN})
  set_target_properties(${NAME} PROPERTIES LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/plugins")
  if(TARGET ${NAME}_code)
    planspiel_precompile(${NAME}_code)
  endif()
  planspiel_precompile(${NAME})
endfunction()

# planspiel_test(NAME SOURCES ... [APART ...] [LINK ...] [LABEL scene] [FIXTURE test]): one test program, one ctest entry per test.
# Unit tests (the default label) are what the sanitizers run; `unit_tests` builds them all. A fixture is a test that has to
# have passed before. APART are files that are compiled alone, as they name things as others do.
add_custom_target(unit_tests)
function(planspiel_test NAME)
  cmake_parse_arguments(ARG "" "LABEL;FIXTURE" "SOURCES;APART;LINK" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
    add_dependencies(unit_tests ${NAME})
  endif()
  # A test computes little itself: optimising it costs more than it gains.
  set(test_flags $<$<CONFIG:Release>:-O1>)
  if(PLANSPIEL_SANITIZE)
    set(test_flags -O0)
  endif()
  add_executable(${NAME} ${ARG_SOURCES} ${ARG_APART})
  set_source_files_properties(${ARG_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(${NAME} PRIVATE planspiel_flags planspiel_engine ${ARG_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
  if(NOT TARGET planspiel_precompiled_tests)
    add_executable(planspiel_precompiled_tests EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/cmake/precompiled_tests.cpp")
    target_link_libraries(planspiel_precompiled_tests PRIVATE planspiel_precompiled_flags fmt::fmt GTest::gmock
      GTest::gtest_main)
    target_precompile_headers(planspiel_precompiled_tests PRIVATE "${PROJECT_SOURCE_DIR}/cmake/precompiled_tests.hpp")
    target_compile_options(planspiel_precompiled_tests PRIVATE ${test_flags})
  endif()
  target_compile_options(${NAME} PRIVATE ${test_flags})
  target_link_libraries(${NAME} PRIVATE planspiel_precompiled_flags)
  target_precompile_headers(${NAME} REUSE_FROM planspiel_precompiled_tests)
  target_compile_definitions(${NAME} PRIVATE PLANSPIEL_SOURCE_DIR="${PROJECT_SOURCE_DIR}" PLANSPIEL_BINARY_DIR="${CMAKE_BINARY_DIR}")
  set(fixture "")  # an empty value would be dropped from the list, and the property after it be lost
  if(ARG_FIXTURE)
    set(fixture FIXTURES_REQUIRED "${ARG_FIXTURE}")
  endif()
  gtest_discover_tests(${NAME} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600 LABELS ${ARG_LABEL} ${fixture}
    ENVIRONMENT "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/known_leaks.txt")
endfunction()
