/** People who work for several projects at once, and the weeks in which these ask for more than there is. */
import type { PersonLoad } from "./kept-forecast.ts";

export interface SharedPerson {
  readonly name: string;
  readonly email?: string;
  /** Those that ask for more than the person can give, oldest first. */
  readonly weeks: readonly SharedWeek[];
}

export interface SharedWeek {
  /** Day number of its Monday. */
  readonly week: number;
  /** Minutes of work that all projects ask for together. */
  readonly asked: number;
  /** What the person can give: by the plan that counts on most. */
  readonly capacity: number;
  /** Most first. */
  readonly projects: readonly { readonly projectId: string; readonly asked: number }[];
}

interface Person {
  readonly name: string;
  email?: string;
  /** By week, then by project. */
  readonly weeks: Map<number, Map<string, Part>>;
}

interface Part {
  readonly asked: number;
  readonly capacity: number;
}

export interface StaffedProject {
  readonly projectId: string;
  readonly people: readonly PersonLoad[];
}

/**
 * The same e-mail address is the same person. Without an address the name decides, unless several people with addresses
 * have that name: then nobody can say who is meant. Weeks that one project overloads alone are its own matter.
 * Example: 30 h for one project and 20 h for another, in a week of 40 h: 125 %.
 */
export function sharedPeople(projects: readonly StaffedProject[]): readonly SharedPerson[] {
  const keyOf = keysOf(projects.flatMap(({ people }) => people));
  const persons = new Map<string, Person>();
  for (const { projectId, people } of projects) {
    for (const load of people) {
      const key = keyOf(load);
      const person: Person = persons.get(key) ?? { name: load.name, weeks: new Map() };
      persons.set(key, person);
      if (load.email !== undefined) person.email = load.email;
      for (const { week, asked, capacity } of load.weeks) {
        const byProject = person.weeks.get(week) ?? new Map<string, Part>();
        person.weeks.set(week, byProject);
        const known = byProject.get(projectId);
        byProject.set(projectId, { asked: (known?.asked ?? 0) + asked, capacity: Math.max(known?.capacity ?? 0, capacity) });
      }
    }
  }
  return [...persons.values()]
    .flatMap(({ name, email, weeks }): SharedPerson[] => {
      const over = [...weeks].sort(([a], [b]) => a - b).flatMap(([week, byProject]) => overOf(week, byProject));
      return over.length === 0 ? [] : [{ name, ...(email !== undefined && { email }), weeks: over }];
    })
    .sort((a, b) => worstOf(b) - worstOf(a) || (a.name < b.name ? -1 : 1));
}

function overOf(week: number, byProject: ReadonlyMap<string, Part>): SharedWeek[] {
  if (byProject.size < 2) return [];
  const projects = [...byProject].map(([projectId, { asked }]) => ({ projectId, asked })).sort((a, b) => b.asked - a.asked || (a.projectId < b.projectId ? -1 : 1));
  const asked = projects.reduce((sum, one) => sum + one.asked, 0);
  const capacity = Math.max(...[...byProject.values()].map((one) => one.capacity));
  return asked > capacity ? [{ week, asked, capacity, projects }] : [];
}

/** Hours too many in the worst week. */
function worstOf({ weeks }: SharedPerson): number {
  return Math.max(...weeks.map(({ asked, capacity }) => asked - capacity));
}

function keysOf(people: readonly PersonLoad[]): (load: PersonLoad) => string {
  const addresses = new Map<string, Set<string>>();
  for (const { name, email } of people) if (email !== undefined) addresses.set(plain(name), (addresses.get(plain(name)) ?? new Set()).add(plain(email)));
  return ({ name, email }) => {
    if (email !== undefined) return `address ${plain(email)}`;
    const [only, ...others] = addresses.get(plain(name)) ?? [];
    return only !== undefined && others.length === 0 ? `address ${only}` : `name ${plain(name)}`;
  };
}

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").toLowerCase();
}
