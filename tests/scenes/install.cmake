# cmake -DSOURCE=… -DBINARY=… -DCOMPILER=… -DWORK=… -P install.cmake: installs into an empty prefix, moves that (nothing
# may hold it), and builds the plugin of tests/outside_plugin against it as somebody else would.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${text}")
  endif()
endfunction()
file(REMOVE_RECURSE "${WORK}")
set(prefix "${WORK}/moved prefix")
run("${CMAKE_COMMAND}" --install "${BINARY}" --prefix "${WORK}/prefix")
file(RENAME "${WORK}/prefix" "${prefix}")
file(COPY "${SOURCE}/tests/outside_plugin" DESTINATION "${WORK}")
run("${CMAKE_COMMAND}" -G Ninja -S "${WORK}/outside_plugin" -B "${WORK}/plugin" "-DCMAKE_PREFIX_PATH=${prefix}"
  "-DCMAKE_CXX_COMPILER=${COMPILER}" -DCMAKE_BUILD_TYPE=Release "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror")
run("${CMAKE_COMMAND}" --build "${WORK}/plugin")
