/** Schemas of money: whole minor units, currencies, and the kinds of cost that a budget is kept by. */
import { z } from "zod";

/** Hundredths of the currency unit, never negative: what is owed the other way round is marked as credit. */
export const amountCents = z.number("an amount of money is a number of cents").int("an amount of money is a whole number of cents").min(0, "an amount of money cannot be negative").max(1e13, "an amount of money is at most 100 thousand million");

/** Hundredths of the currency unit where money may flow both ways. */
export const flowCents = z.number().int("an amount of money is a whole number of cents").min(-1e13, "an amount of money is at most 100 thousand million").max(1e13, "an amount of money is at most 100 thousand million");

/** ISO 4217, such as EUR. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, "a currency is three capital letters such as EUR");

export const costType = z.enum(["labour", "contractor", "hardware", "licence", "cloud", "travel", "contingency", "other"]);
export type CostType = z.infer<typeof costType>;

/** Capital expenditure is written off over its useful life; operating expenditure counts when it is spent. */
export const spending = z.enum(["capex", "opex"]);
export type Spending = z.infer<typeof spending>;

export const paymentDays = z.number().int().min(0, "payment cannot fall due before the cost arises").max(3650);
