# BASE is an argument so that another base, such as a mirror's copy, can take its place.
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
COPY requirements.txt tools/environment /build/
RUN /build/environment /opt/pypistats-action /build/requirements.txt
# The same files in the same places as in the wheel, without a build backend that would have to be locked too.
COPY pypistats_action /build/package/pypistats_action
COPY templates /build/package/pypistats_action/templates
COPY LICENSE NOTICE /opt/pypistats-action/
# Bytecode that never looks at a file's time: an image's times change when it is rebuilt reproducibly.
# Only a terminal's colours need pygments, and a workflow has none.
RUN packages="$(/opt/pypistats-action/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
    && cp -r /build/package/. "$packages" \
    && python -m compileall -qf --invalidation-mode unchecked-hash -x '/pygments/' "$packages"

FROM ${BASE}
LABEL org.opencontainers.image.title="pypistats-action" \
      org.opencontainers.image.description="Who downloads a PyPI package, and which Python versions it should still support" \
      org.opencontainers.image.source="https://github.com/org/pypistats-action" \
      org.opencontainers.image.licenses="MIT"
# The official base has no bytecode of the standard library: without it each start compiles what it imports.
RUN python -m compileall -qf --invalidation-mode unchecked-hash \
    -x '/(_pyrepl|ensurepip|idlelib|lib2to3|pydoc_data|site-packages|test|tests|tkinter|turtledemo|unittest)/' \
    "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"
COPY --from=build /opt/pypistats-action /opt/pypistats-action
ENV PYTHONSAFEPATH=1
# An engine that stops a container asks as Ctrl-C does.
STOPSIGNAL SIGINT
# -I: a job's PYTHONPATH, PYTHONWARNINGS or packages in its home folder are not meant for this program.
ENTRYPOINT ["/opt/pypistats-action/bin/python", "-I", "-m", "pypistats_action"]
