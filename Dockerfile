# The image: the program, the libraries that it loads, certificates and licences, and nothing to do anything else with.
#
#   docker build --build-arg VERSION=… --build-arg REVISION="$(git rev-parse HEAD)" -t workspace-exporter .
#   docker build --target test .      # builds and runs the unit and integration tests in the build stage
#
# ./dev image builds it without a Docker engine, each file as old as the commit: two builds on one base give the same layers.

# To be pinned by its digest where images are published; packages are pinned in packaging/image.
ARG DEBIAN_IMAGE=docker.io/library/debian:trixie-slim

FROM ${DEBIAN_IMAGE} AS build
# A version that is gone from the archive was replaced by a mended one: name that in packaging/image, and try.
COPY packaging/image/*.txt /packaging/
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive xargs apt-get install --yes --no-install-recommends \
      < /packaging/tools.txt \
 && DEBIAN_FRONTEND=noninteractive xargs apt-get install --yes --no-install-recommends \
      < /packaging/libraries.txt

# Debian has cpp-httplib as a shared library alone, which brings OpenSSL as one: a third more memory than archives, of
# which the program takes what it uses. So it is built from Debian's source, with Debian's settings.
RUN sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/debian.sources \
 && apt-get update \
 && cd /tmp \
 && apt-get source "$(sed -n 's/^libcpp-httplib-dev=/cpp-httplib=/p' /packaging/libraries.txt)" \
 && CPPFLAGS=-DCPPHTTPLIB_USE_POLL CXXFLAGS='-O2 -fPIC -ffunction-sections -fdata-sections -fstack-protector-strong' \
      meson setup httplib cpp-httplib-*/ --prefix=/usr --buildtype=plain --default-library=static \
        -Dcpp-httplib_compile=true \
 && ninja -C httplib install

COPY CMakeLists.txt /source/
COPY cmake /source/cmake
COPY src /source/src
COPY exporter /source/exporter
COPY tests /source/tests
ARG REVISION=unknown
ENV CCACHE_DIR=/ccache
# Given to build it without what an earlier build left.
ARG CCACHE_DISABLE
RUN --mount=type=cache,target=/ccache \
    cmake -S /source -B /build -G Ninja -D CMAKE_BUILD_TYPE=RelWithDebInfo -D CMAKE_CXX_COMPILER_LAUNCHER=ccache \
      -D WORKSPACE_EXPORTER_ARCHIVES=ON -D WORKSPACE_EXPORTER_WERROR=ON -D WORKSPACE_EXPORTER_REVISION="${REVISION}" \
 && cmake --build /build --target workspace_exporter
COPY packaging/image/make_root.sh /packaging/
RUN /packaging/make_root.sh /build/workspace_exporter /packaging/libraries.txt /image

FROM build AS test
COPY packaging/debian /source/packaging/debian
COPY docs/*.example.yaml /source/docs/
RUN --mount=type=cache,target=/ccache \
    cmake --build /build \
 && ctest --test-dir /build --output-on-failure --no-tests=error --label-regex '^(unit|integration|fuzz)$'

FROM scratch
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="workspace_exporter" \
      org.opencontainers.image.description="Prometheus exporter for the user sessions of Huawei Cloud Workspace" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /image /
COPY LICENSE /usr/share/doc/workspace_exporter/copyright
USER 65532:65532
EXPOSE 10110
ENTRYPOINT ["/usr/bin/workspace_exporter"]
