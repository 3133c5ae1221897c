# What is installed where, and the Debian package that cpack makes of it. The version is the project's, of CMakeLists.txt.
include(GNUInstallDirs)

set(packaging "${PROJECT_SOURCE_DIR}/packaging/debian")

# Section 1: it lies in bin, and anybody may run its --check and --once. The program tells its flags itself, so that the
# page cannot know others; a cross build needs CMAKE_CROSSCOMPILING_EMULATOR for it.
set(man_page "${PROJECT_BINARY_DIR}/workspace_exporter.1")
add_custom_command(
  OUTPUT "${man_page}.gz"
  COMMAND workspace_exporter --help > "${man_page}.help"
  COMMAND awk -v "version=${PROJECT_VERSION}" -f "${packaging}/man_page.awk"
              "${man_page}.help" "${packaging}/workspace_exporter.1.in" > "${man_page}"
  COMMAND gzip -9nf "${man_page}"
  DEPENDS workspace_exporter "${packaging}/man_page.awk" "${packaging}/workspace_exporter.1.in"
  VERBATIM)
add_custom_target(man_page ALL DEPENDS "${man_page}.gz")

install(TARGETS workspace_exporter)
install(FILES "${man_page}.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES README.md CHANGELOG.md docs/iam-policy.md docs/config.example.yaml docs/web-config.example.yaml
        DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/workspace-exporter")
install(FILES "${packaging}/copyright" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/workspace-exporter")
install(FILES "${packaging}/lintian-overrides" DESTINATION "${CMAKE_INSTALL_DATADIR}/lintian/overrides" RENAME workspace-exporter)
install(FILES "${packaging}/workspace_exporter.service" DESTINATION lib/systemd/system)
install(FILES "${packaging}/workspace_exporter.flags" DESTINATION /etc/workspace_exporter)
# Empty, so that the unit, which loads what is in it, starts without a secret as well.
install(DIRECTORY DESTINATION /etc/workspace_exporter/secrets DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME workspace-exporter)
set(CPACK_PACKAGE_CONTACT "workspace_exporter developers <workspace-exporter@developers.invalid>")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Lists the sessions of Workspace application streaming by the cloud's REST API
and shows Prometheus who is connected, in which server group, on what client,
and which sessions fail with which code: figures of whole lists, or none.

The service workspace_exporter is neither enabled nor started until asked.")
set(CPACK_DEBIAN_PACKAGE_DEPENDS ca-certificates)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    "${packaging}/conffiles" "${packaging}/postinst" "${packaging}/prerm" "${packaging}/postrm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
