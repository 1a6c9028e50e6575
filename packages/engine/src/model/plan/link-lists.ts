/** Links by the task that they lead to and by the task that they come from; made once per version of the links. */
import type { Project } from "../project.ts";
import type { Link } from "../records.ts";

interface LinkLists {
  readonly into: ReadonlyMap<string, readonly Link[]>;
  readonly from: ReadonlyMap<string, readonly Link[]>;
}

const memo = new WeakMap<object, LinkLists>();
const NONE: readonly Link[] = [];

export function linksInto(project: Project, taskId: string): readonly Link[] {
  return listsOf(project.records.link).into.get(taskId) ?? NONE;
}

export function linksFrom(project: Project, taskId: string): readonly Link[] {
  return listsOf(project.records.link).from.get(taskId) ?? NONE;
}

function listsOf(links: ReadonlyMap<string, Link>): LinkLists {
  const known = memo.get(links);
  if (known) return known;
  const into = new Map<string, Link[]>();
  const from = new Map<string, Link[]>();
  const put = (lists: Map<string, Link[]>, id: string, link: Link): void => {
    const list = lists.get(id);
    if (list) list.push(link);
    else lists.set(id, [link]);
  };
  for (const link of links.values()) {
    put(into, link.successorId, link);
    put(from, link.predecessorId, link);
  }
  const lists = { into, from };
  memo.set(links, lists);
  return lists;
}
