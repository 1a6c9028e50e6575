/** Signing out of this browser: what it kept of the person goes first, the session next, and other pages of theirs follow. */
import { idsOfPerson, type Session } from "../api/session.ts";
import { signOut } from "../api/sign-in.ts";
import { editsKept, forgetEdits } from "../store/browser-journal.ts";

/** The session could not be ended yet, because nobody answered: the next page that opens does it before anything else. */
const DUE = "leadline.sign-out-due";
/** What a person did with their plans, as far as this browser remembers it. The look of the pages stays, and so does what was seen of the log's proofs. */
const REMEMBERED = ["leadline.plan"];
const CHANNEL = "leadline.left";
const LAST_SAVES_MILLISECONDS = 1500;

/** Edits that would be lost; those that are on their way get a moment to arrive. */
export async function unsavedEdits(session: Session): Promise<number> {
  const count = async (): Promise<number> => (await Promise.all(idsOfPerson(session).map((id) => editsKept({ id }).catch(() => 0)))).reduce((sum, one) => sum + one, 0);
  if ((await count()) === 0) return 0;
  await new Promise((resolve) => setTimeout(resolve, LAST_SAVES_MILLISECONDS));
  return count();
}

/** Resolves when nothing of the person is left here. The page must then begin anew. */
export async function leave(session: Session): Promise<void> {
  await Promise.all(idsOfPerson(session).map((id) => forgetEdits({ id }).catch(() => undefined)));
  keep((storage) => {
    for (const key of REMEMBERED) storage.removeItem(key);
    storage.setItem(DUE, "1");
  });
  await finishLeaving().catch(() => undefined);
  new BroadcastChannel(CHANNEL).postMessage("left");
}

/** Ends the session of somebody who left while no server answered. Rejects as long as none does. */
export async function finishLeaving(): Promise<void> {
  let isDue = false;
  keep((storage) => (isDue = storage.getItem(DUE) !== null));
  if (!isDue) return;
  await signOut();
  keep((storage) => storage.removeItem(DUE));
}

/** Another page of this browser signed out: this one must not go on showing what only that person may see. Answers the way to stop listening. */
export function onLeftElsewhere(begin: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", begin);
  return () => channel.close();
}

function keep(work: (storage: Storage) => void): void {
  try {
    work(localStorage);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
