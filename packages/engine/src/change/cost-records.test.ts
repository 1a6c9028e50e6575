/** Tests of bad input in records of money: each is refused with one sentence, and nothing is stored. */
import { edited, refusedWith } from "@leadline/testkit/edits.ts";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import type { RegisterItem } from "../model/registers.ts";
import { dayOf } from "../time/minute.ts";
import { commandSchema, type Command } from "./command.ts";

const DAY = dayOf(2026, 3, 2);
const save = (...records: RegisterItem[]): Command => ({ type: "saveRecords", records });
type Of<K extends RegisterItem["kind"]> = Extract<RegisterItem, { kind: K }>["record"];
const posting = (more: Partial<Of<"actualCost">>): RegisterItem => ({ kind: "actualCost", record: { id: "p", name: "Invoice 7", day: DAY, costType: "hardware", amountCents: 1000, ...more } });
const line = (more: Partial<Of<"budgetLine">>): RegisterItem => ({ kind: "budgetLine", record: { id: "l", name: "Switches", costType: "hardware", amount: { kind: "sum", cents: 1000 }, phasing: { kind: "start" }, ...more } });
const dollars: RegisterItem = { kind: "currencyRate", record: { id: "usd", currency: "USD", day: DAY, rateMillionths: 900_000 } };
const plan = edited(smallPlan([{ id: "a" }, { id: "b" }]), save({ kind: "reserve", record: { id: "r", name: "Contingency", kind: "contingency", amountCents: 10_000 } }));
const refusal = (command: Command) => refusedWith(plan, command)[1];

test("a currency without a rate is refused, and one whose first rate comes later", () => {
  expect(refusal(save(posting({ currency: "USD" })))).toBe("The actual cost “Invoice 7” cannot be kept: there is no rate for USD in the plan. Maybe add one that holds on 2026-03-02.");
  const withRate = edited(plan, save(dollars));
  expect(refusedWith(withRate, save(posting({ currency: "USD", day: DAY - 1 })))[1]).toBe("The actual cost “Invoice 7” cannot be kept: there is no rate for USD on 2026-03-01; the first one holds from 2026-03-02. Maybe add an earlier rate.");
  expect(edited(withRate, save(posting({ currency: "USD" }))).records.actualCost.size).toBe(1);
  expect(edited(plan, save(posting({ currency: "USD" }), dollars)).records.actualCost.size).toBe(1);
  expect(refusal(save({ kind: "currencyRate", record: { ...(dollars.record as Of<"currencyRate">), currency: "EUR" } }))).toContain("it is the project's own currency");
});

test("negative money, half cents and words for currencies fit no record", () => {
  const fits = (item: RegisterItem): boolean => commandSchema.safeParse(save(item)).success;
  expect([fits(posting({})), fits(posting({ credit: true }))]).toEqual([true, true]);
  expect([fits(posting({ amountCents: -1 })), fits(posting({ amountCents: 0.5 })), fits(posting({ currency: "dollars" })), fits(posting({ amountCents: 1e15 }))]).toEqual([false, false, false, false]);
  expect(fits(line({ amount: { kind: "cloud", units: 1, hoursPerMonth: 745, ratePerHour: 1, discountPercent: 0, months: 1 } }))).toBe(false);
  const updated: Command = { type: "updateRecords", records: [{ kind: "actualCost", id: "p", fields: { amountCents: -5 } }] };
  expect(refusedWith(edited(plan, save(posting({}))), updated)[1]).toBe("The actual cost “Invoice 7” stays as it is: amount: an amount of money cannot be negative.");
});

test("a budget line ends after it begins, its parts sum to it, and departing from the policy needs a reason", () => {
  expect(refusal(save(line({ firstDay: DAY, lastDay: DAY - 1 })))).toContain("its last day (2026-03-01) lies before its first (2026-03-02)");
  expect(refusal(save(line({ phasing: { kind: "dated", parts: [{ day: DAY, cents: 999 }] } })))).toContain("its parts add up to 9.99, but the line is 10.00");
  expect(refusal(save(line({ spending: "opex" })))).toContain("it departs from the rule for capital expenditure, and that needs a reason");
  expect(edited(plan, save(line({ spending: "opex", spendingReason: "Leased" }))).records.budgetLine.size).toBe(1);
});

test("no more can be drawn from a reserve than it holds, and a reserve cannot shrink below what was drawn", () => {
  const draw = (id: string, amountCents: number): RegisterItem => ({ kind: "reserveDrawdown", record: { id, name: "Second site", reserveId: "r", day: DAY, amountCents, costType: "contractor", reason: "Change 7" } });
  const drawn = edited(plan, save(draw("1", 6000)));
  expect(refusedWith(drawn, save(draw("2", 4001)))[1]).toBe("The drawdown of a reserve “Second site” cannot be kept: “Contingency” holds 100.00, and with this 100.01 would be drawn from it.");
  expect(refusedWith(drawn, { type: "updateRecords", records: [{ kind: "reserve", id: "r", fields: { amountCents: 5999 } }] })[1]).toContain("60.00 were drawn from it already");
  expect(edited(drawn, { type: "deleteRecords", records: [{ kind: "reserve", id: "r" }] }).records.reserveDrawdown.size).toBe(0);
});

test("a drawdown can name the change request that asked for it, and no other thing; it stays when the request goes", () => {
  const request: RegisterItem = { kind: "changeRequest", record: { id: "cr", code: "CR-1", title: "Second site", state: "open", commands: [], approvals: [] } };
  const draw: RegisterItem = { kind: "reserveDrawdown", record: { id: "1", name: "Second site", reserveId: "r", day: DAY, amountCents: 100, costType: "contractor", reason: "CR-1", changeRequestId: "cr" } };
  expect(refusal(save(draw))).toContain("change request");
  const drawn = edited(plan, save(request), save(draw));
  expect(edited(drawn, { type: "deleteRecords", records: [{ kind: "changeRequest", id: "cr" }] }).records.reserveDrawdown.get("1")).toEqual({ ...draw.record, changeRequestId: undefined });
});

test("hours of a month, terms and percentages beyond their bounds are told in words", () => {
  const cloud = { kind: "cloud" as const, units: 1, hoursPerMonth: 730, ratePerHour: 1, discountPercent: 0, months: 12 };
  const kept = edited(plan, save(line({ amount: cloud })));
  const told = (more: object): string => refusedWith(kept, { type: "updateRecords", records: [{ kind: "budgetLine", id: "l", fields: { amount: { ...cloud, ...more } } }] })[1] ?? "";
  expect(told({ hoursPerMonth: 800 })).toBe("The budget line “Switches” stays as it is: amount: a month has at most 744 hours.");
  expect(told({ months: 1.5 })).toContain("a term is a whole number of months");
  expect(told({ months: 0 })).toContain("a term is at least one month");
  expect(told({ offeredDiscountPercent: 120 })).toContain("a percentage lies between 0 and 100");
});

test("a task belongs to one control account, and an order is expected after it was given", () => {
  const account = (id: string): RegisterItem => ({ kind: "controlAccount", record: { id, name: `Account ${id}`, taskIds: ["a"], organisation: "IT", owner: "Ada" } });
  expect(refusedWith(edited(plan, save(account("1"))), save(account("2")))[1]).toContain("belongs to the control account “Account 1” already");
  const order: RegisterItem = { kind: "purchaseOrder", record: { id: "o", name: "Order 5", day: DAY, expectedDay: DAY - 1, costType: "hardware", amountCents: 1 } };
  expect(refusal(save(order))).toContain("it is expected (2026-03-01) before it is ordered (2026-03-02)");
});

test("a benefit's range rises, and flows lie within the years of their case", () => {
  const businessCase: RegisterItem = { kind: "businessCase", record: { id: "c", name: "New network", discountPercent: 5, years: 3, flows: [] } };
  const benefit: RegisterItem = { kind: "benefit", record: { id: "x", name: "Less downtime", caseId: "c", owner: "Ada", measure: "hours", day: DAY, yearlyCents: { low: 3, likely: 2, high: 4 } } };
  expect(refusal(save(businessCase, benefit))).toContain("its worth must not fall from low (0.03) over likely (0.02)");
  expect(refusal(save({ ...businessCase, record: { ...(businessCase.record as Of<"businessCase">), flows: [{ name: "Late", year: 4, cents: -1 }] } }))).toContain("a flow lies behind the 3 years");
});

test("what a deleted task was named for stays without it", () => {
  const kept = edited(plan, save(posting({ taskId: "a" }), line({ taskId: "a" })), { type: "deleteTasks", ids: ["a"] });
  expect([kept.records.actualCost.get("p")?.taskId, kept.records.budgetLine.get("l")?.taskId]).toEqual([undefined, undefined]);
});
