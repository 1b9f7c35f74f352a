# The Telegram bot:  docker build -t fairdesk . && docker run -e BOT_TOKEN=… fairdesk
FROM python:3.11.14-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/fairdesk
ENV PATH=/opt/fairdesk/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
# Dependencies before the code: they are the layers that seldom change.
COPY pyproject.toml ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > needs.txt \
    && pip install --requirement needs.txt
COPY README.md ./
COPY bot bot
COPY facts facts
COPY intents intents
RUN pip wheel --no-deps --wheel-dir dist . \
    && pip install --no-deps dist/fairdesk-*.whl \
    && (cd / && python -m facts check) \
    && pip uninstall --yes pip setuptools

FROM python:3.11.14-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin fairdesk \
    && install --directory --owner=fairdesk --mode=700 /var/lib/fairdesk
COPY --from=build /opt/fairdesk /opt/fairdesk
ENV PATH=/opt/fairdesk/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONSAFEPATH=1 BOT_HEALTH_FILE=/tmp/alive
# The fonts that matplotlib has found; the user has no home to keep it in.
ENV MPLCONFIGDIR=/tmp/matplotlib
ENV BOT_DATABASE=/var/lib/fairdesk/memory.db BOT_WEBHOOK_HOST=0.0.0.0
USER fairdesk
VOLUME /var/lib/fairdesk
EXPOSE 8080
STOPSIGNAL SIGTERM
# The bot touches the file after each poll that the server answered, or while its webhook is ready, every 25 seconds.
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 \
    CMD test -n "$(find /tmp/alive -mmin -2 2>/dev/null)"
ENTRYPOINT ["python", "-m", "bot"]
CMD ["telegram"]
