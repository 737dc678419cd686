# How a plugin is built: in this tree, and by find_package(planspiel) outside of it.

set(PLANSPIEL_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/embed.cmake")

# planspiel_plugin(NAME MODULE file.cpp [SOURCES ...] [EMBED data...]): one model family.
# Its code is a static library NAME_code that unit tests link; the loadable module NAME.so adds the file that
# registers it. Once linked the module is sealed with its checksum (cmake/seal_plugin.cpp).
function(planspiel_plugin NAME)
  cmake_parse_arguments(ARG "" "MODULE" "SOURCES;EMBED" ${ARGN})
  set(code "")
  if(ARG_SOURCES)
    set(code ${NAME}_code)
    add_library(${code} STATIC ${ARG_SOURCES})
    set_target_properties(${code} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_link_libraries(${code} PUBLIC planspiel::engine)
    planspiel_embed(${code} ${ARG_EMBED})
  endif()
  add_library(${NAME} MODULE ${ARG_MODULE})
  set_target_properties(${NAME} PROPERTIES PREFIX "")
  target_link_libraries(${NAME} PRIVATE planspiel::engine ${code})
  add_custom_command(TARGET ${NAME} POST_BUILD COMMAND planspiel::seal_plugin "$<TARGET_FILE:${NAME}>" VERBATIM)
endfunction()

# planspiel_embed(TARGET data/x.csv ...): makes each file's text available as
# `planspiel::embedded::x_csv` through "TARGET/x_csv.hpp" (a std::string_view).
function(planspiel_embed TARGET)
  foreach(file ${ARGN})
    get_filename_component(name "${file}" NAME)
    string(REGEX REPLACE "[^A-Za-z0-9]" "_" symbol "${name}")
    set(out "${PROJECT_BINARY_DIR}/generated/${TARGET}/${symbol}")
    add_custom_command(
      OUTPUT "${out}.hpp" "${out}.cpp"
      COMMAND ${CMAKE_COMMAND} -DINPUT=${CMAKE_CURRENT_SOURCE_DIR}/${file} -DOUTPUT=${out} -DSYMBOL=${symbol}
              -P ${PLANSPIEL_EMBED_SCRIPT}
      DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${file}" "${PLANSPIEL_EMBED_SCRIPT}" VERBATIM)
    target_sources(${TARGET} PRIVATE "${out}.cpp" "${out}.hpp")
    target_include_directories(${TARGET} PRIVATE "${PROJECT_BINARY_DIR}/generated")
  endforeach()
endfunction()
