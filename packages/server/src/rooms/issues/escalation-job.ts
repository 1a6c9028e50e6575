/** The hourly job that tells people of issues which must reach them, by mail; what was told is noted with the issue. */
import type { Command } from "@leadline/engine/change/command.ts";
import { untoldEscalations, USUAL_ISSUE_POLICY } from "@leadline/engine/model/issues/escalation.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { IssueItem } from "@leadline/engine/model/records.ts";
import { programActor } from "../../access/actor.ts";
import { customRole } from "../../access/queries.ts";
import { isBuiltIn, WORKSPACE_ROLES } from "../../access/role.ts";
import type { JobQueue } from "../../jobs/job-queue.ts";
import type { JobWork } from "../../jobs/job.ts";
import type { Letter } from "../../mail/letter.ts";
import { requestHash, type Write } from "../../storage/idempotency.ts";
import { newId } from "../../storage/new-id.ts";
import type { Database, Transaction } from "../../storage/database.ts";
import { escalationLetter, type Escalated } from "./escalation-letter.ts";
import { possibleRecipients, projectsWithIssues, type ProjectWithIssues, type Recipient } from "./queries.ts";

export interface EscalationParts {
  readonly database: Pick<Database, "readInWorkspace">;
  readonly queue: Pick<JobQueue, "workspaceIds">;
  readonly readPlan: (tx: Transaction, projectId: string, revision: number) => Promise<{ readonly revision: number; readonly project: Project }>;
  readonly edit: (write: Write, edit: { readonly projectId: string; readonly revision: number; readonly commands: readonly Command[] }) => Promise<unknown>;
  /** Absent where no mail is set up: then the page alone says whom an issue must reach. */
  readonly sendLetter: ((letter: Letter) => Promise<void>) | undefined;
  /** Where people reach this server. */
  readonly origin: string;
  readonly now?: () => Date;
}

/** Every workspace; what fails for one project does not keep the others waiting. */
export function escalationWork(parts: EscalationParts): JobWork {
  return async ({ signal }) => {
    if (!parts.sendLetter) return { letters: 0 };
    const failures: unknown[] = [];
    let letters = 0;
    for (const workspaceId of await parts.queue.workspaceIds()) {
      const found = await parts.database.readInWorkspace(workspaceId, projectsWithIssues);
      for (const row of found) {
        signal.throwIfAborted();
        letters += await escalateProject(parts, parts.sendLetter, workspaceId, row).catch((error: unknown) => {
          failures.push(error);
          return 0;
        });
      }
    }
    if (failures.length > 0) throw failures[0];
    return { letters };
  };
}

/** Somebody, and the issues that must reach them. */
interface Due {
  readonly recipient: Recipient;
  readonly cases: readonly Escalated[];
}

/** Letters go first and are noted then: a server that falls over between the two tells somebody twice rather than nobody. */
async function escalateProject({ database, readPlan, edit, origin, now = () => new Date() }: EscalationParts, sendLetter: (letter: Letter) => Promise<void>, workspaceId: string, { id, key, name, revision }: ProjectWithIssues): Promise<number> {
  const at = now();
  const today = wallDay(at);
  const { plan, due } = await database.readInWorkspace(workspaceId, async (tx) => {
    const read = await readPlan(tx, id, revision);
    return { plan: read, due: await dueLetters(tx, id, read.project, today) };
  });
  const told = new Map<string, { readonly issue: IssueItem; readonly entries: NonNullable<IssueItem["told"]>[number][] }>();
  const failures: unknown[] = [];
  let sent = 0;
  for (const { recipient, cases } of due) {
    try {
      await sendLetter(escalationLetter({ to: recipient.email, projectName: name, url: `${origin}/p/${key}/issues/escalated`, cases, today }));
      sent += 1;
    } catch (error) {
      failures.push(error);
      continue;
    }
    for (const { issue, rule } of cases) {
      const entries = told.get(issue.id)?.entries ?? [...(issue.told ?? [])];
      const known = entries.find((entry) => entry.ruleId === rule.id && entry.day === today);
      if (known) entries[entries.indexOf(known)] = { ...known, mailedTo: [...known.mailedTo, recipient.id] };
      else entries.push({ ruleId: rule.id, day: today, whom: rule.roles.join(", "), mailedTo: [recipient.id] });
      told.set(issue.id, { issue, entries });
    }
  }
  if (told.size > 0) {
    const records = [...told].map(([issueId, { entries }]) => ({ kind: "issueItem" as const, id: issueId, fields: { told: entries.slice(-MOST_TOLD) } }));
    const commands: readonly Command[] = [{ type: "updateRecords", records }];
    await edit(writeOfProgram(workspaceId, id, commands, at), { projectId: id, revision: plan.revision, commands });
  }
  if (failures.length > 0) throw failures[0];
  return sent;
}

/** As many entries as an issue may keep. */
const MOST_TOLD = 500;

async function dueLetters(tx: Transaction, projectId: string, project: Project, today: number): Promise<readonly Due[]> {
  const policy = settingsOf(project).issuePolicy ?? USUAL_ISSUE_POLICY;
  const cases = [...project.records.issueItem.values()].flatMap((issue) => untoldEscalations(issue, policy, today).map((rule): Escalated => ({ issue, rule })));
  if (cases.length === 0) return [];
  const due: Due[] = [];
  for (const recipient of await possibleRecipients(tx, projectId)) {
    const own = cases.filter(({ rule }) => rule.roles.some((role) => role === recipient.role || role === recipient.project_role));
    if (own.length > 0 && (await mayRead(tx, recipient))) due.push({ recipient, cases: own });
  }
  return due;
}

/** Every role on a project may read it; a role in the workspace may not. */
async function mayRead(tx: Transaction, { role, project_role: projectRole }: Recipient): Promise<boolean> {
  if (projectRole !== null) return true;
  const permissions: readonly string[] = isBuiltIn(role) ? WORKSPACE_ROLES[role].permissions : ((await customRole(tx, role)) ?? []);
  return permissions.includes("project.read");
}

function writeOfProgram(workspaceId: string, projectId: string, commands: readonly Command[], at: Date): Write {
  return { actor: programActor(workspaceId), key: `escalation.${newId()}`, hash: requestHash("POST", `/projects/${projectId}/commands`, commands), isDryRun: false, at };
}

/** This server's local day. */
function wallDay(at: Date): number {
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000);
}
