# The full image has a compiler for better-sqlite3, the slim one runs.
FROM node:22-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
WORKDIR /app
RUN mkdir /data /key && chown node:node /data /key
COPY --from=build /app/node_modules node_modules
COPY package.json tsconfig.json main.ts ./
COPY src src
COPY adapters adapters
COPY migrations migrations
USER node
ENV NODE_ENV=production DATABASE_URL=file:/data/rungs.db RUNGS_KEY_FILE=/key/rungs.key
EXPOSE 3000
CMD ["node", "--import", "tsx", "main.ts"]
