/** Projects that share people: priority decides who waits, people are matched by e-mail or name, and nobody is asked for twice. */
import { planOf } from "@leadline/testkit/plan-builder.ts";
import { formatIso } from "../time/minute.ts";
import { schedule } from "../schedule/compute.ts";
import { expect, test } from "vitest";
import { withDelays } from "./applied-plan.ts";
import { levelPool } from "./level-pool.ts";

const NETWORK = planOf('project "Network" starts 2026-03-02\nA "Cabling" 3d by "Anna"\nB "Tests" 1d after A by "Ben"');
const OFFICE = planOf('project "Office" starts 2026-03-02\nA "Move" 2d by "anna"\nB "Clean" 1d by "Carl"');

function starts(key: string, project: typeof NETWORK, leveled: ReturnType<typeof levelPool>): readonly string[] {
  const result = leveled.find((one) => one.key === key)?.result;
  const { schedule: dates } = schedule(withDelays(project, result?.delays ?? []));
  return ["A", "B"].map((id) => formatIso(dates.of(id)?.start ?? dates.start).slice(5, 13));
}

test("the project with the lower priority waits, and says for whom", () => {
  const leveled = levelPool([{ key: "office", project: OFFICE, priority: 1 }, { key: "network", project: NETWORK, priority: 2 }]);
  expect(leveled.map(({ key }) => key)).toEqual(["network", "office"]);
  expect(starts("network", NETWORK, leveled)).toEqual(["03-02T08", "03-05T08"]);
  expect(starts("office", OFFICE, leveled)).toEqual(["03-05T08", "03-02T08"]);
  const office = leveled[1]?.result;
  expect(office?.moved).toEqual([{ taskId: "A", byMinutes: 1440, resourceId: expect.any(String), decidedBy: "held", reason: "“Move” waits 3 days because anna is on “Cabling (Network)” at 100 % until Wed 4 March 2026 17:00, and “Cabling (Network)” stays where it is: it belongs to another project." }]);
  expect(office && [formatIso(office.finishBefore), formatIso(office.finishAfter)]).toEqual(["2026-03-03T17:00:00", "2026-03-06T17:00:00"]);
  expect(office?.remaining).toEqual([]);
});

test("the other way round the other one waits, by search as well", () => {
  for (const search of [undefined, { schedules: 20, seed: 1 }]) {
    const leveled = levelPool([{ key: "office", project: OFFICE, priority: 2 }, { key: "network", project: NETWORK, priority: 1 }], search ? { search } : {});
    expect(starts("office", OFFICE, leveled)).toEqual(["03-02T08", "03-02T08"]);
    expect(starts("network", NETWORK, leveled)).toEqual(["03-04T08", "03-09T08"]);
  }
});

test("within slack a project does not move its finish for the others, and says what stays overloaded", () => {
  const leveled = levelPool([{ key: "network", project: NETWORK, priority: 2 }, { key: "office", project: OFFICE, priority: 1 }], { withinSlack: true });
  const office = leveled[1]?.result;
  expect([office?.delays, office?.finishAfter]).toEqual([[], office?.finishBefore]);
  expect(office?.remaining.map(({ taskIds }) => taskIds)).toEqual([["A"]]);
});
