/** True-ups are read as they are written, and what cannot be read is told. */
import { dayOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { trueUpsOfText, trueUpsText } from "./true-up-text.ts";

const JUNE = { day: dayOf(2026, 6, 1), quantity: 20 };
const SEPTEMBER = { day: dayOf(2026, 9, 1), quantity: 2.5 };

test("true-ups are read by day whatever their order, and written the same way", () => {
  expect(trueUpsOfText("2026-09-01 +2.5;  2026-06-01 20 ")).toEqual({ trueUps: [JUNE, SEPTEMBER] });
  expect(trueUpsText([JUNE, SEPTEMBER])).toBe("2026-06-01 +20; 2026-09-01 +2.5");
  expect([trueUpsOfText(" "), trueUpsText(undefined)]).toEqual([{ trueUps: [] }, ""]);
});

test("a day that is not there, fewer licences or further words are refused by name", () => {
  for (const bad of ["2026-02-31 +5", "2026-06-01 -5", "2026-06-01", "+20", "2026-06-01 +20 users"]) expect(trueUpsOfText(`2026-06-01 +1; ${bad}`)).toContain(`“${bad}” is no true-up`);
});
