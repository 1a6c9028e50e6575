/** The checker of optimised schedules accepts right ones and names each kind of fault. */
import { expect, test } from "vitest";
import { rcpspFaults } from "./rcpsp-checker.ts";

/** Four jobs of one resource with capacity 4: 1 before 2 and 3 (2 and 3 units), both before 4. */
const TEXT = `************************************************************************
jobs (incl. supersource/sink ):  4
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1
------------------------------------------------------------------------
  1      1     0       0
  2      1     3       2
  3      1     2       3
  4      1     0       0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1
    4
************************************************************************
`;

test("jobs one after the other are right", () => {
  expect(rcpspFaults(TEXT, [0, 0, 3, 5], 5)).toEqual([]);
  expect(rcpspFaults(TEXT.replaceAll("\n", "\r\n"), [0, 2, 0, 5])).toEqual([]);
});

test("jobs that need more than there is are found", () => {
  expect(rcpspFaults(TEXT, [0, 0, 2, 4])).toEqual(["resource 1 is used 5 of 4 at 2"]);
});

test("a job before its predecessor's end, a missing or broken start and a false makespan are found", () => {
  expect(rcpspFaults(TEXT, [0, 0, 3, 4], 5)).toEqual(["job 4 starts at 4, before job 3 ends at 5"]);
  expect(rcpspFaults(TEXT, [0, 0, 3])).toEqual(["3 starts for 4 jobs"]);
  expect(rcpspFaults(TEXT, [0, 0, -1, 5])).toEqual(["job 3 starts at -1"]);
  expect(rcpspFaults(TEXT, [0, 0, 3, 5], 4)).toEqual(["the makespan is said to be 4 and is 5"]);
});
