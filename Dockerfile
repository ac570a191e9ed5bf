# syntax=docker/dockerfile:1

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
# Tests are the business of `mvn verify`; here it only compiles, links, and runs the program once for the class cache.
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true verify

FROM debian:trixie-slim
ARG VERSION=development
LABEL org.opencontainers.image.title="trackerwatch" \
      org.opencontainers.image.description="Watches accounts on private BitTorrent trackers, and alerts." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"

COPY --from=build /src/app/target/dist/trackerwatch /opt/trackerwatch
COPY --chmod=755 container/trackerwatch /usr/local/bin/trackerwatch
RUN install -d -o 1000 -g 1000 /config

ENV TRACKERWATCH_CONFIG=/config \
    TRACKERWATCH_BIND=0.0.0.0
VOLUME /config
EXPOSE 7373
STOPSIGNAL SIGTERM

# No USER: the start as root lasts until PUID:PGID (1000:1000) is set, and `--user` skips it. docs/container.md
HEALTHCHECK --interval=2m --timeout=15s --start-period=1m --retries=3 CMD ["trackerwatch", "health"]
ENTRYPOINT ["trackerwatch"]
CMD ["serve"]
