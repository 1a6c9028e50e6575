/** Where golden cases come from: our own corpus, and the shared test data where this machine has them. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { readPlanFile } from "@leadline/formats/plan-file.ts";
import type { GoldenCase, GoldenField, GoldenPlan } from "./golden-case.ts";
import { oracleCases } from "./oracle-case.ts";
import { storedDates, withoutResults } from "./stored-dates.ts";
import { statedInTable, TABLE_FIELDS } from "./stated-table.ts";

const START_AND_FINISH: readonly GoldenField[] = ["start", "finish"];
const LATE_DATES: readonly GoldenField[] = ["lateStart", "lateFinish"];

type Choice = (name: string) => boolean;

/** The cases whose names are chosen, and one notice per corpus that is not here. */
export function goldenCases(root: string, isChosen: Choice): { readonly cases: readonly GoldenCase[]; readonly notices: readonly string[] } {
  const data = sharedData(root);
  const own = ownCases(join(root, "corpus"), isChosen);
  if (data === undefined) return { cases: own, notices: ["The shared test data are not here (LEADLINE_TEST_DATA names their folder): only our own corpus was scheduled."] };
  const library = libraryFolder(root, join(data, "mpsplib"));
  const native = libraryFolder(root, join(data, "mspdi-format"), "mpxj-mspdi-native");
  const notices = library === undefined || native === undefined ? ["The plans of mpsplib and mspdi-format could not be unpacked (tar with xz is needed): left out."] : [];
  const oracle = oracleCases(JSON.parse(readFileSync(join(data, "domain-oracle.json"), "utf8"))).filter((one) => isChosen(one.name));
  return { cases: [...own, ...projectFiles(join(data, "mspdi"), isChosen), ...(library === undefined ? [] : libraryFiles(library, isChosen)), ...(native === undefined ? [] : nativeFiles(native, isChosen)), ...oracle], notices };
}

/** The folder of the shared test data, or undefined where there is none. */
export function sharedData(root: string): string | undefined {
  const folder = process.env["LEADLINE_TEST_DATA"] ?? join(root, "../shared/data");
  return existsSync(join(folder, "domain-oracle.json")) ? folder : undefined;
}

/** Real plans written by MS Project; the first letter of the name says what must match (README of the data). N files were written by hand or by other programs. */
function projectFiles(folder: string, isChosen: Choice): GoldenCase[] {
  return planFiles(folder, ".xml", "mspdi", isChosen).flatMap((file) => {
    const tier = file.slice(0, 1);
    const facts = { name: `mspdi/${file}`, group: `mspdi ${tier}`, judged: tier === "A" ? [...START_AND_FINISH, ...LATE_DATES] : START_AND_FINISH, isScoreOnly: tier === "N" };
    const dates = fileCase(folder, file, facts);
    const hasLateDates = tier === "B" || tier === "M";
    return hasLateDates ? [dates, fileCase(folder, file, { ...facts, name: `${facts.name} (late dates)`, group: "mspdi B and M, late", judged: LATE_DATES })] : [dates];
  });
}

/** Number 13 carries levelling delays, so that its dates do not follow from the network alone. */
function libraryFiles(folder: string, isChosen: Choice): GoldenCase[] {
  return planFiles(folder, ".xml", "mpsplib", isChosen).map((file) => fileCase(folder, file, { name: `mpsplib/${file}`, group: "mpsplib", judged: START_AND_FINISH, isScoreOnly: false }));
}

/** Small plans as MS Project 2002 to 2019 saved them: contours, pauses, progress, calendars. A plan without dates compares nothing. */
function nativeFiles(folder: string, isChosen: Choice): GoldenCase[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".xml")).sort();
  return files.flatMap((file) => {
    const name = `native/${file.replace(/^mpxj\/junit\/data\//, "")}`;
    if (!isChosen(name)) return [];
    const golden = fileCase(folder, file, { name, group: "mspdi native", judged: START_AND_FINISH, isScoreOnly: false });
    return golden.stated.length === 0 ? [] : [golden];
  });
}

/** Plans of the project's own corpus: MSPDI with stored dates, and plan-text with a table of dates; see corpus/README.md. */
function ownCases(folder: string, isChosen: Choice): GoldenCase[] {
  const facts = { group: "corpus", isScoreOnly: false };
  const files = planFiles(folder, ".xml", "corpus", isChosen).map((file) => fileCase(folder, file, { ...facts, name: `corpus/${file}`, judged: [...START_AND_FINISH, ...LATE_DATES] }));
  const texts = planFiles(folder, ".plan", "corpus", isChosen).map((file) => {
    const table = readFileSync(join(folder, file.replace(/\.plan$/, ".dates.tsv")), "utf8");
    const read = (): GoldenPlan | undefined => planOf(file, readFileSync(join(folder, file), "utf8"), (task) => task.name);
    return { ...facts, name: `corpus/${file}`, judged: TABLE_FIELDS, stated: statedInTable(table), variants: [{ name: "as stated", read }] };
  });
  return [...texts, ...files];
}

function fileCase(folder: string, file: string, facts: Omit<GoldenCase, "stated" | "variants">): GoldenCase {
  const text = readFileSync(join(folder, file), "utf8");
  return {
    ...facts,
    stated: storedDates(text),
    variants: [
      { name: "as stored", read: () => planOf(file, text, uidOf) },
      { name: "results blanked", read: () => planOf(file, withoutResults(text), uidOf) },
    ],
  };
}

function planOf(file: string, text: string, keyOf: (task: Task) => string): GoldenPlan | undefined {
  const result = readPlanFile(file, new TextEncoder().encode(text), { newId: seededIds("r") });
  if (!result.ok) return undefined;
  const idOfKey = new Map([...result.project.records.task.values()].map((task) => [keyOf(task), task.id]));
  return { project: result.project, taskIdOf: (key) => idOfKey.get(key) };
}

function uidOf(task: Task): string {
  return String(task.uid);
}

function planFiles(folder: string, ending: string, corpus: string, isChosen: Choice): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((file) => file.endsWith(ending) && isChosen(`${corpus}/${file}`)).sort(new Intl.Collator("en", { numeric: true }).compare);
}

/** Unpacks an archive once into .cache; the folder's name holds the archive's size, so a new archive unpacks anew. */
export function libraryFolder(root: string, archiveFolder: string, begins = "mpsplib"): string | undefined {
  const archive = existsSync(archiveFolder) ? readdirSync(archiveFolder).find((file) => file.startsWith(begins) && file.endsWith(".tar.xz")) : undefined;
  if (archive === undefined) return undefined;
  const path = join(archiveFolder, archive);
  const folder = join(root, ".cache/corpora", `${begins}-${statSync(path).size}`);
  if (existsSync(folder)) return folder;
  const unpacking = `${folder}.${process.pid}.part`;
  mkdirSync(unpacking, { recursive: true });
  try {
    execFileSync("tar", ["-xJf", path, "-C", unpacking], { stdio: "ignore" });
    renameSync(unpacking, folder);
    return folder;
  } catch {
    rmSync(unpacking, { recursive: true, force: true });
    return existsSync(folder) ? folder : undefined;
  }
}
