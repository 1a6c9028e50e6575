/** The 60 points of a trustworthy screen, each with the tests that decide it, or what is missing before it may count. */

export interface DecidingTests {
  readonly file: string;
  /** What the names of the tests contain, each exactly. Absent: every test of the file. */
  readonly named?: readonly string[];
}

export interface ByEye {
  /** The day on which somebody looked, as 2026-11-23. */
  readonly on: string;
  readonly verdict: "yes" | "no";
  readonly seen: string;
}

export interface Point {
  readonly id: number;
  readonly text: string;
  readonly tests: readonly DecidingTests[];
  /** What the tests do not show of the point. While there is something, the point does not count. */
  readonly missing?: string;
  /** Points that pictures decide. */
  readonly byEye?: ByEye;
}

export interface Part {
  readonly letter: "A" | "B" | "C" | "D" | "E" | "F";
  readonly title: string;
  readonly points: readonly Point[];
}

const journey = (name: string, ...named: string[]): DecidingTests => ({ file: `packages/web/src/journeys/${name}.web.test.ts`, ...(named.length > 0 && { named }) });
const home = (...named: string[]): DecidingTests => ({ file: "packages/web/src/app/home.web.test.ts", named });
const plan = (...named: string[]): DecidingTests => ({ file: "packages/web/src/rooms/plan/plan-page.web.test.ts", named });
const engine = (name: string, ...named: string[]): DecidingTests => ({ file: `packages/engine/src/${name}`, ...(named.length > 0 && { named }) });
const server = (name: string, ...named: string[]): DecidingTests => ({ file: `packages/server/src/${name}`, ...(named.length > 0 && { named }) });

export const CHECKLIST: readonly Part[] = [
  {
    letter: "A",
    title: "First hour",
    points: [
      { id: 1, text: "npm ci && npm start: a usable page, no prompts, at most 5 s after start, no outside request", tests: [], missing: "no test watches a browser's requests from the first start on" },
      { id: 2, text: "Template to scheduled plan in at most 3 clicks and 10 s", tests: [home("a template becomes a scheduled plan in three clicks and a name")] },
      { id: 3, text: "A sample portfolio of 6 projects opens, and is removed in at most 2 clicks", tests: [home("the samples come with one click and go with one click")], missing: "there are fewer than six samples" },
      { id: 4, text: "200 pasted rows in at most 500 ms; one undo removes all", tests: [plan("200 pasted rows are one edit: bad cells keep their text, one undo removes all")] },
      { id: 5, text: "MS Project XML, XLSX and CSV dropped on the welcome page become plans", tests: [home("a dropped plan of Microsoft Project opens with its import report"), server("rooms/projects/plan-files.pg.test.ts", "tables come in as plans")], missing: "XLSX and CSV are dropped by no browser test" },
      { id: 6, text: "Every empty page has one sentence and one primary action", tests: [], missing: "no test walks the pages of a blank project" },
      { id: 7, text: "A list for the first hour that ticks by real actions", tests: [], missing: "there is no such list" },
      { id: 8, text: "E or hover explains CPI, SPI, total float, P80, contingency and driver with the project's numbers", tests: [journey("forecast", "ranges typed in the plan make a forecast"), engine("views/explanation.test.ts", "every card holds at least two of the plan's own numbers"), plan("a task says how much it is needed")] },
      { id: 9, text: "? lists the keys of the page; a palette finds any task", tests: [home("F6 walks from region to region, and ? shows the keys")], missing: "there is no palette" },
      { id: 10, text: "A newcomer's first screen: nothing overlaps, one clear thing to do", tests: [], byEye: { on: "2026-11-22", verdict: "yes", seen: "welcome page in light and dark, 1440 and 360 wide: three ways to begin, nothing covered" } },
    ],
  },
  {
    letter: "B",
    title: "Planning by keyboard and mouse",
    points: [
      { id: 11, text: "3FS+2d, 5SS+50%, NET-4 accepted and normalised; round trip of 200 random links", tests: [journey("typing", "a typed predecessor with lag moves the task"), { file: "packages/formats/src/plan-text/plan-text.test.ts" }] },
      { id: 12, text: "A loop and an unknown row are refused with a sentence; the old value stays", tests: [plan("a loop and an unknown row are refused in place")] },
      { id: 13, text: "Indent and outdent of 50 rows in at most 100 ms", tests: [plan("rows are inserted, indented, moved, linked, deleted and brought back by keys alone")], missing: "50 rows at once are not timed" },
      { id: 14, text: "F2, Ctrl+D, Ctrl+Enter, Ctrl+;, Esc, Enter and Tab behave as in a spreadsheet", tests: [journey("typing", "every kind of edit keeps the focus in the grid")] },
      { id: 15, text: "200 steps of undo and redo return byte-equal projects", tests: [journey("typing", "undoing them all gives back the same bytes")], missing: "fewer than 200 steps" },
      { id: 16, text: "A copied block pastes elsewhere and back as no change", tests: [plan("what is copied pastes back as no change")] },
      { id: 17, text: "Dragging a bar on 2,000 tasks: 95 of 100 edits in 16 ms", tests: [], missing: "measured by npm run bench -- web, not here" },
      { id: 18, text: "10,000 tasks: scrolling, opening, editing within their limits", tests: [], missing: "measured by npm run bench -- web, not here" },
      { id: 19, text: "A typed date keeps the link, sets a constraint, offers undo", tests: [plan("a typed date sets a constraint, keeps the link")] },
      { id: 20, text: "Links drawn, edited and deleted by mouse and by keyboard alone", tests: [plan("a bar is dragged, its end is dragged, a link is drawn and taken away", "rows are inserted, indented, moved, linked, deleted and brought back by keys alone")] },
      { id: 21, text: "Levelling: moves with reasons, finish before and after, undo exact", tests: [journey("schedule-with-people", "levelling shows each task that moves, by how much and why")] },
      { id: 22, text: "Gantt picture, light and dark: everything visible and told apart", tests: [], byEye: { on: "2026-11-23", verdict: "yes", seen: "network upgrade by week in light, all layers on: whiskers, slack, critical hatch, links told apart, no label crossed" } },
    ],
  },
  {
    letter: "C",
    title: "Honest forecast and status",
    points: [
      { id: 23, text: "The promise and its chance stand on Overview, Plan, Status and Portfolio, and agree", tests: [journey("forecast", "a promise gets its chance on every page"), journey("portfolio", "promise and chance are the same on the portfolio, the plan, the risks, the status and the overview")] },
      { id: 24, text: "No forecast date without a percentile or range, on any page", tests: [journey("dates-with-chances")] },
      { id: 25, text: "Computed and manager's call apart; a difference needs an explanation before publishing", tests: [journey("report", "a call that is better than the evidence needs an explanation")] },
      { id: 26, text: "Evidence older than the policy: No evidence, never green", tests: [engine("status/computed-status.test.ts", "without fresh evidence nothing is on track")] },
      { id: 27, text: "Every number in a report has its provenance", tests: [journey("report", "every number says where it comes from")] },
      { id: 28, text: "All 18 contradiction rules fire on a fixture each, none on the clean one", tests: [engine("status/contradictions.test.ts", "fires on its fixture", "nothing contradicts anything")] },
      { id: 29, text: "A number typed against the data is marked", tests: [journey("report", "a typed number that clashes is marked")] },
      { id: 30, text: "Since the last report: equal to the difference of the two snapshots", tests: [journey("report", "the next report lists what changed since, as the two drafts have it"), engine("report/draft.test.ts", "since the last report every change of P80")] },
      { id: 31, text: "A published report: edit and delete refused; edits, deletion, reordering, rollback in the database found", tests: [journey("report", "what is published is altered by no door"), server("rooms/projects/reports/reports.pg.test.ts", "a published report is not altered by commands, undo or the program's role", "whoever alters, removes or reorders reports beside the program is named")] },
      { id: 32, text: "Facts, forecasts and opinions apart, each with its attribution", tests: [journey("report", "its words follow from the numbers")] },
      { id: 33, text: "Same seed, same P10, P50, P80 in browser, server and command line", tests: [{ file: "tools/trust/simulated-everywhere.web.test.ts" }], missing: "there is no MCP server yet" },
      { id: 34, text: "Status page on one screen and on a phone: late or not, by how much, what is asked", tests: [journey("report", "on a phone the finding stands first")], byEye: { on: "2026-11-23", verdict: "yes", seen: "late sample, light at 1440 and 360 wide: the headline says that it will miss its date, with the chance and the date to plan on; what is asked stands under it, both calls follow" } },
    ],
  },
  {
    letter: "D",
    title: "Trouble and money",
    points: [
      { id: 35, text: "What-if answered in at most 2 s (500 tasks, 10,000 runs); the plan's hash unchanged", tests: [journey("forecast", "what if the delivery takes three weeks more", "500 tasks: the answer to what if comes in two seconds")] },
      { id: 36, text: "Six weeks late: at least 4 options with do nothing, each with dates, cost, risk and who must agree, in 5 s", tests: [journey("recover", "from the red mark to options")] },
      { id: 37, text: "An option's numbers equal a full re-simulation", tests: [engine("recovery/ways-out.test.ts", "every option's figures are those of a whole simulation"), journey("recover", "from the red mark to options")] },
      { id: 38, text: "Accepting makes one change request; the plan changes on approval only; rejecting leaves it", tests: [journey("recover", "accepting makes exactly one change request"), server("rooms/projects/change-control.pg.test.ts")] },
      { id: 39, text: "Budget totals equal in every grouping and in the workbook opened by LibreOffice", tests: [journey("forecast", "the budget has the same total in every grouping"), { file: "packages/formats/src/table/money-table.test.ts" }] },
      { id: 40, text: "Joint chance of date and cost shown, equal to the share of runs in the scatter's quadrant", tests: [journey("forecast", "the joint chance of date and cost is the share of the runs")] },
      { id: 41, text: "Every red or amber item has a working “What can we do?”", tests: [journey("recover", "from the red mark to options"), journey("portfolio", "promise and chance are the same")], missing: "tested for the promise on every page, the status and the overview, not for every other red item" },
      { id: 42, text: "Options table and scatter: the best trade-off found by eye in 10 s", tests: [], byEye: { on: "2026-11-23", verdict: "yes", seen: "the late sample in light and dark, 1440 and 360 wide: the line of best trades from the soonest to doing nothing, hollow dots off it, the same letters in the table" } },
    ],
  },
  {
    letter: "E",
    title: "Working together, in and out",
    points: [
      { id: 43, text: "An edit is in the other browser in 1 s; the same cell keeps both values in history", tests: [journey("durable-edits", "each sees the other within a second", "two who edit one row at once keep both edits")] },
      { id: 44, text: "20 offline edits and a reload: all there, in order", tests: [journey("durable-edits", "20 edits made offline"), journey("my-work", "twenty reports without a server")] },
      { id: 45, text: "A request form without sign-in becomes a charter", tests: [], missing: "there is no intake yet" },
      { id: 46, text: "iCal feed accepted by other programs", tests: [], missing: "there is no feed yet" },
      { id: 47, text: "Webhooks out signed; signed ones in accepted, tampered and replayed ones not", tests: [server("rooms/projects/webhooks/webhooks.pg.test.ts"), journey("my-work", "a tracker is let in")], missing: "there are no webhooks out yet" },
      { id: 48, text: "OIDC sign-in; mail through a real SMTP server", tests: [server("sign-in/single-sign-on.pg.test.ts")], missing: "no mail of reports goes through a real SMTP server" },
      { id: 49, text: "OpenAPI lints clean; every UI action has a call; exit codes as documented; MCP", tests: [{ file: "packages/cli/src/main.test.ts" }], missing: "there is no MCP server yet" },
      { id: 50, text: "A day of 300 changes gives one mail", tests: [], missing: "there is no digest yet" },
    ],
  },
  {
    letter: "F",
    title: "For everyone, everywhere",
    points: [
      { id: 51, text: "axe finds nothing on 20 pages in light and dark", tests: [home("the pages are free of accessibility faults in"), plan("no accessibility rule is broken on the"), journey("forecast", "the pages of risks and money break no rule of accessibility"), journey("schedule-with-people", "no accessibility rule is broken by health")] },
      { id: 52, text: "Journeys by keyboard alone; focus always visible", tests: [], missing: "not all of J1, J3 and J10 run by keyboard alone" },
      { id: 53, text: "Accessibility tree: tree grid with level and size; each bar has a sentence", tests: [plan("the grid speaks as a tree grid, and each bar is a sentence")] },
      { id: 54, text: "Targets of 24 px or spaced; every drag has another way", tests: [], missing: "no list of drags and their other ways" },
      { id: 55, text: "Contrast of all token pairs, in colour-vision simulations too", tests: [{ file: "packages/web/src/ui/tokens.test.ts" }] },
      { id: 56, text: "360 x 800: no sideways scroll on 12 pages; progress, approval and status by touch", tests: [home("and never scroll sideways"), plan("at 360 px the plan is a list without sideways scroll")], missing: "fewer than 12 pages" },
      { id: 57, text: "Pseudo-locale and Arabic: nothing clipped, mirrored, numbers by locale", tests: [], missing: "the interface is in English only" },
      { id: 58, text: "Print: status on 2 pages, Gantt in tiles", tests: [], missing: "the Gantt chart has no print form" },
      { id: 59, text: "Text at 200 %, zoom at 400 %, reduced motion, forced colours", tests: [], missing: "not tested" },
      { id: 60, text: "No console error, no failed request, no layout shift in the whole run", tests: [], missing: "complaints are asserted in most journeys, layout shift in none" },
    ],
  },
];

export function points(): readonly Point[] {
  return CHECKLIST.flatMap(({ points: list }) => list);
}
