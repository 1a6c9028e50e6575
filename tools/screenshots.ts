/** `npm run screenshots`: the pictures of docs/pictures, taken of a plan under way on the built product. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writePlanFile } from "@leadline/formats/plan-file.ts";
import { runApp, type RunningApp } from "../packages/web/src/app/running-app.fixture.ts";
import { samplePlans } from "../packages/server/src/rooms/projects/sample-plans.ts";
import { BROWSER_ADVICE, findBrowser } from "./browser.mjs";

/** Every picture shows the same day, so that taking them again changes nothing that did not change. */
const NOW = "2026-03-04T10:00";
const TODAY = new Date(2026, 2, 4);
const PLAN = "Campus network upgrade";

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly search?: string;
  readonly theme: "light" | "dark";
  readonly size: { readonly width: number; readonly height: number };
  /** What must be in sight before the picture is taken. */
  readonly shows: string;
}

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };

const root = process.cwd();
const browser = findBrowser();
if (browser === undefined) throw new Error(BROWSER_ADVICE);
process.env["LEADLINE_BROWSER"] = browser;
const app = await runApp({ root });
try {
  await takeAll(app, join(root, "docs/pictures"));
} finally {
  await app.stop();
}

async function takeAll(on: RunningApp, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const plan = `/p/${await bringPlan(on)}/plan/gantt`;
  // Wide enough for the beginning and today.
  const running = "&zoom=month";
  const pictures: readonly Picture[] = [
    { name: "welcome", path: "/", theme: "light", size: DESK, shows: "main h1" },
    { name: "plan-light", path: plan, search: running, theme: "light", size: DESK, shows: "[role=treegrid] [data-task]" },
    { name: "plan-dark", path: plan, search: running, theme: "dark", size: DESK, shows: "[role=treegrid] [data-task]" },
    { name: "plan-phone", path: plan, theme: "light", size: PHONE, shows: "main" },
  ];
  for (const picture of pictures) {
    await take(on, folder, picture);
    console.error(`docs/pictures/${picture.name}.png`);
  }
}

async function take(on: RunningApp, folder: string, { name, path, search = "", theme, size, shows }: Picture): Promise<void> {
  const { page } = await on.page(size);
  await page.goto(`${path}?theme=${theme}&now=${NOW}&motion=0${search}`);
  await page.locator(shows).first().waitFor();
  await page.evaluate("window.leadline.idle()");
  await page.evaluate("document.fonts.ready");
  // The canvas is drawn in the frame after the one that laid it out.
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}

/** The key of a plan that has been under way for some weeks, with progress and a promised date. */
async function bringPlan(on: RunningApp): Promise<string> {
  const sample = samplePlans("picture", TODAY).find(({ name }) => name === PLAN);
  if (!sample) throw new Error(`there is no sample plan “${PLAN}” any more`);
  const answer = await fetch(`${on.address}/api/v1/projects/import?name=campus.json`, {
    method: "POST",
    headers: { origin: on.address, "idempotency-key": "picture", "content-type": "application/octet-stream" },
    body: writePlanFile("json", sample.project).text,
  });
  if (!answer.ok) throw new Error(`the plan for the pictures was not imported: ${await answer.text()}`);
  const { project } = (await answer.json()) as { project: { key: string } };
  return project.key;
}
