/** What the `remote` verb can do with each kind of thing: one table, so that a new kind is a new row. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { pagesOf, type AnswerOf, type ApiClient } from "@leadline/client/api-client.ts";
import { EXIT, failure, fileFailure, success, type Outcome } from "../exit-code.ts";

export interface Answer {
  /** As the server gave it. */
  readonly json: unknown;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Why the command ends with 1 although it has an answer. */
  readonly fails?: string;
}

/** Fields given as `name=value`. */
export type Fields = Readonly<Record<string, string>>;

export interface Ask {
  readonly client: ApiClient;
  /** Words after the action: keys, ids, files. */
  readonly words: readonly string[];
  readonly fields: Fields;
}

export type Action = (ask: Ask) => Promise<Outcome<Answer>>;

export type Project = AnswerOf<"readProject">;
type ProjectFields = Pick<Project, "key" | "name" | "start" | "finish" | "taskCount" | "revision">;

/** Actions by kind; what is not here, the server cannot do yet, and the verb says so. */
export const KINDS: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  projects: {
    list: async ({ client }) => {
      const found: Project[] = [];
      for await (const page of pagesOf((cursor) => client("listProjects", { query: { cursor } }))) found.push(...page.projects);
      return success(projectsAnswer(found, { projects: found }));
    },
    get: async ({ client, words }) => {
      const found = await projectOf(client, words[0]);
      return found.ok ? success(projectsAnswer([found.value], found.value)) : found;
    },
    create: async ({ client, fields }) => {
      const { name, key, start, template } = fields;
      if (name === undefined) return failure(EXIT.usage, "A project needs a name: leadline remote projects create name=\"Branch refresh\" start=2027-03-01");
      const made = await client("createProject", { body: { name, ...(key === undefined ? {} : { key }), ...(start === undefined ? {} : { start }), ...(template === undefined ? {} : { templateKey: template }) } });
      return success(projectsAnswer([made], made));
    },
    update: async ({ client, words, fields }) => {
      const found = await projectOf(client, words[0]);
      if (!found.ok) return found;
      const { name, key } = fields;
      const changed = await client("renameProject", { params: { id: found.value.id }, body: { ...(name === undefined ? {} : { name }), ...(key === undefined ? {} : { key }) }, ifMatch: found.value.revision });
      return success(projectsAnswer([changed], changed));
    },
    delete: async ({ client, words }) => {
      const found = await projectOf(client, words[0]);
      if (!found.ok) return found;
      const gone = await client("deleteProject", { params: { id: found.value.id }, ifMatch: found.value.revision });
      return success(projectsAnswer([gone], gone));
    },
  },
  templates: {
    list: async ({ client }) => {
      const { templates } = await client("listTemplates");
      return success({ json: { templates }, head: ["Key", "Template", "For example"], rows: templates.map(({ key, name, exampleScope }) => [key, name, exampleScope]) });
    },
  },
  files: {
    list: async ({ client, words }) => {
      const project = await projectOf(client, words[0]);
      if (!project.ok) return project;
      const found: AnswerOf<"readAttachment">[] = [];
      for await (const page of pagesOf((cursor) => client("listAttachments", { params: { id: project.value.id }, query: { cursor } }))) found.push(...page.attachments);
      return success(filesAnswer(found, { attachments: found }));
    },
    get: async ({ client, words }) => {
      const project = await projectOf(client, words[0]);
      if (!project.ok) return project;
      const file = await client("readAttachment", { params: { id: project.value.id, attachmentId: words[1] ?? "" } });
      return success(filesAnswer([file], file));
    },
    create: async ({ client, words }) => {
      const [key, path] = words;
      if (path === undefined) return failure(EXIT.usage, "Name the project and the file: leadline remote files create NET offer.pdf");
      const project = await projectOf(client, key);
      if (!project.ok) return project;
      let body: Uint8Array;
      try {
        body = await readFile(path);
      } catch (error) {
        return fileFailure(path, error);
      }
      const made = await client("addAttachment", { params: { id: project.value.id }, query: { name: basename(path) }, body });
      return success(filesAnswer([made], made));
    },
  },
};

/** By its key or its id. */
export async function projectOf(client: ApiClient, word: string | undefined): Promise<Outcome<Project>> {
  if (word === undefined) return failure(EXIT.usage, "Name the project by its key, for example NET.");
  for await (const page of pagesOf((cursor) => client("listProjects", { query: { cursor } }))) {
    const found = page.projects.find(({ key, id }) => key === word.toUpperCase() || id === word);
    if (found) return success(found);
  }
  return failure(EXIT.notFound, `There is no project ${word}, or you may not see it. leadline remote projects list shows all that you may see.`);
}

function projectsAnswer(projects: readonly ProjectFields[], json: unknown): Answer {
  return {
    json,
    head: ["Key", "Project", "Start", "Finish", "Tasks", "Revision"],
    rows: projects.map(({ key, name, start, finish, taskCount, revision }) => [key, name, start, finish, String(taskCount), String(revision)]),
  };
}

function filesAnswer(files: readonly AnswerOf<"readAttachment">[], json: unknown): Answer {
  return { json, head: ["Id", "File", "Kind", "Bytes", "SHA-256"], rows: files.map(({ id, name, mediaType, bytes, sha256 }) => [id, name, mediaType, String(bytes), sha256]) };
}
