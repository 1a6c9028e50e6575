/** People of a server's workspace: who they are, and erasing somebody's names for good. */
import { pagesOf, type AnswerOf } from "@leadline/client/api-client.ts";
import { EXIT, failure, success } from "../exit-code.ts";
import type { Action } from "./remote-kinds.ts";

type Member = AnswerOf<"listMembers">["members"][number];

export const PEOPLE_ACTIONS: Readonly<Record<string, Action>> = {
  list: async ({ client }) => {
    const found: Member[] = [];
    for await (const page of pagesOf((cursor) => client("listMembers", { query: { cursor } }))) found.push(...page.members);
    return success({ json: { members: found }, head: ["Id", "Name", "E-mail", "Role"], rows: found.map(({ id, name, email, role }) => [id, name, email ?? "", role]) });
  },
  /** Nothing brings an erased name back, so without `confirm=yes` it is only counted what would go. */
  erase: async ({ client, words, fields }) => {
    if (words.length === 0) return failure(EXIT.usage, "Name the person as plans and logs do: leadline remote people erase \"Ann Example\" ann@example.org");
    const isMeant = fields["confirm"] === "yes";
    const erased = await client("erasePerson", { query: isMeant ? {} : { dryRun: "true" }, body: { words: [...words] } });
    const [texts, resources, projects] = [erased.texts, erased.resources, erased.projects].map(String);
    return success({
      json: erased,
      head: [isMeant ? "Erased" : "Would be erased (nothing is yet; add confirm=yes)", "Count"],
      rows: [["texts of logs", texts ?? ""], ["people of plans", resources ?? ""], ["projects concerned", projects ?? ""], ["records that still hold a word", String(erased.remaining.length)]],
    });
  },
};
