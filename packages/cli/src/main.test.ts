/** The command line as people and scripts meet it: a process with arguments, two streams and an exit code. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "leadline-cli-"));
const PLAN = `project "Branch refresh" starts 2026-03-02
calendar Mon-Fri 08:00-12:00 13:00-17:00 except 2026-04-03, 2026-04-06
A "Site survey" 3d
B "Order switches" 8d after A
C "Configure VLANs" 5d after A SS+1d
M "Go-live" 0d after B, C
`;

beforeAll(() => {
  // The first call of a clone builds; its messages must not count in the tests below.
  leadline("--version");
  write("branch.plan", PLAN);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("schedule", () => {
  test("prints every task with dates, slack and marks as JSON on stdout, and nothing on stderr", () => {
    const run = leadline("schedule", path("branch.plan"), "--json");
    expect(run).toMatchObject({ status: 0, stderr: "" });
    const facts = JSON.parse(run.stdout);
    expect(facts.project).toEqual({ name: "Branch refresh", start: "2026-03-02T08:00:00", finish: "2026-03-16T17:00:00", tasks: 4, critical: 3, computeMs: expect.any(Number) });
    expect(facts.problems).toEqual([]);
    expect(facts.tasks[2]).toEqual({
      uid: 3,
      wbs: "3",
      name: "Configure VLANs",
      start: "2026-03-03T08:00:00",
      finish: "2026-03-09T17:00:00",
      earlyStart: "2026-03-03T08:00:00",
      earlyFinish: "2026-03-09T17:00:00",
      lateStart: "2026-03-10T08:00:00",
      lateFinish: "2026-03-16T17:00:00",
      totalSlackMinutes: 2400,
      freeSlackMinutes: 2400,
      critical: false,
      summary: false,
      milestone: false,
      manual: false,
    });
    expect(facts.tasks[3]).toMatchObject({ name: "Go-live", start: "2026-03-16T17:00:00", milestone: true, critical: true });
  });

  test("schedules an .xer by Primavera's rules, and any other plan where --p6 asks for them", () => {
    const progressed = PLAN.replace('B "Order switches" 8d after A', 'B "Order switches" 8d after A start-no-earlier-than 2026-03-09');
    write("p6.plan", progressed);
    expect(leadline("convert", path("p6.plan"), path("p6.xer")).status).toBe(0);
    const facts = JSON.parse(leadline("schedule", path("p6.xer"), "--json").stdout);
    expect(facts.problems).toEqual([]);
    expect(facts.tasks.map(({ name, start }: { name: string; start: string }) => `${name} ${start}`)).toEqual(["Site survey 2026-03-02T08:00:00", "Order switches 2026-03-09T08:00:00", "Configure VLANs 2026-03-03T08:00:00", "Go-live 2026-03-18T17:00:00"]);
    expect(leadline("schedule", path("p6.plan"), "--p6", "--why", "2").stdout).toContain("start on or after Mon 9 March 2026");
    const refused = leadline("schedule", path("p6.xer"), "--project", "OTHER");
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toContain("The file holds no project “OTHER”. It holds “Branch refresh”.");
    expect(leadline("convert", path("p6.xer"), path("p6.xml")).stderr).toContain("mspdi/p6-rules");
  });

  test("prints a table for people, without colour in a pipe", () => {
    const run = leadline("schedule", path("branch.plan"));
    expect(run.stdout).toBe(
      [
        "Branch refresh: 2026-03-02 08:00 to 2026-03-16 17:00, 4 tasks, 3 critical",
        "",
        "UID  WBS  Task             Start             Finish            Slack h",
        "  1  1    Site survey      2026-03-02 08:00  2026-03-04 17:00        0  *",
        "  2  2    Order switches   2026-03-05 08:00  2026-03-16 17:00        0  *",
        "  3  3    Configure VLANs  2026-03-03 08:00  2026-03-09 17:00       40",
        "  4  4    Go-live          2026-03-16 17:00  2026-03-16 17:00        0  *",
        "",
      ].join("\n"),
    );
  });

  test("prints one tab-separated line per task for grep", () => {
    const run = leadline("schedule", path("branch.plan"), "--plain");
    expect(run.stdout.split("\n")[2]).toBe("3\t3\t2026-03-03T08:00:00\t2026-03-09T17:00:00\t2400\t-\tConfigure VLANs");
  });

  test("explains the dates of one task, in sentences and as JSON", () => {
    const text = leadline("schedule", path("branch.plan"), "--why", "2");
    expect(text).toMatchObject({ status: 0, stderr: "" });
    expect(text.stdout).toMatch(/Order switches/);
    expect(text.stdout).toMatch(/Site survey/);
    const { why } = JSON.parse(leadline("schedule", path("branch.plan"), "--why", "2", "--json").stdout);
    expect(why).toMatchObject({ uid: 2, headline: expect.stringContaining("Order switches"), steps: expect.arrayContaining([expect.objectContaining({ uid: 2, cause: "link" })]) });
  });

  test("an unknown task exits with 3 and says how to find it", () => {
    expect(leadline("schedule", path("branch.plan"), "--why", "99")).toMatchObject({ status: 3, stdout: "", stderr: expect.stringMatching(/no task has the UID 99/) });
  });

  test("a loop of links is a problem in the list, and the rest is scheduled", () => {
    write("loop.plan", 'project "Loop" starts 2026-03-02\nA "One" 1d after B\nB "Two" 1d after A\nC "Free" 2d\n');
    const run = leadline("schedule", path("loop.plan"), "--json");
    const { problems, tasks } = JSON.parse(run.stdout);
    expect(run.status).toBe(0);
    expect(problems).toEqual(expect.arrayContaining([expect.objectContaining({ code: "link/loop", message: expect.stringMatching(/One|Two/) })]));
    expect(tasks[2]).toMatchObject({ name: "Free", finish: "2026-03-03T17:00:00" });
  });
});

describe("bad input", () => {
  test.each([
    ["cut.xml", "<?xml version='1.0'?><Project xmlns='http://schemas.microsoft.com/project'><Tasks><Task><UID>1"],
    ["text.xml", "This is no plan at all."],
    ["empty.xml", ""],
    ["bomb.xml", "<!DOCTYPE p [<!ENTITY a 'aa'>]><Project/>"],
    ["broken.json", '{"format":'],
    ["odd.plan", 'project "P" starts 2026-03-02\nA "One" 3parsecs\n'],
  ])("%s fails with one sentence that names the file", (name, text) => {
    write(name, text);
    const run = leadline("schedule", path(name), "--json");
    expect(run).toMatchObject({ status: 1, stdout: "" });
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
    expect(run.stderr).toContain(path(name));
    expect(run.stderr).not.toMatch(/\bat .*\.(ts|mjs)/);
  });

  test("the sentence names the line", () => {
    write("odd.plan", 'project "P" starts 2026-03-02\nA "One" 3parsecs\n');
    expect(leadline("schedule", path("odd.plan")).stderr).toContain("odd.plan:2:");
  });

  test("a missing file exits with 3, a folder with 1, a forbidden file with 4", () => {
    expect(leadline("schedule", path("nowhere.xml"))).toMatchObject({ status: 3, stderr: expect.stringContaining("nowhere.xml: no such file") });
    expect(leadline("schedule", folder).status).toBe(1);
    write("locked.plan", PLAN);
    chmodSync(path("locked.plan"), 0);
    expect(leadline("schedule", path("locked.plan")).status).toBe(process.getuid?.() === 0 ? 0 : 4);
  });

  test("a word that is nearly a verb exits with 2 and asks whether it was meant", () => {
    expect(leadline("shedule", "x.xml")).toMatchObject({ status: 2, stderr: expect.stringMatching(/Did you mean schedule\?/) });
    expect(leadline("schedule", "x.xml", "--jsn")).toMatchObject({ status: 2, stderr: expect.stringMatching(/Did you mean --json\?/) });
    expect(leadline("schedule").status).toBe(2);
    expect(leadline("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("schedule") });
  });
});

describe("convert", () => {
  test("plan-text becomes MS Project XML and comes back with the same dates", () => {
    const run = leadline("convert", path("branch.plan"), path("branch.xml"));
    expect(run).toMatchObject({ status: 0, stdout: "", stderr: expect.stringContaining("4 tasks written") });
    expect(datesOf("branch.xml")).toEqual(datesOf("branch.plan"));
    expect(leadline("convert", path("branch.xml"), path("branch.json")).status).toBe(0);
    expect(datesOf("branch.json")).toEqual(datesOf("branch.plan"));
  });

  test("losses come as JSON where asked", () => {
    const run = leadline("convert", path("branch.plan"), path("again.json"), "--json");
    expect(JSON.parse(run.stdout)).toMatchObject({ from: "plan-text", to: "json", tasks: 4, losses: [], problems: [] });
  });

  test("the input is never overwritten", () => {
    expect(leadline("convert", path("branch.plan"), path("branch.plan"))).toMatchObject({ status: 5, stderr: expect.stringContaining("never overwritten") });
    expect(readFileSync(path("branch.plan"), "utf8")).toBe(PLAN);
  });

  test("a bad input writes nothing, and leaves what was there", () => {
    write("bad.xml", "<Project><Tasks>");
    write("kept.json", "before");
    expect(leadline("convert", path("bad.xml"), path("kept.json")).status).toBe(1);
    expect(readFileSync(path("kept.json"), "utf8")).toBe("before");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("an unknown ending exits with 2 and lists the known ones", () => {
    expect(leadline("convert", path("branch.plan"), path("branch.mpp"))).toMatchObject({ status: 2, stderr: expect.stringContaining(".xml, .xer, .json, .plan") });
  });

  test("a folder that does not exist exits with 3", () => {
    expect(leadline("convert", path("branch.plan"), join(folder, "none", "a.xml")).status).toBe(3);
  });
});

describe("templates", () => {
  test("are listed for people, for grep and as JSON", () => {
    const { templates } = JSON.parse(leadline("templates", "--json").stdout);
    expect(templates.length).toBeGreaterThanOrEqual(4);
    expect(templates[0]).toEqual({ key: expect.any(String), name: expect.any(String), exampleScope: expect.any(String) });
    expect(leadline("templates").stdout).toContain(templates[0].name);
    expect(leadline("templates", "--plain").stdout.split("\n")[0]?.split("\t")).toHaveLength(3);
  });

  test("each makes a plan that starts when asked", () => {
    for (const { key } of JSON.parse(leadline("templates", "--json").stdout).templates) {
      expect(leadline("new", key, "--start", "2026-03-02", "-o", path(`${key}.xml`)), key).toMatchObject({ status: 0, stdout: "" });
      const facts = JSON.parse(leadline("schedule", path(`${key}.xml`), "--json").stdout);
      expect(facts.project.start, key).toBe("2026-03-02T08:00:00");
      expect(facts.project.tasks, key).toBeGreaterThan(20);
    }
  }, 60_000);

  test("an unknown template exits with 3, a bad date with 2, and nothing is written", () => {
    expect(leadline("new", "sofware-app", "--start", "2026-03-02", "-o", path("no.xml"))).toMatchObject({ status: 3, stderr: expect.stringContaining("Maybe you mean software-app") });
    expect(leadline("new", "software-app", "--start", "soon", "-o", path("no.xml"))).toMatchObject({ status: 2, stderr: expect.stringContaining('"soon" is not a date') });
    expect(leadline("new", "software-app", "-o", path("no.xml")).status).toBe(2);
    expect(existsSync(path("no.xml"))).toBe(false);
  });
});

test("the end of a pipe is no failure", () => {
  const run = spawnSync("sh", ["-c", `"${process.execPath}" "${join(root, "bin/leadline.mjs")}" schedule "${path("branch.plan")}" --json | head -c 1`], { encoding: "utf8" });
  expect(run).toMatchObject({ status: 0, stdout: "{", stderr: "" });
});

function leadline(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "bin/leadline.mjs"), ...words], { encoding: "utf8", maxBuffer: 1e9 });
  return { status, stdout, stderr };
}

function datesOf(name: string): unknown {
  return JSON.parse(leadline("schedule", path(name), "--json").stdout).tasks.map((task: { name: string; start: string; finish: string; lateFinish: string }) => [task.name, task.start, task.finish, task.lateFinish]);
}

function write(name: string, text: string): void {
  writeFileSync(path(name), text);
}

function path(name: string): string {
  return join(folder, name);
}
