/** What GitHub, GitLab and Jira send when a ticket or a change is closed, opened again or merged, as one event; anything else is none. */
import type { TrackerProvider } from "@leadline/engine/model/evidence/webhook.ts";
import type { TrackerEvent } from "@leadline/engine/status/tracker-claims.ts";
import { z } from "zod";

const text = z.string().max(100_000);
const person = z.looseObject({ login: text }).optional();

const githubIssue = z.looseObject({ action: z.enum(["closed", "reopened"]), issue: z.looseObject({ html_url: text, number: z.number().int(), title: text, body: text.nullish() }), repository: z.looseObject({ full_name: text }), sender: person });
const githubChange = z.looseObject({ action: z.literal("closed"), pull_request: z.looseObject({ html_url: text, number: z.number().int(), title: text, body: text.nullish(), merged: z.literal(true), head: z.looseObject({ ref: text }).optional() }), repository: z.looseObject({ full_name: text }), sender: person });
const gitlabEvent = z.looseObject({
  object_kind: z.enum(["issue", "merge_request"]),
  user: z.looseObject({ username: text }).optional(),
  project: z.looseObject({ path_with_namespace: text }),
  object_attributes: z.looseObject({ action: z.enum(["close", "reopen", "merge"]), url: text, iid: z.number().int(), title: text, description: text.nullish(), source_branch: text.optional() }),
});
const jiraIssue = z.looseObject({
  webhookEvent: z.literal("jira:issue_updated"),
  user: z.looseObject({ displayName: text }).optional(),
  issue: z.looseObject({ key: text, self: text, fields: z.looseObject({ summary: text, status: z.looseObject({ statusCategory: z.looseObject({ key: text }) }) }) }),
  changelog: z.looseObject({ items: z.array(z.looseObject({ field: text })) }),
});

/** Nothing where the payload is none of these; `body` is parsed JSON. */
export function trackerEventOf(provider: TrackerProvider, body: unknown): TrackerEvent | undefined {
  switch (provider) {
    case "github":
      return fromGithub(body);
    case "gitlab":
      return fromGitlab(body);
    case "jira":
      return fromJira(body);
  }
}

function fromGithub(body: unknown): TrackerEvent | undefined {
  const change = githubChange.safeParse(body);
  if (change.success) {
    const { pull_request: pull, repository, sender } = change.data;
    return { kind: "merged", names: [pull.html_url, `${repository.full_name}#${pull.number}`], title: pull.title, text: `${pull.title} ${pull.body ?? ""} ${pull.head?.ref ?? ""}`, ...(sender && { by: sender.login }) };
  }
  const issue = githubIssue.safeParse(body);
  if (!issue.success || "pull_request" in issue.data) return undefined;
  const { action, issue: ticket, repository, sender } = issue.data;
  return { kind: action, names: [ticket.html_url, `${repository.full_name}#${ticket.number}`], title: ticket.title, text: `${ticket.title} ${ticket.body ?? ""}`, ...(sender && { by: sender.login }) };
}

function fromGitlab(body: unknown): TrackerEvent | undefined {
  const read = gitlabEvent.safeParse(body);
  if (!read.success) return undefined;
  const { object_kind: kind, object_attributes: it, project, user } = read.data;
  const isChange = kind === "merge_request";
  if (isChange !== (it.action === "merge")) return undefined;
  const short = `${project.path_with_namespace}${isChange ? "!" : "#"}${it.iid}`;
  return { kind: isChange ? "merged" : it.action === "close" ? "closed" : "reopened", names: [it.url, short], title: it.title, text: `${it.title} ${it.description ?? ""} ${it.source_branch ?? ""}`, ...(user && { by: user.username }) };
}

/** A ticket is done when its status is of the category "done"; only a change of its status says anything. */
function fromJira(body: unknown): TrackerEvent | undefined {
  const read = jiraIssue.safeParse(body);
  if (!read.success || !read.data.changelog.items.some(({ field }) => field === "status")) return undefined;
  const { issue, user } = read.data;
  const [origin = ""] = issue.self.split("/rest/", 1);
  return { kind: issue.fields.status.statusCategory.key === "done" ? "closed" : "reopened", names: [`${origin}/browse/${issue.key}`, issue.key], title: issue.fields.summary, text: issue.fields.summary, ...(user && { by: user.displayName }) };
}
