# Leadline in a container: the same two commands as on a bare machine, npm ci and npm start.
FROM node:20-bookworm-slim

# PostgreSQL refuses to run as root, and so should a server.
RUN useradd --create-home --shell /usr/sbin/nologin leadline
WORKDIR /opt/leadline
COPY . .
RUN npm ci --no-audit --no-fund && node tools/build.mjs
RUN mkdir -p /var/lib/leadline && chown leadline:leadline /var/lib/leadline

USER leadline
ENV HOST=0.0.0.0 PORT=3000 LEADLINE_DATA_DIR=/var/lib/leadline NODE_ENV=production
VOLUME /var/lib/leadline
EXPOSE 3000
# npm start looks whether anything must be installed or built, which it must not here.
CMD ["node", "dist/server/main.mjs"]
HEALTHCHECK --interval=15s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
