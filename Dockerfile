# The image: the program, the libraries that it loads, certificates and licences, and nothing to do anything else with.
#
#   docker build --build-arg VERSION=… --build-arg REVISION="$(git rev-parse HEAD)" -t workspace-exporter .
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

COPY CMakeLists.txt /source/
COPY cmake /source/cmake
COPY src /source/src
COPY exporter /source/exporter
ARG REVISION=unknown
ENV CCACHE_DIR=/ccache
# Given to build it without what an earlier build left.
ARG CCACHE_DISABLE
RUN --mount=type=cache,target=/ccache \
    cmake -S /source -B /build -G Ninja -D CMAKE_BUILD_TYPE=RelWithDebInfo -D CMAKE_CXX_COMPILER_LAUNCHER=ccache \
      -D WORKSPACE_EXPORTER_ARCHIVES=ON -D WORKSPACE_EXPORTER_WERROR=ON -D WORKSPACE_EXPORTER_REVISION="${REVISION}" \
      -D BUILD_TESTING=OFF -D CMAKE_UNITY_BUILD=ON -D CMAKE_UNITY_BUILD_BATCH_SIZE=0 \
 && cmake --build /build --target workspace_exporter
COPY packaging/image/make_root.sh /packaging/
RUN /packaging/make_root.sh /build/workspace_exporter /packaging/libraries.txt /image

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
