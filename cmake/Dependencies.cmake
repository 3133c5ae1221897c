# Every library comes from the distribution's packages; nothing is vendored or downloaded.
find_package(PkgConfig REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(simdjson REQUIRED CONFIG)
find_package(gflags REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(prometheus-cpp REQUIRED CONFIG COMPONENTS core)

# The flags of pkg-config are part of cpp-httplib's ABI: without them it links and corrupts memory.
pkg_check_modules(cpp-httplib REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(cares REQUIRED IMPORTED_TARGET libcares)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(yaml-cpp REQUIRED IMPORTED_TARGET yaml-cpp)
find_package(doctest REQUIRED)
