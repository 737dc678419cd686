# What `cmake --install` puts below a prefix. Nothing installed holds the prefix: the whole may be moved.
#
#   bin/planspiel                  the program
#   lib/planspiel                  the engine, plugins/*.so, what seals plugins
#   lib/cmake/planspiel            find_package(planspiel), for plugins of one's own (docs/writing-a-model.md)
#   include/planspiel              headers, included as "engine/…"
#   share/planspiel/scenarios      ready scenarios, found from any folder
#   share/…                        manual page, completions of the shells, documents
include(CMakePackageConfigHelpers)
set(private_folder lib/planspiel)  # of a library that only this program and its plugins use
set(package_folder lib/cmake/planspiel)

set_target_properties(planspiel_engine PROPERTIES EXPORT_NAME engine)
set_target_properties(seal_plugin PROPERTIES INSTALL_RPATH "$ORIGIN")
target_include_directories(planspiel_engine INTERFACE $<INSTALL_INTERFACE:include/planspiel>)
# What a plugin has to share with the engine so that sums are the same to the last bit; warnings are its author's choice.
target_compile_options(planspiel_engine INTERFACE $<INSTALL_INTERFACE:-ffp-contract=off> $<INSTALL_INTERFACE:-fno-fast-math>)
target_compile_features(planspiel_engine INTERFACE $<INSTALL_INTERFACE:cxx_std_20>)
install(TARGETS planspiel_engine seal_plugin EXPORT planspiel-targets
  LIBRARY DESTINATION ${private_folder} RUNTIME DESTINATION ${private_folder})
install(EXPORT planspiel-targets NAMESPACE planspiel:: DESTINATION ${package_folder})

configure_file(cmake/planspiel-config.cmake.in planspiel-config.cmake @ONLY)
# A plugin fits one build of the engine, so one version is as good as another only if it is the same.
write_basic_package_version_file(planspiel-config-version.cmake COMPATIBILITY ExactVersion)
install(FILES "${PROJECT_BINARY_DIR}/planspiel-config.cmake" "${PROJECT_BINARY_DIR}/planspiel-config-version.cmake"
  cmake/planspiel_plugin.cmake cmake/embed.cmake DESTINATION ${package_folder})
install(DIRECTORY engine DESTINATION include/planspiel FILES_MATCHING PATTERN "*.hpp")
install(FILES plugins/fields.hpp DESTINATION include/planspiel/plugins)
install(FILES "${PROJECT_BINARY_DIR}/generated/planspiel_handshake.hpp" DESTINATION include/planspiel)

# Installing changes the files (paths, and symbols with --strip), so they are sealed anew.
foreach(family mobility emissions fire)
  set_target_properties(${family} PROPERTIES INSTALL_RPATH "$ORIGIN/..")
  install(TARGETS ${family} LIBRARY DESTINATION ${private_folder}/plugins)
  install(CODE "
    execute_process(COMMAND \"$<TARGET_FILE:seal_plugin>\"
      \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${private_folder}/plugins/${family}.so\" COMMAND_ERROR_IS_FATAL ANY)")
endforeach()

install(DIRECTORY scenarios DESTINATION share/planspiel)
install(FILES README.md CHANGELOG.md LICENSE ATTRIBUTION.md DESTINATION share/doc/planspiel)
install(DIRECTORY docs DESTINATION share/doc/planspiel PATTERN "pictures" EXCLUDE)

if(TARGET planspiel)
  set_target_properties(planspiel PROPERTIES INSTALL_RPATH "$ORIGIN/../${private_folder}")
  install(TARGETS planspiel RUNTIME DESTINATION bin)
  install(FILES "${PROJECT_BINARY_DIR}/planspiel.1" DESTINATION share/man/man1)
  install(FILES cli/completion/planspiel.bash DESTINATION share/bash-completion/completions RENAME planspiel)
  install(FILES cli/completion/planspiel.fish DESTINATION share/fish/vendor_completions.d)
  foreach(folder site-functions vendor-completions)  # where zsh looks, and where Debian's packages put them
    install(FILES cli/completion/_planspiel DESTINATION share/zsh/${folder})
  endforeach()
endif()
