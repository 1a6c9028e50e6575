/** A workspace with people of every role, each asking with a session of their own; who is signed in, the test says. */
import { randomUUID } from "node:crypto";
import type { Headers, Identify } from "../access/actor-of-request.ts";
import { withClient } from "../storage/database-access.ts";
import { makeDatabase, startTestServer, type Ask, type Asked, type TestDatabase, type TestServer } from "./test-server.fixture.ts";

export interface Person {
  /** Of the sign-in. */
  readonly userId: string;
  /** In the workspace. */
  readonly memberId: string;
  readonly cookie: string;
  ask(method: string, path: string, given?: Ask): Promise<Asked>;
}

export interface People {
  readonly server: TestServer;
  readonly database: TestDatabase;
  readonly workspaceId: string;
  /** Somebody with that role, by name; made where there is none. */
  join(name: string, role: string, workspaceId?: string): Promise<Person>;
  /** Signed in, and member of nothing. */
  stranger(name: string): Person;
  /** Ends somebody's session, as signing out does. */
  signOut(person: Person): void;
  newWorkspace(name: string): Promise<string>;
  ask(method: string, path: string, given?: Ask): Promise<Asked>;
  stop(): Promise<void>;
}

export async function startWithPeople(options: { readonly database?: TestDatabase; readonly signedOut?: Set<string> } = {}): Promise<People> {
  const database = options.database ?? (await makeDatabase());
  const signedOut = options.signedOut ?? new Set<string>();
  const server = await startTestServer({ database, identify: identifyBy(signedOut) });
  const workspaceId = await localWorkspace(database);
  const stranger = (name: string): Person => personOf(server, name, "");
  return {
    server,
    database,
    workspaceId,
    stranger,
    join: async (name, role, workspace = workspaceId) => {
      const person = personOf(server, name, `member-${name}-${workspace.slice(0, 8)}`);
      await withClient(database.access.administrator, (client) =>
        client.query(
          "INSERT INTO leadline.member (workspace_id, id, user_id, name, email, role) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (workspace_id, id) DO UPDATE SET role = excluded.role, removed_at = NULL, revision = 1",
          [workspace, person.memberId, person.userId, name, `${name}@example.org`, role],
        ),
      );
      return person;
    },
    signOut: ({ userId }) => void signedOut.add(userId),
    newWorkspace: async (name) => {
      const id = randomUUID();
      await withClient(database.access.administrator, (client) => client.query("INSERT INTO leadline.workspace (workspace_id, name) VALUES ($1, $2)", [id, name]));
      return id;
    },
    ask: (method, path, given) => server.ask(method, path, given),
    stop: async () => {
      await server.stop();
      if (!options.database) await database.remove();
    },
  };
}

function personOf(server: TestServer, name: string, memberId: string): Person {
  const cookie = `person=${name}`;
  return { userId: `user-${name}`, memberId, cookie, ask: (method, path, given = {}) => server.ask(method, path, { ...given, headers: { cookie, ...given.headers } }) };
}

/** The cookie is the name; the address of somebody whose name begins so is not confirmed. */
function identifyBy(signedOut: ReadonlySet<string>): Identify {
  return async ({ cookie }: Headers) => {
    const name = /^person=([\w-]+)$/.exec(cookie ?? "")?.[1];
    if (name === undefined || signedOut.has(`user-${name}`)) return undefined;
    return { userId: `user-${name}`, email: `${name}@example.org`, isEmailVerified: !name.startsWith("unconfirmed"), name, sessionId: `session-${name}` };
  };
}

function localWorkspace(database: TestDatabase): Promise<string> {
  return withClient(database.access.administrator, async (client) => {
    const { rows } = await client.query<{ id: string }>("SELECT local_workspace_id AS id FROM leadline.installation");
    return rows[0]?.id ?? "";
  });
}
