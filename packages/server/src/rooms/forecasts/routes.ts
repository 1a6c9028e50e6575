/** The HTTP addresses of kept forecasts: the history of one project, and the portfolio of all. */
import { periodOf } from "@leadline/engine/views/forecast-history.ts";
import { z } from "zod";
import { limitOf, nextCursor, pageOf, pageQuery, placeOfCursor } from "../../http/page.ts";
import { answers, type Api } from "../../http/route.ts";
import type { ForecastRoom } from "./forecast-room.ts";
import { keptAnswer, keptSchema } from "./forecast-shapes.ts";
import { policyRoutes } from "./policy-routes.ts";
import { portfolioOf, portfolioSchema } from "./portfolio.ts";
import { dailyForecasts, newestForecasts, weeklyForecasts } from "./queries.ts";
import { wallMinute } from "./wall-clock.ts";

const params = z.strictObject({ id: z.string().min(1).max(64) });
const noQuery = z.strictObject({});
const dayPlace = z.object({ madeOn: z.iso.date() });

export function forecastRoutes(api: Api, room: ForecastRoom): void {
  policyRoutes(api, room);
  api.get(
    "/projects/:id/forecasts",
    {
      config: { permission: "project.read" },
      schema: {
        operationId: "listForecasts",
        summary: "What was forecast of the project, the last of each day, newest first",
        params,
        querystring: pageQuery,
        response: answers({ 200: z.object({ forecasts: z.array(keptSchema.extend({ period: z.string().describe("Those of one data date, or of one week without a data date, have the same; trends count the last of each."), madeOn: z.string().describe("YYYY-MM-DD, the server's wall clock.") })), nextCursor }) }),
      },
    },
    async ({ actor, params: { id }, query }) => {
      const limit = limitOf(query);
      const before = placeOfCursor(query.cursor, dayPlace)?.madeOn;
      const rows = await room.database.readInWorkspace(actor.workspaceId, async (tx) => {
        await room.demandProject(tx, actor, id);
        return dailyForecasts(tx, id, { limit: limit + 1, before });
      });
      const { page, nextCursor: next } = pageOf(rows, limit, (row) => ({ madeOn: row.made_on }));
      const sight = actor.may("costs.read", id) ? "everything" : "no costs";
      return { forecasts: page.map((row) => ({ ...keptAnswer(row, sight), period: periodOf(row.facts), madeOn: row.made_on })), nextCursor: next };
    },
  );
  api.get(
    "/portfolio",
    {
      config: { permission: "signed-in" },
      schema: { operationId: "readPortfolio", summary: "All projects that the asker may see, by their newest forecasts", querystring: noQuery, response: answers({ 200: portfolioSchema }) },
    },
    async ({ actor }) => {
      const [projects, weekly] = await room.database.readInWorkspace(actor.workspaceId, (tx) => Promise.all([newestForecasts(tx, actor.visibleProjects), weeklyForecasts(tx, actor.visibleProjects)]));
      return portfolioOf(actor, projects, weekly, wallMinute(new Date()));
    },
  );
}
