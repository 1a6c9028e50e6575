/** Names of the people whom records know by their pseudonyms, for those who may see who is a member. */
import { listMembers, type Member } from "./access.ts";
import { useLoaded } from "../ui/use-loaded.ts";
import { useSession } from "./session.ts";

const NO_MEMBERS = (): Promise<readonly Member[]> => Promise.resolve([]);

export function useNames(): (actor: string | undefined) => string {
  const { actor: me, mode } = useSession();
  const members = useLoaded(mode === "signed-in" ? listMembers : NO_MEMBERS);
  return (actor) => {
    if (actor === undefined || actor === "") return "Somebody";
    if (actor === "leadline") return "Leadline";
    if (actor === me.id || actor === "local") return mode === "single-user" ? "You" : me.name;
    return members.value?.find(({ id }) => id === actor)?.name ?? "Somebody else";
  };
}
