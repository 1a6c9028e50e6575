/** The journal of unconfirmed edits in the browser's own database, so that a reload, a crash or a closed lid loses none. */
import type { EditJournal } from "./project-server.ts";
import type { PendingEdit } from "./project-store.ts";

/** Whose edits are kept: somebody else who signs in on this computer neither sees nor sends them. */
export interface Owner {
  readonly id: string;
}

const DATABASE = "leadline";
const EDITS = "edits";
/** Whoever sits at a computer where nobody signs in. */
const SINGLE_USER = "local";

/** One row per edit. `page` tells the tabs of one browser apart; `place` is the order of making within one. */
interface Row {
  readonly projectId: string;
  readonly page: string;
  readonly place: number;
  readonly edit: PendingEdit;
}

/**
 * Opens the journal and adopts what pages of this project left behind that are no longer alive. A page holds a lock
 * named after itself for as long as it lives, whichever way it ends.
 */
export async function openBrowserJournal(projectId: string, page: string, owner: Owner): Promise<EditJournal<PendingEdit>> {
  const database = await openDatabase(owner);
  const release = await holdLock(page);
  const isAlive = await livingPages();
  const rows = (await rowsOf(database, projectId)).filter((row) => !isAlive(row.page)).sort(byPageAndPlace);
  let nextPlace = 1;
  const places = new Map<string, number>();
  const put = (edit: PendingEdit): void => {
    const place = places.get(edit.key) ?? nextPlace++;
    places.set(edit.key, place);
    write(database, (store) => store.put({ projectId, page, place, edit } satisfies Row));
  };
  write(database, (store) => {
    for (const { edit, ...old } of rows) {
      const place = nextPlace++;
      places.set(edit.key, place);
      store.put({ projectId, page, place, edit } satisfies Row);
      store.delete([old.projectId, old.page, old.place]);
    }
  });
  return {
    left: rows.map((row) => row.edit),
    put,
    remove: (key) => {
      const place = places.get(key);
      places.delete(key);
      if (place !== undefined) write(database, (store) => store.delete([projectId, page, place]));
    },
    close: () => {
      database.close();
      release();
    },
  };
}

/** Projects that hold edits of pages that are no longer alive, still to be sent. */
export async function projectsWithEditsLeft(owner: Owner): Promise<readonly string[]> {
  const database = await openDatabase(owner);
  const isAlive = await livingPages();
  const rows = await rowsIn(database, undefined);
  database.close();
  return [...new Set(rows.filter((row) => !isAlive(row.page) && row.edit.rolledBack === undefined).map((row) => row.projectId))];
}

/** Edits of this person that no server has confirmed yet, whichever page made them. */
export async function editsKept(owner: Owner): Promise<number> {
  const database = await openDatabase(owner);
  const rows = await rowsIn(database, undefined);
  database.close();
  return rows.filter((row) => row.edit.rolledBack === undefined).length;
}

/** Removes whatever this browser kept of a person. */
export async function forgetEdits(owner: Owner): Promise<void> {
  const database = await openDatabase(owner);
  const transaction = database.transaction(EDITS, "readwrite");
  transaction.objectStore(EDITS).clear();
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("The edits kept on this computer cannot be removed."));
  });
  database.close();
  // Goes as soon as no page holds it open any more; it is empty until then.
  indexedDB.deleteDatabase(nameOf(owner));
}

function nameOf({ id }: Owner): string {
  return id === SINGLE_USER ? DATABASE : `${DATABASE} of ${id}`;
}

function openDatabase(owner: Owner): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(nameOf(owner), 1);
    request.onupgradeneeded = () => request.result.createObjectStore(EDITS, { keyPath: ["projectId", "page", "place"] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("This browser does not let Leadline keep edits on this computer."));
  });
}

function rowsOf(database: IDBDatabase, projectId: string): Promise<Row[]> {
  return rowsIn(database, IDBKeyRange.bound([projectId], [projectId, []]));
}

function rowsIn(database: IDBDatabase, range: IDBKeyRange | undefined): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const request: IDBRequest<Row[]> = database.transaction(EDITS, "readonly").objectStore(EDITS).getAll(range);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The edits kept on this computer cannot be read."));
  });
}

/** Commits at once: the row is with the browser before the page can go away. */
function write(database: IDBDatabase, change: (store: IDBObjectStore) => void): void {
  const transaction = database.transaction(EDITS, "readwrite");
  change(transaction.objectStore(EDITS));
  transaction.commit();
}

function byPageAndPlace(a: Row, b: Row): number {
  return a.page < b.page ? -1 : a.page > b.page ? 1 : a.place - b.place;
}

const lockOf = (page: string): string => `leadline-page-${page}`;

/** Resolves when the lock is held, with the way to let go of it. */
function holdLock(page: string): Promise<() => void> {
  if (!("locks" in navigator)) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    void navigator.locks.request(lockOf(page), () => new Promise<void>((release) => resolve(release)));
  });
}

/** Without locks (a page that is not served securely) every other page counts as gone: its edits are then sent twice, under the same keys, which does no harm. */
async function livingPages(): Promise<(page: string) => boolean> {
  if (!("locks" in navigator)) return () => false;
  const { held } = await navigator.locks.query();
  const names = new Set((held ?? []).map((lock) => lock.name));
  return (page) => names.has(lockOf(page));
}
