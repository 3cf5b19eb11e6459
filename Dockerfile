# One target for each image: ingest, entities, auth-gateway, cli. The target dev is SERVICE, reloading.
#   docker build --target ingest --tag tributary/ingest:dev .
# Behind a proxy with an authority of its own: --secret id=ca,src=/etc/ssl/certs/ca-certificates.crt
ARG PYTHON_IMAGE=python:3.13-slim-trixie
ARG SERVICE=ingest

# --- Building: uv comes from the lock by its hashes, and is in no image.
FROM ${PYTHON_IMAGE} AS build
# Byte code without times: an image's sources never change, and times would make each build another one.
ENV PYC_INVALIDATION_MODE=UNCHECKED_HASH PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 \
    UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_PROGRESS=1 UV_PYTHON_DOWNLOADS=never UV_CACHE_DIR=/cache \
    VIRTUAL_ENV=/opt/tributary
WORKDIR /src
# hadolint ignore=DL3008
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends binutils >/dev/null && rm -rf /var/lib/apt/lists/*
COPY docker/fill /usr/local/bin/
COPY requirements.lock pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/pip --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt \
    sed -n '/^uv==/,/[^\\]$/p' requirements.lock > /tmp/uv.txt \
 && pip install --quiet --require-hashes --requirement /tmp/uv.txt \
 && uv venv --quiet --python /usr/local/bin/python3 "$VIRTUAL_ENV"

# --- What each image needs from others: its largest layer, the same until the lock changes.
FROM build AS projects
COPY libs/contracts/pyproject.toml libs/contracts/
COPY libs/kit/pyproject.toml libs/kit/
COPY services/ingest/pyproject.toml services/ingest/
COPY services/entities/pyproject.toml services/entities/
COPY services/auth-gateway/pyproject.toml services/auth-gateway/
COPY cli/pyproject.toml cli/

FROM projects AS ingest-dependencies
RUN --mount=type=cache,target=/cache --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt \
    fill dependencies services/ingest/pyproject.toml

FROM projects AS entities-dependencies
RUN --mount=type=cache,target=/cache --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt \
    fill dependencies services/entities/pyproject.toml

FROM projects AS auth-gateway-dependencies
RUN --mount=type=cache,target=/cache --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt \
    fill dependencies services/auth-gateway/pyproject.toml

FROM projects AS cli-dependencies
RUN --mount=type=cache,target=/cache --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt \
    fill dependencies cli/pyproject.toml

# --- Our own packages: a small layer of each image.
FROM build AS members
RUN --mount=type=cache,target=/cache --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt \
    echo hatchling > /tmp/builder.in && fill dependencies /tmp/builder.in
COPY libs libs
COPY services services
COPY cli cli
RUN uv build --quiet --all-packages --wheel --no-build-isolation --out-dir /wheels \
 && fill members /members/ingest/opt/tributary tributary-contracts tributary-kit tributary-ingest \
 && fill members /members/entities/opt/tributary tributary-contracts tributary-kit tributary-entities \
 && fill members /members/auth-gateway/opt/tributary tributary-contracts tributary-kit tributary-gateway \
 && fill members /members/cli/opt/tributary tributary-contracts tributary-kit tributary-ingest \
      tributary-entities tributary-gateway tributary-cli

# --- Our licence, and the folders that the user of the images may write to.
FROM build AS folders
COPY LICENSE /
RUN mkdir -p /data/var/lib/tributary /secrets/secrets/ingest /secrets/secrets/entities \
      /secrets/secrets/auth-gateway /secrets/secrets/postgres \
 && install -D --mode=0644 /LICENSE /data/licenses/LICENSE \
 && chmod 0700 /data/var/lib/tributary && chown 10001:10001 /data/var/lib/tributary /secrets/secrets/* \
 && find /data /secrets -exec touch --date=1980-01-01T00:00:00Z {} +

# --- The images: Python, one virtual environment, one folder for data. Nothing in them calls a shell.
FROM ${PYTHON_IMAGE} AS runtime
ARG VERSION=dev REVISION=unknown CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.version=$VERSION org.opencontainers.image.revision=$REVISION \
      org.opencontainers.image.created=$CREATED org.opencontainers.image.vendor=Tributary \
      org.opencontainers.image.licenses=Apache-2.0
ENV PATH=/opt/tributary/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/tmp \
    TRIBUTARY_HOME=/var/lib/tributary TRIBUTARY_REVISION=$REVISION
COPY --from=folders --link /data /
USER 10001:10001

FROM runtime AS ingest
LABEL org.opencontainers.image.title=tributary-ingest
COPY --from=ingest-dependencies --link /opt /opt
COPY --from=members --link /members/ingest/opt /opt
EXPOSE 9000 9100
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["tributary-ingest", "health"]
ENTRYPOINT ["tributary-ingest"]

FROM runtime AS entities
LABEL org.opencontainers.image.title=tributary-entities
COPY --from=entities-dependencies --link /opt /opt
COPY --from=members --link /members/entities/opt /opt
EXPOSE 9000 9100
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["tributary-entities", "health"]
ENTRYPOINT ["tributary-entities"]

FROM runtime AS auth-gateway
LABEL org.opencontainers.image.title=tributary-auth-gateway
COPY --from=auth-gateway-dependencies --link /opt /opt
COPY --from=members --link /members/auth-gateway/opt /opt
EXPOSE 8080 9000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["tributary-auth-gateway", "health"]
ENTRYPOINT ["tributary-auth-gateway"]

FROM runtime AS cli
LABEL org.opencontainers.image.title=tributary-cli
COPY --from=folders --link /secrets /
COPY --from=cli-dependencies --link /opt /opt
COPY --from=members --link /members/cli/opt /opt
ENTRYPOINT ["tributary"]

# --- For the loop of editing and seeing: sources in /src, which may be mounted over or synchronised into.
FROM build AS reloader
RUN --mount=type=cache,target=/cache --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt \
    echo watchfiles > /tmp/reloader.in && fill dependencies /tmp/reloader.in

FROM ${SERVICE} AS dev
ARG SERVICE=ingest
COPY --from=reloader --link /opt /opt
COPY docker/reload.py /opt/reload.py
COPY --chown=10001:10001 libs /src/libs
COPY --chown=10001:10001 services /src/services
ENV PYTHONPATH=/src/libs/contracts/src:/src/libs/kit/src:/src/services/${SERVICE}/src \
    PYTHONPYCACHEPREFIX=/tmp/pycache PYTHONDONTWRITEBYTECODE= RELOADED_COMMAND=tributary-${SERVICE}
ENTRYPOINT ["python", "/opt/reload.py"]
