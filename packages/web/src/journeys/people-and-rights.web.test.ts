/** Facts about working together: who signs in sees what they were given, changes what they may, and nothing after they were removed. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults } from "../app/accessibility.fixture.ts";
import { runApp, type RunningApp } from "./driver.fixture.ts";

const OWNER = { email: "ann@example.org", password: "four grey ducks walk" };
let app: RunningApp;
beforeAll(async () => {
  app = await runApp({ environment: { LEADLINE_ADMIN_EMAIL: OWNER.email, LEADLINE_ADMIN_PASSWORD: OWNER.password } });
});
afterAll(() => app?.stop());

async function signIn(page: Page, { email, password }: typeof OWNER): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The owner at work, with a project from a template. */
async function ownerWithProject(name: string): Promise<{ readonly page: Page; readonly key: string }> {
  const { page } = await app.page();
  await page.goto("/");
  await signIn(page, OWNER);
  await page.getByRole("button", { name: "Choose a template" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  await page.locator("[data-task]").first().waitFor();
  return { page, key: new URL(page.url()).pathname.split("/")[2] ?? "" };
}

async function invited(page: Page, email: string, role: string): Promise<string> {
  await page.goto("/admin/people");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Role").selectOption({ label: role });
  await dialog.getByRole("button", { name: "Invite" }).click();
  const link = await dialog.getByLabel("Link to the invitation").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  return link;
}

async function join(link: string, name: string): Promise<Page> {
  const { page } = await app.page();
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password").fill("six green geese swim");
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("heading", { name: "How do you want to begin?" }).waitFor();
  return page;
}

test("a wrong password says so and keeps what was typed; the right one opens the page that was asked for", async () => {
  const { page } = await app.page();
  await page.goto("/projects");
  await signIn(page, { ...OWNER, password: "not the right one" });
  await page.getByText("E-mail and password do not fit.").waitFor();
  expect(await page.getByLabel("E-mail").inputValue()).toBe(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/projects");
});

test("a viewer who was invited looks at a plan, is told why it does not change, and is out as soon as they are removed", async () => {
  const { page: owner, key } = await ownerWithProject("Branch refresh");
  const viewer = await join(await invited(owner, "vic@example.org", "Viewer"), "Vic Viewer");
  await viewer.goto(`/p/${key}/plan/gantt`);
  const name = viewer.locator("[data-task]").nth(1).locator('[data-column="task"]');
  await name.click();
  await viewer.keyboard.type("Mine now");
  await viewer.keyboard.press("Enter");
  await viewer.getByText(/You can look at .* but not change it/).first().waitFor();
  for (const page of ["orders", "case"]) {
    await viewer.goto(`/p/${key}/budget/${page}`);
    await viewer.getByText("Your role does not show what things cost.").waitFor();
    expect(await viewer.locator("table").count(), page).toBe(0);
  }
  await owner.goto("/admin/people");
  await owner.getByRole("button", { name: "Remove Vic Viewer" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await owner.getByText("Vic Viewer was removed.").waitFor();
  await viewer.goto("/projects");
  await viewer.getByText("Branch refresh").waitFor({ state: "detached" });
  expect(await viewer.getByText("Branch refresh").count()).toBe(0);
});

test("a link shows one plan to somebody without an account, until it is ended", async () => {
  const { page: owner, key } = await ownerWithProject("Shown around");
  await owner.getByRole("button", { name: "Share and settings" }).click();
  await owner.getByRole("menuitem", { name: "People and links…" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("Who the link is for").fill("The sponsor");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = await dialog.getByLabel("Link", { exact: true }).inputValue();
  const { page: stranger } = await app.page();
  await stranger.goto(link);
  await stranger.locator("[data-task]").first().waitFor();
  expect(new URL(stranger.url()).pathname).toBe(`/p/${key}/plan/gantt`);
  expect(stranger.url()).not.toContain("ll_s_");
  await dialog.getByRole("button", { name: "End it" }).click();
  await dialog.locator("[data-link]").waitFor({ state: "detached" });
  await stranger.reload();
  await stranger.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("a sponsor's link opens the status on a phone without an account, to be read and nothing else", async () => {
  const { page: owner } = await app.page();
  await owner.goto("/");
  await signIn(owner, OWNER);
  await owner.getByRole("button", { name: "Choose a template" }).waitFor();
  // Made and published as a program would; the page of publishing is another journey's.
  const { key, published } = await owner.evaluate(async () => {
    const send = async <T>(path: string, body: object): Promise<T> => (await (await fetch(`/api/v1${path}`, { method: "POST", headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() }, body: JSON.stringify(body) })).json()) as T;
    const project = await send<{ id: string; key: string; revision: number }>("/projects", { name: "For the sponsor" });
    const call = { id: "call", asOf: 29_600_000, call: "atRisk" };
    const { revision } = await send<{ revision: number }>(`/projects/${project.id}/commands`, { revision: project.revision, commands: [{ type: "saveRecords", records: [{ kind: "statusCall", record: call }] }] });
    const answer = await send<{ report?: { id: string }; detail?: string }>(`/projects/${project.id}/reports`, { revision, explanation: "Nothing has begun.", summary: "We begin on Monday." });
    return { key: project.key, published: answer.report?.id ?? answer.detail };
  });
  expect(published).toBe("report-1-1");
  await owner.goto(`/p/${key}/plan/gantt`);
  await owner.getByRole("button", { name: "Share and settings" }).click();
  await owner.getByRole("menuitem", { name: "People and links…" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("Who the link is for").fill("The sponsor");
  await dialog.getByLabel("What the link opens").selectOption("status");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const { page: sponsor } = await app.page({ width: 360, height: 800 });
  await sponsor.goto(await dialog.getByLabel("Link", { exact: true }).inputValue());
  await sponsor.getByRole("heading", { level: 1 }).first().waitFor();
  expect(new URL(sponsor.url()).pathname).toBe(`/p/${key}/status/newest`);
  await sponsor.locator("[data-call=computed]").waitFor();
  // The published one, not what would be published now.
  await sponsor.getByText("We begin on Monday.").waitFor();
  await sponsor.locator("[data-proof-words]").waitFor();
  expect(await sponsor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const verb of ["Publish…", "Keep the call", "Answer", "Mail…"]) expect(await sponsor.getByRole("button", { name: verb, exact: true }).count(), verb).toBe(0);
  expect(await sponsor.getByText(/EUR|USD/).count(), "costs stay with those who may see them").toBe(0);
});

test("the workspace's pages show people, rights, log and system without a fault of access", async () => {
  const { page, complaints } = await app.page();
  await page.goto("/admin/people");
  await signIn(page, OWNER);
  for (const part of ["People", "Roles", "Log", "System", "Settings"]) {
    await page.getByRole("tab", { name: part }).click();
    await page.waitForURL(`**/admin/${part.toLowerCase()}`);
    await page.getByRole("tabpanel").locator("h2, label").first().waitFor();
    expect.soft(await accessibilityFaults(page), part).toEqual([]);
  }
  await page.getByRole("tab", { name: "Log" }).click();
  await page.getByText("became the first owner").waitFor();
  expect(complaints.filter((text) => !text.includes("401"))).toEqual([]);
});

test("every page has signing out in the person's menu", async () => {
  const { page, key } = await ownerWithProject("Way out");
  for (const address of ["/", "/projects", "/account", "/admin/people", "/admin/log", "/admin/system", "/admin/settings", `/p/${key}/plan/gantt`, `/p/${key}/people`, "/no/such/place"]) {
    await page.goto(address);
    await page.getByRole("button", { name: "ann", exact: true }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    await page.keyboard.press("Escape");
  }
});

/** Names of databases with the rows that they hold, and what else the browser keeps. */
function kept(page: Page): Promise<{ readonly edits: number; readonly local: readonly string[]; readonly session: readonly string[]; readonly text: string }> {
  return page.evaluate(async () => {
    let edits = 0;
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? "");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("cannot be opened"));
      });
      for (const store of database.objectStoreNames) {
        edits += await new Promise<number>((resolve) => {
          const request = database.transaction(store).objectStore(store).count();
          request.onsuccess = () => resolve(request.result);
        });
      }
      database.close();
    }
    return { edits, local: Object.keys(localStorage), session: Object.keys(sessionStorage), text: document.body.innerText };
  });
}

test("signing out empties what the browser kept, after asking where edits would be lost, and other pages of the person close", async () => {
  const { page, key } = await ownerWithProject("Left behind");
  const other = await page.context().newPage();
  await other.goto(`/p/${key}/plan/gantt`);
  await other.locator("[data-task]").first().waitFor();
  await page.route("**/commands*", (route) => route.abort());
  await page.locator("[data-task]").nth(1).locator('[data-column="task"]').click();
  await page.keyboard.type("Never sent");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await kept(page)).edits).toBeGreaterThan(0);
  const menu = async (): Promise<void> => {
    await page.getByRole("button", { name: "ann", exact: true }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
  };
  await menu();
  const dialog = page.getByRole("dialog", { name: "Sign out and lose changes?" });
  await dialog.getByRole("button", { name: "Stay" }).click();
  expect((await kept(page)).edits).toBeGreaterThan(0);
  await menu();
  await dialog.getByRole("button", { name: "Sign out without them" }).click();
  for (const one of [page, other]) {
    await one.getByRole("heading", { name: "Sign in" }).waitFor();
    const left = await kept(one);
    expect(left.edits).toBe(0);
    expect(left.session).toEqual([]);
    expect(left.local.filter((name) => !/^leadline\.(side-bar|seen\.)|^mantine-/.test(name))).toEqual([]);
    expect(left.text).not.toContain("Left behind");
  }
});

test("whoever signs out while the server does not answer is signed out by the next page that opens", async () => {
  const { page } = await ownerWithProject("No answer");
  await page.route("**/sign-out", (route) => route.abort());
  await page.getByRole("button", { name: "ann", exact: true }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByText("The Leadline server does not answer.").waitFor();
  expect((await kept(page)).text).not.toContain("No answer");
  await page.unroute("**/sign-out");
  await page.goto("/projects");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("a session that ended elsewhere leaves nothing of the plan in the page", async () => {
  const { page, key } = await ownerWithProject("Ended elsewhere");
  const member = await join(await invited(page, "eli@example.org", "Contributor"), "Eli");
  await member.goto(`/p/${key}/plan/gantt`);
  await member.locator("[data-task]").first().waitFor();
  await page.goto("/admin/people");
  await page.getByRole("button", { name: "Sign Eli out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await page.getByText("Eli is signed out: 1 session ended.").waitFor();
  await member.getByRole("dialog", { name: "Sign in again" }).waitFor();
  expect(await member.locator("[data-task]").count()).toBe(0);
  await member.getByLabel("Password").fill("six green geese swim");
  await member.getByRole("button", { name: "Sign in", exact: true }).click();
  await member.locator("[data-task]").first().waitFor();
});

test("a second workspace is made from the menu, and one that demands a second factor says what to do", async () => {
  const { page } = await ownerWithProject("First house");
  await page.getByRole("button", { name: "ann", exact: true }).click();
  await page.getByRole("menuitem", { name: "New workspace…" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Second house");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByRole("heading", { name: "How do you want to begin?" }).waitFor();
  await page.goto("/admin/settings");
  await page.getByRole("heading", { name: "Second house" }).waitFor();
  await page.getByLabel("Demand a second factor of everybody").click();
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "Go to “My workspace”" }).click();
  await page.getByRole("button", { name: "ann", exact: true }).waitFor();
  await page.goto("/projects");
  await page.getByText("First house").first().waitFor();
});
