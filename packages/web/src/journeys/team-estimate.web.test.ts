/** A team estimates in browsers: each answers alone, nothing is seen before all are shown, and the range goes into the plan with who said what. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults } from "../app/accessibility.fixture.ts";
import { atRest, cell, heldRecords, runApp, type RunningApp } from "./driver.fixture.ts";

const OWNER = { email: "ann@example.org", password: "four grey ducks walk" };
let app: RunningApp;
beforeAll(async () => {
  app = await runApp({ environment: { LEADLINE_ADMIN_EMAIL: OWNER.email, LEADLINE_ADMIN_PASSWORD: OWNER.password } });
});
afterAll(() => app?.stop());

async function signedIn(): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const visitor = await app.page();
  const { page } = visitor;
  await page.goto("/");
  await page.getByLabel("E-mail").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "How do you want to begin?" }).waitFor();
  return visitor;
}

/** A write by somebody who is signed in, as a program would make it. */
function post<T>(page: Page, path: string, body: unknown): Promise<T> {
  return page.evaluate(
    async ({ to, content, key }) => {
      const isText = typeof content === "string";
      const answer = await fetch(`/api/v1${to}`, { method: "POST", headers: { "idempotency-key": key, "content-type": isText ? "application/octet-stream" : "application/json" }, body: isText ? content : JSON.stringify(content) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    { to: path, content: body, key: `team-${Math.random()}` },
  );
}

test("two people estimate blind, lie far apart, estimate again, and the plan keeps the range with both their words", async () => {
  const { page: ann, complaints } = await signedIn();
  const { project } = await post<{ project: { id: string; key: string } }>(ann, "/projects/import?name=a.plan", 'project "Branches" starts 2026-03-02\nA "Survey" 3d\nB "Order" 2d after A\n');
  const { token } = await post<{ token: string }>(ann, "/invitations", { email: "bob@example.org", role: "viewer" });
  const { page: bob } = await app.page();
  await bob.goto("/sign-in");
  await post(bob, "/sign-in/join", { token, name: "Bob", password: "six green geese swim" });

  // Asked from the estimate of the task, by keyboard.
  await ann.goto(`/p/${project.key}/plan/gantt`);
  await cell(ann, 1, "duration").click();
  await ann.keyboard.press("Shift+F2");
  await ann.getByRole("button", { name: "Ask the team…" }).focus();
  await ann.keyboard.press("Enter");
  const form = ann.getByRole("form", { name: "Ask the team" });
  await form.getByRole("checkbox").first().waitFor();
  for (const box of await form.getByRole("checkbox").all()) await box.check();
  await form.getByRole("button", { name: "Ask 2" }).click();
  await ann.getByText(/2 people are asked/).waitFor();

  await bob.goto("/my-work");
  const asked = bob.getByRole("region", { name: "You are asked to estimate" });
  await asked.getByLabel("Your estimate of Survey").fill("9/5/2d");
  await bob.keyboard.press("Enter");
  await asked.getByRole("alert").waitFor();
  await asked.getByLabel("Your estimate of Survey").fill("8/13/21d");
  await bob.keyboard.press("Enter");
  await asked.getByText("Given. Nobody else sees it").waitFor();
  expect(await accessibilityFaults(bob)).toEqual([]);

  await ann.goto(`/p/${project.key}/risks/team`);
  await ann.getByText(/Bob has answered/).waitFor();
  expect(await ann.locator("body").innerText(), "blind").not.toMatch(/13d|21d/);
  await ann.getByRole("button", { name: /Show all answers/ }).click();
  await ann.getByText("You are asked yourself: give your own estimate first, then show them all.").waitFor();
  await ann.getByLabel("Your estimate of Survey").fill("2/3/5d");
  await ann.keyboard.press("Enter");
  await ann.getByRole("button", { name: "Show all answers (2 of 2)" }).click();
  await ann.getByRole("table", { name: "Answers of round 1" }).waitFor();
  await ann.getByText(/Bob 13d: 4\.3 times as much\. They think of different things/).waitFor();
  expect(await accessibilityFaults(ann)).toEqual([]);

  await ann.getByRole("button", { name: "Another round" }).click();
  await asked.getByText(/round 2/).waitFor();
  await asked.getByLabel("Your estimate of Survey").fill("4/6/9d");
  await bob.keyboard.press("Enter");
  await ann.getByLabel("Your estimate of Survey").fill("3/5/8d");
  await ann.keyboard.press("Enter");
  await ann.getByRole("button", { name: "Show all answers (2 of 2)" }).click();
  await ann.getByRole("button", { name: "Take over 3d / 5.5d / 9d" }).click();
  await ann.getByText("The team's estimate of “Survey” is in the plan.").waitFor();
  await atRest(ann);
  const held = await heldRecords(ann, project);
  expect(held).toContain('"method":"team"');
  expect(held).toMatch(/"answers":\[\{"estimator":"[^"]+","highMinutes":\d+,"likelyMinutes":\d+,"lowMinutes":\d+\},\{/);
  await ann.getByRole("region", { name: "Team estimates that are over" }).waitFor();
  await ann.goto(`/p/${project.key}/plan/gantt`);
  await cell(ann, 1, "duration").filter({ hasText: "3/5.5/9d" }).waitFor();
  await bob.getByRole("region", { name: "You are asked to estimate" }).waitFor({ state: "detached" });
  expect(complaints.filter((one) => !/422/.test(one))).toEqual([]);
});
