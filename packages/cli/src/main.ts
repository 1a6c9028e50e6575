/** The `leadline` command: reads the words after it, runs one verb, and answers with an exit code. */
import type { Minute } from "@leadline/engine/time/minute.ts";
import { Command, CommanderError } from "commander";
import { version } from "../package.json";
import type { BudgetVerbOptions } from "./budget-verb.ts";
import type { ConvertOptions } from "./convert-verb.ts";
import type { DiagnoseOptions } from "./diagnose-verb.ts";
import type { DiffOptions } from "./diff-verb.ts";
import { EXIT, type Outcome } from "./exit-code.ts";
import type { EvmVerbOptions } from "./evm-verb.ts";
import type { HealthVerbOptions } from "./health-verb.ts";
import type { StatusVerbOptions } from "./status-verb.ts";
import type { LevelOptions } from "./level-verb.ts";
import type { NewOptions } from "./new-verb.ts";
import type { RecoverVerbOptions } from "./recover-verb.ts";
import type { RemoteVerbOptions } from "./remote/remote-verb.ts";
import type { RisksVerbOptions } from "./risks-verb.ts";
import type { ScheduleOptions } from "./schedule-verb.ts";
import type { SimulateVerbOptions } from "./simulate-verb.ts";
import type { TemplatesOptions } from "./templates-verb.ts";
import type { VerifyOptions } from "./verify-verb.ts";
import { endQuietlyWhenThePipeCloses, processTerminal } from "./terminal.ts";

/** Each verb is loaded when it is asked for, so that a short one does not wait for the rest. */
type VerbOutcome = Outcome<undefined>;

const FILES = "A FILE is MS Project XML (.xml), a Primavera export (.xer), a plan of GanttProject (.gan), ProjectLibre (.pod), Planner (.planner), an old MS Project (.mpx) or PSPLIB (.sm), a table (.xlsx, .csv), a template (.yaml), Leadline's own .json, or plan-text (.plan).";
const EXIT_CODES = "Exit codes: 0 ok, 1 failed, 2 usage, 3 not found, 4 not allowed, 5 conflict.";

const terminal = processTerminal();
process.stdout.on("error", endQuietlyWhenThePipeCloses);
process.exitCode = await run(process.argv.slice(2));

async function run(words: readonly string[]): Promise<number> {
  const outcomes: VerbOutcome[] = [];
  const answer = async (outcome: Promise<VerbOutcome>): Promise<void> => void outcomes.push(await outcome);
  try {
    await commandLine(answer).parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  }
  const [outcome] = outcomes;
  if (!outcome || outcome.ok) return EXIT.ok;
  terminal.tell(`leadline: ${outcome.sentence}`);
  return outcome.exitCode;
}

function commandLine(answer: (outcome: Promise<VerbOutcome>) => Promise<void>): Command {
  const program = new Command("leadline")
    .description("Plans on the command line: schedule, convert and start from templates. Works on files, no server needed.")
    .version(version)
    .addHelpText("after", `\n${FILES}\n${EXIT_CODES}`)
    .exitOverride()
    .showHelpAfterError("(leadline help shows all verbs)");

  program
    .command("schedule")
    .description("schedule a plan from its inputs (stored dates are ignored) and print the dates")
    .argument("<file>", "the plan")
    .option("--json", "print everything as JSON")
    .option("--plain", "print tab-separated lines: uid, wbs, start, finish, slack in minutes, critical, name")
    .option("--why <uid>", "explain the dates of one task")
    .option("--p6", "schedule by Primavera's rules, whatever the plan says")
    .option("--project <name>", "the project to take from a file that holds several (.xer)")
    .option("--dates <order>", "in a table that leaves it open: dmy where the day comes first, mdy where the month does")
    .option("--decimals <mark>", "in a table that leaves it open: point or comma")
    .action((file: string, options: ScheduleOptions) => answer(import("./schedule-verb.ts").then(({ scheduleVerb }) => scheduleVerb(file, options, terminal))));

  program
    .command("level")
    .description("let tasks wait where people are overloaded, and say who waits for whom and why")
    .argument("<files...>", "the plan; several plans share people, the first one gets them first")
    .option("--json", "print everything as JSON")
    .option("--plain", "print tab-separated lines: uid, wbs, start, finish, slack in minutes, critical, name")
    .option("--order <order>", "who waits first: standard, priority or id")
    .option("--basis <basis>", "how exactly demand is compared with what people can give: minute, hour, day, week or month")
    .option("--within-slack", "let no task wait longer than its slack, so that the finish stays")
    .option("--keep-delays", "keep the delays of an earlier levelling instead of clearing them first")
    .option("--split", "let tasks pause instead of starting later")
    .option("--per-assignment", "delay one person alone where a task has several")
    .option("--optimize <seconds>", "search so long for an earlier finish")
    .option("--seed <number>", "the same seed and number of plans find the same")
    .option("--seconds <seconds>", "search so long for a short schedule of a PSPLIB instance (.sm); 1 unless given")
    .option("--schedules <number>", "make at most so many schedules of a PSPLIB instance (.sm)")
    .option("-o, --output <file>", "write the levelled plan; its ending says the format")
    .action((files: string[], options: LevelOptions) => answer(import("./level-verb.ts").then(({ levelVerb }) => levelVerb(files, options, terminal))));

  program
    .command("health")
    .description("check a plan by the DCMA's 14 points and further ones, with what each was counted over")
    .argument("<file>", "the plan")
    .option("--json", "print everything as JSON")
    .option("--plain", "print tab-separated lines: id, name, pass or fail, value, threshold, numerator, denominator")
    .action((file: string, options: HealthVerbOptions) => answer(import("./health-verb.ts").then(({ healthVerb }) => healthVerb(file, options, terminal))));

  program
    .command("status")
    .description("the status that follows from the evidence, what does not fit together, and early warnings")
    .argument("<file>", "the plan")
    .option("--status-date <date>", "the data date: YYYY-MM-DD (end of that day) or YYYY-MM-DDTHH:MM; the plan's own unless given, else now")
    .option("--target <date>", "the date that was promised; the plan's own promise unless given")
    .option("--runs <number>", "how often the plan is run with drawn durations and risks; 10000 unless given")
    .option("--seed <number>", "the same seed gives the same chances; 1 unless given")
    .option("--json", "print everything as JSON")
    .option("--plain", "print one tab-separated line: status, then value and chance of date, cost and scope")
    .option("--project <name>", "the project to take from a file that holds several (.xer)")
    .action((file: string, options: StatusVerbOptions) => answer(import("./status-verb.ts").then(({ statusVerb }) => statusVerb(file, options, terminal, wallClockNow()))));

  program
    .command("budget")
    .description("what a plan is going to cost, by WBS element, kind of cost and month")
    .argument("<file>", "the plan")
    .option("--json", "print everything as JSON, amounts in whole minor units")
    .option("--plain", "print tab-separated lines: wbs, kind of cost, capex or opex, amount in minor units")
    .option("--csv", "print a table for spreadsheets: a row per WBS element and kind of cost, a column per month, totals on both sides")
    .option("--xlsx <out>", "write the same table as a workbook")
    .option("--runs <number>", "how often the plan is run through for the chances; 10000 unless given")
    .option("--seed <number>", "the same seed gives the same chances; 1 unless given")
    .option("--project <name>", "the project to take from a file that holds several (.xer)")
    .action((file: string, options: BudgetVerbOptions) => answer(import("./budget-verb.ts").then(({ budgetVerb }) => budgetVerb(file, options, terminal))));

  program
    .command("evm")
    .description("earned value and earned schedule at a status date, from a baseline and what was done and spent")
    .argument("<file>", "the plan")
    .option("--status-date <date>", "everything up to here counts: YYYY-MM-DD (end of its working day) or YYYY-MM-DDTHH:MM; the plan's own unless given")
    .option("--rule <rule>", "leadline: each task's earning rule (percent complete where it has none); msProject: percent complete along the baseline")
    .option("--baseline <number>", "another baseline than the plan says, 0 to 10")
    .option("--period <period>", "how earned schedule counts: day (working days), week or month")
    .option("--runs <number>", "how often the plan is run through for the range of the estimate at completion; 10000 unless given")
    .option("--seed <number>", "the same seed gives the same range; 1 unless given")
    .option("--json", "print everything as JSON, amounts in whole minor units")
    .option("--plain", "print one tab-separated line: BAC, PV, EV, AC, CPI, SPI, ES, SPI(t)")
    .option("--project <name>", "the project to take from a file that holds several (.xer)")
    .action((file: string, options: EvmVerbOptions) => answer(import("./evm-verb.ts").then(({ evmVerb }) => evmVerb(file, options, terminal))));

  program
    .command("simulate")
    .description("when a plan will finish and what it will cost, as ranges with chances, and what drives them")
    .argument("<file>", "the plan")
    .option("--runs <number>", "how often the plan is run with drawn durations and risks; 10000 unless given")
    .option("--seed <number>", "the same seed gives the same numbers; 1 unless given")
    .option("--threads <number>", "threads that share the runs; the numbers are the same for any")
    .option("--target <date>", "a date to be kept, YYYY-MM-DD (end of that day): its chance is told")
    .option("--no-risks", "leave the risk register out")
    .option("--spread <spread>", "give tasks without a range a usual one: low, medium or high")
    .option("--json", "print everything as JSON, amounts in whole minor units")
    .option("--plain", "print one tab-separated line: P10, P50, P80, P90, the plan's date, its chance, cost P50, cost P80")
    .option("--project <name>", "the project to take from a file that holds several (.xer)")
    .action((file: string, options: SimulateVerbOptions) => answer(import("./simulate-verb.ts").then(({ simulateVerb }) => simulateVerb(file, options, terminal))));

  program
    .command("recover")
    .description("ways out of a plan that is late: options with their dates, costs, risks and who must agree, doing nothing first")
    .argument("<file>", "the plan")
    .option("--by <date>", "the date to be kept, YYYY-MM-DD (end of that day); the promised finish unless given")
    .option("--save <amount>", "instead of a date: an amount to be saved, in the plan's currency")
    .option("--free <person>", "instead of a date: somebody whose open work others are to do")
    .option("--chance <percent>", "in how many of the runs it is to be kept; 80 unless given")
    .option("--runs <number>", "how often each plan is run; 10000 unless given")
    .option("--seed <number>", "the same seed gives the same numbers; 1 unless given")
    .option("--json", "print everything as JSON, amounts in whole minor units")
    .option("--plain", "print tab-separated lines: kind, P50, P80, cost P50, cost P80, chance, dominated or -, summary")
    .option("--project <name>", "the project to take from a file that holds several (.xer)")
    .action((file: string, options: RecoverVerbOptions) => answer(import("./recover-verb.ts").then(({ recoverVerb }) => recoverVerb(file, options, terminal))));

  program
    .command("risks")
    .description("the risk register, with what each risk does to finish and cost")
    .argument("<file>", "the plan")
    .option("--runs <number>", "how often the plan is run; 5000 unless given")
    .option("--seed <number>", "the same seed gives the same numbers; 1 unless given")
    .option("--json", "print everything as JSON, amounts in whole minor units")
    .option("--plain", "print tab-separated lines: id, chance, days at P80, cost at P80 in minor units, title")
    .option("--project <name>", "the project to take from a file that holds several (.xer)")
    .action((file: string, options: RisksVerbOptions) => answer(import("./risks-verb.ts").then(({ risksVerb }) => risksVerb(file, options, terminal))));

  program
    .command("diagnose")
    .description("say why the finish moved: windows between states of one plan, progress apart from changes, the path as built, events")
    .argument("<files...>", "states of one plan in the order of their status dates, oldest first; one alone is told against its baselines")
    .option("--json", "print everything as JSON")
    .action((files: readonly string[], options: DiagnoseOptions) => answer(import("./diagnose-verb.ts").then(({ diagnoseVerb }) => diagnoseVerb(files, options, terminal))));

  program
    .command("diff")
    .description("compare two versions of a plan: what changed, and what each change did to the finish")
    .argument("<old>", "the earlier plan")
    .argument("<new>", "the later plan")
    .option("--json", "print everything as JSON")
    .action((old: string, next: string, options: DiffOptions) => answer(import("./diff-verb.ts").then(({ diffVerb }) => diffVerb(old, next, options, terminal))));

  program
    .command("convert")
    .description("write a plan in another format; says on stderr what that format cannot hold")
    .argument("<in>", "the plan")
    .argument("<out>", "the new file; its ending says the format: .xml, .xer, .json, .plan, .xlsx, .csv")
    .option("--json", "print the losses as JSON")
    .option("--project <name>", "the project to take from a file that holds several (.xer)")
    .option("--dates <order>", "in a table that leaves it open: dmy where the day comes first, mdy where the month does")
    .option("--decimals <mark>", "in a table that leaves it open: point or comma")
    .action((input: string, output: string, options: ConvertOptions) => answer(import("./convert-verb.ts").then(({ convertVerb }) => convertVerb(input, output, options, terminal))));

  program
    .command("templates")
    .description("list the built-in templates")
    .option("--json", "print them as JSON")
    .option("--plain", "print tab-separated lines: key, name, scope")
    .action((options: TemplatesOptions) => answer(import("./templates-verb.ts").then(({ templatesVerb }) => templatesVerb(options, terminal))));

  program
    .command("new")
    .description("make a plan from a built-in template")
    .argument("<template>", "key of the template, as listed by: leadline templates")
    .requiredOption("--start <date>", "start of the project, YYYY-MM-DD or YYYY-MM-DDTHH:MM")
    .requiredOption("-o, --output <file>", "the new file; its ending says the format: .xml, .xer, .json, .plan, .xlsx, .csv")
    .option("--name <name>", "name of the project")
    .action((template: string, options: NewOptions) => answer(import("./new-verb.ts").then(({ newVerb }) => newVerb(template, options, terminal))));

  program
    .command("remote")
    .description("ask a running server: projects, tasks, templates or files to list, get, create, update; status of one project")
    .argument("<kind>", "projects, tasks, templates, files or status")
    .argument("[words...]", "what to do, on what, and fields as name=value: list | get NET | create name=Move start=2027-03-01")
    .option("--server <address>", "the server; LEADLINE_SERVER, or http://127.0.0.1:3000 unless given")
    .option("--token-file <file>", "a file that holds the token and that only you can read; without it LEADLINE_TOKEN")
    .option("--fail-below <percent>", "status: exit 1 where the chance to finish on time is lower than that")
    .option("--json", "print the answer as JSON")
    .option("--plain", "print tab-separated lines")
    .action((kind: string, words: string[], options: RemoteVerbOptions) => answer(import("./remote/remote-verb.ts").then(({ remoteVerb }) => remoteVerb(kind, words, options, terminal))));

  program
    .command("start")
    .description("start the server with its web pages")
    .action(() => answer(import("./server-verb.ts").then(({ serverVerb }) => serverVerb([]))));

  program
    .command("migrate")
    .description("back the database up, bring it to the state that this version needs, and end")
    .option("--back", "undo the last upgrade: restore the backup that was made before it")
    .action((options: { readonly back?: true }) => answer(serverWords(["migrate", ...flags(options)])));

  program
    .command("backup")
    .description("write everything (projects, logs, accounts, attached files) into one file; a running server goes on")
    .argument("<file>", "the new file")
    .action((file: string) => answer(serverWords(["backup", "--", file])));

  program
    .command("restore")
    .description("put a backup back, read it again and compare; the server must not run")
    .argument("<file>", "a backup")
    .option("--replace", "give up the projects that are there now")
    .option("--check", "only look whether the backup is whole")
    .action((file: string, options: { readonly replace?: true; readonly check?: true }) => answer(serverWords(["restore", ...flags(options), "--", file])));

  program
    .command("export")
    .description("write a workspace as open lines of JSON (docs/formats/export.md); a running server goes on")
    .argument("<file>", "the new file; one that ends in .gz is compressed")
    .option("--workspace <id>", "another workspace than the first")
    .action((file: string, options: { readonly workspace?: string }) => answer(serverWords(["export", ...workspaceWords(options), "--", file])));

  program
    .command("import")
    .description("bring an export into this installation; ids, logs and proofs stay; the server must not run")
    .argument("<file>", "an export")
    .option("--workspace <id>", "into another workspace than the first")
    .action((file: string, options: { readonly workspace?: string }) => answer(serverWords(["import", ...workspaceWords(options), "--", file])));

  program
    .command("verify")
    .description("check an export, or the proof of one entry, against its signatures; or the database against its log")
    .argument("[file]", "an export (.ndjson, .ndjson.gz) or a proof (.tlog-proof)")
    .option("--database", "the database of this installation, whether the server runs or not")
    .option("--key <key>", "the public key that you trust: base64, a verifier key, or a file that holds one")
    .option("--checkpoint <file>", "a checkpoint that you kept earlier")
    .option("--json", "print what was found as JSON")
    .action((file: string | undefined, options: VerifyOptions) => answer(import("./verify-verb.ts").then(({ verifyVerb }) => verifyVerb(file, options, terminal))));

  program
    .command("reset-password")
    .description("make a link to a new password for somebody who cannot be mailed one; a running server goes on")
    .argument("<email>", "the address of the account")
    .action((email: string) => answer(serverWords(["reset-password", "--", email])));

  program
    .command("move")
    .description("move everything from the data folder to the PostgreSQL of DATABASE_URL (server), or back (folder)")
    .argument("<where>", "server or folder")
    .option("--replace", "give up what is there")
    .action((where: string, options: { readonly replace?: true }) => answer(serverWords(["move", ...flags(options), "--", where])));

  return program;
}

function workspaceWords({ workspace }: { readonly workspace?: string }): string[] {
  return workspace === undefined ? [] : ["--workspace", workspace];
}

function serverWords(words: readonly string[]): Promise<VerbOutcome> {
  return import("./server-verb.ts").then(({ serverVerb }) => serverVerb(words));
}

/** Options without values, as they were written. */
function flags(options: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => (value === true ? [`--${name}`] : []));
}

/** Plans have no time zone: the wall clock of this computer. */
function wallClockNow(): Minute {
  const now = new Date();
  return (Math.floor(now.getTime() / 60_000) - now.getTimezoneOffset()) as Minute;
}
