/** Kept forecasts over HTTP: the portfolio, and the rule by which status is computed. */
import type { AnswerOf } from "@leadline/client/api-client.ts";
import { call } from "./http.ts";

export type Portfolio = AnswerOf<"readPortfolio">;
export type PortfolioProject = Portfolio["projects"][number];
export type PolicyAnswer = AnswerOf<"readStatusPolicy">;

export const readPortfolio = (): Promise<Portfolio> => call("readPortfolio");

export const readStatusPolicy = (): Promise<PolicyAnswer> => call("readStatusPolicy");

/** `revision`: the rule that was seen. */
export function changeStatusPolicy(revision: number, wish: Partial<Omit<PolicyAnswer["policy"], "weights">>): Promise<PolicyAnswer> {
  return call("changeStatusPolicy", { ifMatch: revision, body: wish });
}
