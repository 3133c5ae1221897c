# That tests/layering.cmake accepts what it should and refuses what it should, each tried on a tree of one file.
#   cmake -D SCRIPT=/path/of/layering.cmake -D SCRATCH=/path/of/a/folder -P tests/layering_test.cmake
cmake_minimum_required(VERSION 3.25)

# expect(outcome file line message): outcome is accepted or refused; a refusal has to say message.
function(expect outcome file line message)
  file(REMOVE_RECURSE "${SCRATCH}")
  file(WRITE "${SCRATCH}/${file}" "#pragma once\n${line}\n")
  execute_process(COMMAND "${CMAKE_COMMAND}" -D "ROOT=${SCRATCH}" -P "${SCRIPT}"
    RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(code EQUAL 0)
    set(found accepted)
  else()
    set(found refused)
  endif()
  string(REGEX REPLACE "[ \n]+" " " output "${output}")
  string(FIND "${output}" "${message}" position)
  if(NOT found STREQUAL outcome OR position EQUAL -1)
    message(SEND_ERROR "${file} with ${line}\nexpected: ${outcome} ${message}\nfound: ${found} ${output}")
  endif()
endfunction()

expect(accepted src/http/a.h "#include \"base/result.h\"" "")
expect(accepted src/http/a.h "#include \"http/b.h\"  // its own layer; and a list's separator" "")
expect(accepted src/http/a.cc "#include <httplib.h>" "")
expect(accepted src/base/a.h "#include <sys/socket.h>" "")
expect(accepted exporter/main.cc "#include \"web/server.h\"" "")
expect(accepted exporter/flags.cc "#include <gflags/gflags.h>" "")

expect(refused src/base/a.h "#include \"http/transport.h\"" "base may not include \"http/transport.h\"")
expect(refused src/auth/deep/a.cc "  #  include \"workspace/session.h\"" "auth may not include")
expect(refused src/web/a.h "#include \"exporter/flags.h\"" "web may not include")
expect(refused src/workspace/a.cc "#include <httplib.h>" "<httplib.h> is kept to http, web")
expect(refused src/collection/a.h "#include <prometheus/counter.h>" "<prometheus/counter.h> is kept to metrics")
expect(refused src/config/a.cc "#include \"gflags/gflags.h\"" "<gflags/gflags.h> is kept to exporter")
expect(refused src/base/a.cc "#include \"support/fake_clock.h\"" "is in no layer")
expect(refused src/extras/a.h "" "the folder is not in the table")
expect(refused src/a.h "" "the folder is not in the table")
expect(refused README.md "" "no sources in")
