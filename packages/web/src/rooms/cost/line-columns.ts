/** The columns of own budget lines: sums, licences and cloud use, each with the numbers that it is reckoned from. */
import { compareCloudLine } from "@leadline/engine/cost/cloud-comparison.ts";
import type { BudgetAmount } from "@leadline/engine/model/cost/budget-line.ts";
import { cloudMonthCents, HOURS_PER_MONTH } from "@leadline/engine/model/cost/line-amount.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { BudgetLine } from "@leadline/engine/model/records.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { centsOf, centsText, numberOf, percentOf, percentText } from "../../ui/number-text.ts";
import { dayColumn, taskColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import { currencyColumn, figureColumn, kindColumn } from "./money-columns.ts";
import { trueUpsOfText, trueUpsText } from "./true-up-text.ts";

export interface LineContext {
  readonly project: Project;
  readonly key: string;
  /** What a line comes to, in hundredths of the project's currency. */
  readonly centsOf: (id: string) => number | undefined;
}

type LineColumn = SheetColumn<BudgetLine>;
type Licence = Extract<BudgetAmount, { readonly kind: "licence" }>;
type Cloud = Extract<BudgetAmount, { readonly kind: "cloud" }>;

export function sumColumns(context: LineContext): readonly LineColumn[] {
  return [
    titleColumn<BudgetLine>("name", "Line", 220),
    kindColumn<BudgetLine>(),
    {
      id: "amount",
      label: "Amount",
      width: 110,
      isNumber: true,
      textOf: ({ amount }) => (amount.kind === "sum" ? centsText(amount.cents) : ""),
      keep: (text) => {
        const cents = centsOf(text);
        return cents === undefined ? `“${text}” is no amount of money; type it as 1250.50.` : { amount: { kind: "sum", cents } };
      },
    },
    currencyColumn<BudgetLine>(context.project),
    comesTo(context),
    PHASING,
    ...placeColumns(context, dayColumn<BudgetLine>("lastDay", "To")),
    {
      id: "spending",
      label: "Expenditure",
      width: 120,
      choices: [["", "By the policy"], ["capex", "Capital"], ["opex", "Operating"]],
      textOf: ({ spending }) => spending ?? "",
      keep: (spending, { spendingReason }) => ({ spending: spending === "" ? null : spending, spendingReason: spending === "" ? null : (spendingReason ?? "Set on the page of own lines") }),
    },
    { ...textColumn<BudgetLine>("spendingReason", "Why not by the policy", 160), isFixed: ({ spending }) => spending === undefined },
  ];
}

export function licenceColumns(context: LineContext): readonly LineColumn[] {
  return [
    titleColumn<BudgetLine>("name", "Licence", 220),
    part("metric", "Metric", 120, { textOf: ({ metric }: Licence) => metric, keep: (text) => (text.trim() === "" ? "Say what is counted, such as “named user”." : { metric: text.trim() }) }, isLicence),
    number("quantity", "Quantity", isLicence),
    part("unitPrice", "Each a month", 110, { textOf: ({ unitPriceCents }: Licence) => centsText(unitPriceCents), keep: keptPrice }, isLicence),
    currencyColumn<BudgetLine>(context.project),
    number("months", "Months", isLicence),
    part("trueUps", "True-ups", 200, { textOf: ({ trueUps }: Licence) => trueUpsText(trueUps), keep: (text) => trueUpsOfText(text) }, isLicence),
    comesTo(context),
    ...placeColumns(context),
  ];
}

export function cloudColumns(context: LineContext): readonly LineColumn[] {
  return [
    titleColumn<BudgetLine>("name", "Cloud use", 220),
    number("units", "Units", isCloud),
    number("hoursPerMonth", "Hours a month", isCloud),
    number("ratePerHour", "Rate an hour", isCloud),
    currencyColumn<BudgetLine>(context.project),
    percent("discountPercent", "Discount"),
    PAID,
    { ...percent("offeredDiscountPercent", "Offered for commitment"), isFixed: ({ amount }) => !isCloud(amount) || amount.committed === true },
    number("months", "Months", isCloud),
    comesTo(context),
    figureColumn<BudgetLine>("month", "A month", ({ amount }) => (isCloud(amount) ? cloudMonthCents(amount) : undefined)),
    { id: "breakEven", label: "Commit or not", width: 260, className: "ll-figure", textOf: breakEvenText, show: breakEvenText },
    ...placeColumns(context),
  ];
}

const PHASING: LineColumn = {
  id: "phasing",
  label: "Arises",
  width: 130,
  choices: [["start", "At the start"], ["end", "At the end"], ["prorated", "Evenly"], ["byMonth", "Monthly"], ["dated", "In dated parts"]],
  textOf: ({ phasing }) => phasing.kind,
  keep: (kind, { phasing }) => {
    if (kind === phasing.kind) return {};
    return kind === "dated" ? "Dated parts come with an import; choose another way here." : { phasing: { kind } };
  },
};

/** Whoever commits gets the discount that was offered for it. */
const PAID: LineColumn = {
  id: "committed",
  label: "Paid",
  width: 130,
  choices: [["", "As used"], ["committed", "Committed"]],
  textOf: ({ amount }) => (isCloud(amount) && amount.committed ? "committed" : ""),
  keep: (text, { amount }) => {
    if (!isCloud(amount) || text === "") return { amount: without(amount, "committed") };
    return { amount: { ...without(amount, "offeredDiscountPercent"), discountPercent: amount.offeredDiscountPercent ?? amount.discountPercent, committed: true } };
  },
};

/** Where a line belongs and when it begins; sums end on a day, the others after their months. */
function placeColumns({ project, key }: LineContext, ...more: readonly LineColumn[]): readonly LineColumn[] {
  return [taskColumn<BudgetLine>("taskId", "Task", { project, key }), dayColumn<BudgetLine>("firstDay", "From"), ...more, textColumn<BudgetLine>("supplier", "Supplier", 140)];
}

function comesTo({ project, centsOf: of }: LineContext): LineColumn {
  return figureColumn<BudgetLine>("comesTo", `Comes to (${settingsOf(project).currency})`, ({ id }) => of(id));
}

function isLicence(amount: BudgetAmount): amount is Licence {
  return amount.kind === "licence";
}

function isCloud(amount: BudgetAmount): amount is Cloud {
  return amount.kind === "cloud";
}

interface Part<A> {
  readonly textOf: (amount: A) => string;
  /** Fields of the amount, or a sentence why not. */
  readonly keep: (text: string) => Partial<A> | string;
}

/** One number or word of what a line is reckoned from. */
function part<A extends BudgetAmount>(id: string, label: string, width: number, { textOf, keep }: Part<A>, isOf: (amount: BudgetAmount) => amount is A): LineColumn {
  return {
    id,
    label,
    width,
    ...(id === "metric" || id === "trueUps" ? {} : { isNumber: true as const }),
    textOf: ({ amount }) => (isOf(amount) ? textOf(amount) : ""),
    keep: (text, { amount }) => {
      const kept = keep(text);
      return typeof kept === "string" ? kept : { amount: { ...amount, ...kept } };
    },
  };
}

function number<A extends BudgetAmount>(field: string & keyof A, label: string, isOf: (amount: BudgetAmount) => amount is A): LineColumn {
  return {
    id: field,
    label,
    width: 100,
    isNumber: true,
    textOf: ({ amount }) => (isOf(amount) ? String(amount[field] ?? "") : ""),
    keep: (text, { amount }) => {
      const value = numberOf(text);
      return value === undefined ? `${label}: “${text}” is no number.` : { amount: { ...amount, [field]: value } };
    },
  };
}

/** An empty one is none: what is optional goes, what is needed is 0. */
function percent(field: "discountPercent" | "offeredDiscountPercent", label: string): LineColumn {
  return {
    id: field,
    label,
    width: 100,
    isNumber: true,
    textOf: ({ amount }) => {
      const value = isCloud(amount) ? amount[field] : undefined;
      return value === undefined ? "" : percentText(value);
    },
    keep: (text, { amount }) => {
      if (text.trim() === "") return { amount: field === "discountPercent" ? { ...amount, discountPercent: 0 } : without(amount, field) };
      const value = percentOf(text);
      return value === undefined ? `${label}: “${text}” is no percentage from 0 to 100.` : { amount: { ...amount, [field]: value } };
    },
  };
}

function without(amount: BudgetAmount, field: string): object {
  return Object.fromEntries(Object.entries(amount).filter(([name]) => name !== field));
}

function keptPrice(text: string): Partial<Licence> | string {
  const cents = centsOf(text);
  return cents === undefined ? `“${text}” is no amount of money; type it as 12.50.` : { unitPriceCents: cents };
}

/** "Committed 613.20, as used 525.60 at 60 % use; even at 70 %". */
function breakEvenText({ amount }: BudgetLine): string {
  if (!isCloud(amount) || (!amount.committed && amount.offeredDiscountPercent === undefined && amount.discountPercent === 0)) return "no offer to compare with";
  const { onDemandCents, committedCents, breakEvenUtilisation, cheaper } = compareCloudLine(amount);
  const use = percentText((amount.hoursPerMonth / HOURS_PER_MONTH) * 100);
  const even = breakEvenUtilisation === undefined ? "use costs nothing" : breakEvenUtilisation > 1 ? "never even" : `even at ${percentText(breakEvenUtilisation * 100)} use`;
  return `${cheaper === "committed" ? "Commit" : "Pay as used"}: ${centsText(committedCents)} committed, ${centsText(onDemandCents)} at ${use} use a month; ${even}`;
}
