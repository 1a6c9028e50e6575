/** Who is asked for more than there is by several projects together. */
import { expect, test } from "vitest";
import type { PersonLoad } from "./kept-forecast.ts";
import { sharedPeople } from "./shared-people.ts";

const load = (name: string, asked: number, { email, week = 100, capacity = 40 }: { readonly email?: string; readonly week?: number; readonly capacity?: number } = {}): PersonLoad => ({
  resourceId: name,
  name,
  ...(email !== undefined && { email }),
  weeks: [{ week, asked: asked * 60, capacity: capacity * 60 }],
});

test("30 h for one project and 20 h for another are 125 % of a week of 40 h", () => {
  expect(sharedPeople([{ projectId: "A", people: [load("Rita", 20)] }, { projectId: "B", people: [load("rita ", 30)] }])).toEqual([
    { name: "Rita", weeks: [{ week: 100, asked: 3000, capacity: 2400, projects: [{ projectId: "B", asked: 1800 }, { projectId: "A", asked: 1200 }] }] },
  ]);
});

test("what fits is not told, nor what one project asks too much of alone, nor different weeks", () => {
  expect(sharedPeople([{ projectId: "A", people: [load("Rita", 20)] }, { projectId: "B", people: [load("Rita", 20)] }])).toEqual([]);
  expect(sharedPeople([{ projectId: "A", people: [load("Rita", 60)] }, { projectId: "B", people: [load("Tom", 10)] }])).toEqual([]);
  expect(sharedPeople([{ projectId: "A", people: [load("Rita", 30, { week: 100 })] }, { projectId: "B", people: [load("Rita", 30, { week: 107 })] }])).toEqual([]);
});

test("an e-mail address says who somebody is, whatever the plans call them", () => {
  const shared = sharedPeople([{ projectId: "A", people: [load("Rita Hay", 30, { email: "Rita@x.org" })] }, { projectId: "B", people: [load("R. Hay", 30, { email: "rita@x.org" })] }]);
  expect(shared.map(({ name, email }) => [name, email])).toEqual([["Rita Hay", "rita@x.org"]]);
});

test("two people of one name with two addresses are two; a third without an address is neither", () => {
  const people = [load("Jo", 30, { email: "jo@x.org" }), load("Jo", 30, { email: "jo@y.org" }), load("Jo", 30)];
  expect(sharedPeople(people.map((one, at) => ({ projectId: `P${at}`, people: [one] })))).toEqual([]);
  expect(sharedPeople([{ projectId: "A", people: [load("Jo", 30, { email: "jo@x.org" })] }, { projectId: "B", people: [load("Jo", 30)] }])).toHaveLength(1);
});

test("the plan that counts on most of a person's time says what there is", () => {
  expect(sharedPeople([{ projectId: "A", people: [load("Rita", 25, { capacity: 20 })] }, { projectId: "B", people: [load("Rita", 14)] }])).toEqual([]);
});
