/** What newcomers do to a team: they learn, others teach them, and everybody talks more (Brooks's law, domain D5). */

/**
 * Madachy's model: units of work per day of one person as planned; output of a newcomer and of an experienced person as
 * multiples of it; share of an experienced person that one newcomer takes up; working days of learning; loss by talking,
 * for the square of the people. It holds for teams of up to about 30.
 */
const TEAM = { unitsPerDay: 0.1, fresh: 0.8, experienced: 1.2, teaching: 0.25, learningDays: 20, talking: 0.0006 };
/** Days between two looks at the team, and the most days that are looked at. */
const STEP = 0.05;
const MOST_DAYS = 100_000;

export interface GrowingTeam {
  /** Units of work; one person as planned does a tenth of one a day. */
  readonly work: number;
  readonly experienced: number;
  readonly added: number;
  /** Working day on which they come. */
  readonly onDay: number;
}

/** Working days until the work is done. 500 units, 20 people: 274.2 days; with three more from day 110: 270.5 (EX-D5). */
export function teamDays({ work, experienced, added, onDay }: GrowingTeam): number {
  let [left, fresh, skilled, day] = [work, 0, experienced, 0];
  let isGrown = added === 0;
  while (left > 0 && day < MOST_DAYS) {
    if (!isGrown && day >= onDay) {
      fresh += added;
      isGrown = true;
    }
    const rate = unitsPerDay(skilled, fresh);
    const learned = (fresh / TEAM.learningDays) * STEP;
    left -= rate * STEP;
    fresh -= learned;
    skilled += learned;
    day += STEP;
  }
  return day;
}

function unitsPerDay(skilled: number, fresh: number): number {
  const people = skilled + fresh;
  const teachers = Math.max(0, skilled - TEAM.teaching * fresh);
  return Math.max(1e-6, TEAM.unitsPerDay * (1 - TEAM.talking * people * people) * (TEAM.fresh * fresh + TEAM.experienced * teachers));
}

/** Share of the days that the same work takes with one newcomer from the first day. */
export function shareWithNewcomer(heads: number, days: number): number {
  const work = unitsPerDay(heads, 0) * days;
  return Math.min(1, teamDays({ work, experienced: heads, added: 1, onDay: 0 }) / days);
}
