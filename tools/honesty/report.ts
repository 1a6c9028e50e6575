/** The table of forecasts on real histories: whether P80 held as often as it says, and what it lost against one fixed uplift. */
import { SHARE, judged, type Judged } from "./cross-validation.ts";
import { historySets, type HistorySet } from "./histories.ts";

/** Tens of thousands of tasks need no repetition to be told apart from chance. */
const REPETITIONS = 20;
const MANY = 1000;

export function honestyReport(root = process.cwd()): { readonly text: string; readonly failures: readonly string[] } {
  const sets = historySets(root);
  if (sets.length === 0) return { text: "The shared histories are not here (LEADLINE_TEST_DATA names their folder): nothing was forecast.\n", failures: [] };
  const results = sets.map((set) => judged(set, repetitionsOf(set)));
  const failures = results.flatMap(shortfalls);
  return { text: `${[HEAD, ...results.map(lineOf), "", ...NOTES, ...failures.map((failure) => `missed: ${failure}`)].join("\n")}\n`, failures };
}

function repetitionsOf({ ended }: HistorySet): number {
  return ended.length > MANY ? 1 : REPETITIONS;
}

const HEAD = ["source".padEnd(28), "known at".padEnd(9), "cases".padStart(6), "P80 held".padStart(9), "95 % interval".padStart(15), "loss".padStart(9), "uplift's".padStart(9), "unit".padEnd(6), "loss/est.".padStart(10), "uplift's".padStart(9)].join(" ");

const NOTES = [
  `Forecasts at P${SHARE * 100} by quantile regression on the other nine tenths of the cases, from what was known at that point; ${REPETITIONS} repetitions (1 above ${MANY} cases).`,
  "Loss: mean pinball loss, in the unit and in shares of the estimate. Uplift: the estimate times one factor, learned on the same nine tenths.",
];

function lineOf({ set, projects, held, low, high, loss, fixedLoss, relativeLoss, fixedRelativeLoss }: Judged): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return [set.name.padEnd(28), set.point.padEnd(9), String(projects).padStart(6), percent(held).padStart(9), `${percent(low)}-${percent(high)}`.padStart(15), loss.toFixed(2).padStart(9), fixedLoss.toFixed(2).padStart(9), set.unit.padEnd(6), relativeLoss.toFixed(4).padStart(10), fixedRelativeLoss.toFixed(4).padStart(9)].join(" ");
}

/** What was promised: P80 holds for 70 to 90 % of the projects, and loses less than a fixed uplift. */
function shortfalls({ set, held, loss, fixedLoss }: Judged): string[] {
  const what = `${set.name}, ${set.point}`;
  return [
    ...(Number.isNaN(held) ? [`${what}: no case could be read`] : []),
    ...(held < 0.7 || held > 0.9 ? [`${what}: P80 held for ${(held * 100).toFixed(1)} % (70 to 90 % promised)`] : []),
    ...(loss >= fixedLoss ? [`${what}: loss ${loss.toFixed(2)}, a fixed uplift's ${fixedLoss.toFixed(2)} ${set.unit}`] : []),
  ];
}
