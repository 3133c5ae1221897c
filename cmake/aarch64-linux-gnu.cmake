# Toolchain file: builds for arm64 with Debian's cross compiler. CONTRIBUTING.md says which packages that takes.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(PKG_CONFIG_EXECUTABLE aarch64-linux-gnu-pkg-config)
# Tests that CMake asks for their names run under this, too.
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64)
