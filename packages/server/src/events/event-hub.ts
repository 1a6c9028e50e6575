/** Sends stored changes to everybody who has a project open, on whichever server the change was stored. */
import type { LogEntry } from "../log/log-entry.ts";
import { changeWithoutCosts, type Sight } from "../access/hidden-costs.ts";
import { RIGHTS_CHANGED } from "../access/queries.ts";
import { withoutKeptSources } from "../rooms/projects/project-cache.ts";
import { CHANNEL, readEntries } from "../rooms/projects/queries.ts";
import type { Database, ListeningClient } from "../storage/database.ts";

/** Where events go: one connected browser. */
export interface Listener {
  /** Bytes that were written and not yet taken by the reader. */
  readonly waitingBytes: () => number;
  readonly write: (text: string) => void;
  readonly end: () => void;
}

export interface Subscription {
  readonly workspaceId: string;
  readonly projectId: string;
  /** The project's revision now. */
  readonly current: number;
  /** The last revision that the listener knows, where it says so. */
  readonly after: number | undefined;
  /** What the listener may see now: asked at the beginning, and again whenever rights have changed. */
  readonly sight: () => Promise<Sight>;
}

interface Stream {
  readonly listener: Listener;
  readonly askSight: Subscription["sight"];
  sight: Sight;
  /** The state of rights for which `sight` was asked. */
  rights: number | undefined;
  /** The last revision that was sent. */
  sent: number;
}

interface Channel {
  readonly workspaceId: string;
  readonly projectId: string;
  readonly streams: Set<Stream>;
  isReading: boolean;
  /** A newer revision was announced while reading. */
  isStale: boolean;
  /** Counts what is heard of changed rights. */
  rights: number;
}

/** A reader who leaves this much unread is dropped; it comes back with the last event that it saw. */
const MAX_WAITING_BYTES = 1_000_000;
/** Somebody who missed more than this loads the project anew. */
const MAX_MISSED = 500;
const ENTRIES_AT_ONCE = 100;
const HEARTBEAT_MILLISECONDS = 15_000;
const RECONNECT_MILLISECONDS = 500;
/** From so many streams of one project on, sending rests between rounds: a thousand hear of a change a fifth of a second later at most. */
const CROWD = 50;
const STREAMS_PER_MILLISECOND = 5;
const MOST_REST_MILLISECONDS = 200;
/** Rights also end by themselves, with a token or a session: so often they are asked for again. */
const BEATS_PER_LOOK = 4;

/** The passing of time, for simulations another one. */
export interface Timers {
  readonly later: (milliseconds: number, work: () => void) => void;
  /** Answers the way to end it. */
  readonly regularly: (milliseconds: number, work: () => void) => () => void;
}

const REAL_TIMERS: Timers = {
  later: (milliseconds, work) => void setTimeout(work, milliseconds).unref(),
  regularly: (milliseconds, work) => {
    const timer = setInterval(work, milliseconds).unref();
    return () => clearInterval(timer);
  },
};

export class EventHub {
  readonly #database: Pick<Database, "readInWorkspace" | "dedicatedClient">;
  readonly #channels = new Map<string, Channel>();
  readonly #onTrouble: (error: unknown) => void;
  readonly #timers: Timers;
  readonly #endHeartbeat: () => void;
  #client: ListeningClient | undefined;
  #isClosed = false;
  /** The database is away, and that was said. */
  #isAway = false;
  #beats = 0;
  readonly #onRights: () => void;
  readonly #onRevision: (workspaceId: string, projectId: string) => void;

  /** `onRights` hears that somebody's rights have changed, before the streams are looked through; `onRevision` that a project has a new revision, wherever it was stored. */
  constructor(database: Pick<Database, "readInWorkspace" | "dedicatedClient">, onTrouble: (error: unknown) => void, { timers = REAL_TIMERS, onRights = () => undefined, onRevision = () => undefined }: { readonly timers?: Timers; readonly onRights?: () => void; readonly onRevision?: (workspaceId: string, projectId: string) => void } = {}) {
    this.#database = database;
    this.#onTrouble = onTrouble;
    this.#onRights = onRights;
    this.#onRevision = onRevision;
    this.#timers = timers;
    this.#endHeartbeat = timers.regularly(HEARTBEAT_MILLISECONDS, () => this.#beat());
  }

  /** Begins to hear of new revisions. Connects again, and catches up, whenever the connection is lost. */
  async connect(): Promise<void> {
    if (this.#isClosed) return;
    const client = this.#database.dedicatedClient();
    this.#client = client;
    client.on("error", () => undefined);
    client.on("end", () => this.#reconnectLater(client));
    client.on("notification", ({ payload }) => this.#hear(payload ?? ""));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#isAway = false;
      // What was told meanwhile was not heard.
      this.#lookAgain();
    } catch (error) {
      if (!this.#isAway) this.#onTrouble(error);
      this.#isAway = true;
      await client.end().catch(() => undefined);
      this.#reconnectLater(client);
    }
  }

  /** Sends what the listener missed and everything that follows. Answers the way to leave. */
  subscribe(subscription: Subscription, listener: Listener): () => void {
    const { workspaceId, projectId, current, after } = subscription;
    const key = `${workspaceId} ${projectId}`;
    const channel = this.#channels.get(key) ?? { workspaceId, projectId, streams: new Set(), isReading: false, isStale: false, rights: 0 };
    this.#channels.set(key, channel);
    const canResume = after === undefined || (after <= current && current - after <= MAX_MISSED);
    const stream: Stream = { listener, askSight: subscription.sight, sight: "nothing", rights: undefined, sent: canResume ? (after ?? current) : current };
    listener.write("retry: 1000\n\n");
    if (!canResume) listener.write(`id: ${current}\nevent: resync\ndata: ${JSON.stringify({ revision: current })}\n\n`);
    channel.streams.add(stream);
    void this.#pump(channel);
    return () => {
      channel.streams.delete(stream);
      if (channel.streams.size === 0) this.#channels.delete(key);
    };
  }

  get listenerCount(): number {
    return [...this.#channels.values()].reduce((sum, channel) => sum + channel.streams.size, 0);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#endHeartbeat();
    for (const channel of this.#channels.values()) for (const { listener } of channel.streams) listener.end();
    this.#channels.clear();
    await this.#client?.end().catch(() => undefined);
  }

  /** Once for each connection, however many signs of its end there are. */
  #reconnectLater(lost: ListeningClient): void {
    if (this.#isClosed || this.#client !== lost) return;
    this.#client = undefined;
    this.#timers.later(RECONNECT_MILLISECONDS, () => void this.connect());
  }

  #hear(payload: string): void {
    const [workspaceId, projectId] = payload.split(" ");
    if (workspaceId === RIGHTS_CHANGED) return this.#lookAgain(projectId);
    if (workspaceId !== undefined && projectId !== undefined) this.#onRevision(workspaceId, projectId);
    const channel = this.#channels.get(`${workspaceId} ${projectId}`);
    if (channel) void this.#pump(channel);
  }

  /** Reads new entries once for all who listen, whatever the number of announcements meanwhile. */
  async #pump(channel: Channel): Promise<void> {
    channel.isStale = true;
    if (channel.isReading) return;
    channel.isReading = true;
    try {
      while (channel.isStale && channel.streams.size > 0 && !this.#isClosed) {
        channel.isStale = false;
        await this.#dropWhoeverMayNotRead(channel);
        if (channel.streams.size === 0) break;
        const after = Math.min(...[...channel.streams].map((stream) => stream.sent));
        const range = { after, upTo: Number.MAX_SAFE_INTEGER, limit: ENTRIES_AT_ONCE };
        const entries = await this.#database.readInWorkspace(channel.workspaceId, (tx) => readEntries(tx, channel.projectId, range));
        send(channel, entries);
        if (entries.length === ENTRIES_AT_ONCE) channel.isStale = true;
        else if (entries.length > 0) await this.#restFor(channel.streams.size);
      }
    } catch (error) {
      this.#onTrouble(error);
      this.#timers.later(RECONNECT_MILLISECONDS, () => void this.#pump(channel));
    } finally {
      channel.isReading = false;
    }
  }

  /** Where many listen, changes that follow one another closely travel together; the first of them goes at once. */
  async #restFor(streams: number): Promise<void> {
    if (streams < CROWD) return;
    await new Promise<void>((resolve) => this.#timers.later(Math.min(MOST_REST_MILLISECONDS, streams / STREAMS_PER_MILLISECOND), resolve));
  }

  /** Rights of one workspace, or of all, have changed: nobody is sent anything before they were looked at. */
  #lookAgain(workspaceId?: string): void {
    this.#onRights();
    for (const channel of this.#channels.values()) {
      if (workspaceId !== undefined && workspaceId !== "*" && channel.workspaceId !== workspaceId) continue;
      channel.rights += 1;
      void this.#pump(channel);
    }
  }

  async #dropWhoeverMayNotRead(channel: Channel): Promise<void> {
    const { rights } = channel;
    const unsure = [...channel.streams].filter((stream) => stream.rights !== rights);
    await Promise.all(
      unsure.map(async (stream) => {
        stream.sight = await stream.askSight();
        stream.rights = rights;
        if (stream.sight !== "nothing" || !channel.streams.delete(stream)) return;
        stream.listener.end();
      }),
    );
    if (channel.streams.size === 0) this.#channels.delete(`${channel.workspaceId} ${channel.projectId}`);
  }

  #beat(): void {
    this.#beats += 1;
    if (this.#beats % BEATS_PER_LOOK === 0) this.#lookAgain();
    for (const channel of this.#channels.values()) for (const { listener } of channel.streams) listener.write(": still here\n\n");
  }
}

/** All that a stream has not had yet, in one piece: a write costs more than what is written. */
function send(channel: Channel, entries: readonly LogEntry[]): void {
  const texts = new Map<string, string>();
  for (const stream of channel.streams) {
    // Whoever has not been looked at since rights changed waits for the next round, which is on its way.
    const { sight, sent, listener } = stream;
    if (stream.rights !== channel.rights || sight === "nothing") continue;
    const missed = entries.filter(({ revision }) => revision > sent);
    const [first] = missed;
    if (first?.revision !== sent + 1) continue;
    if (listener.waitingBytes() > MAX_WAITING_BYTES) {
      channel.streams.delete(stream);
      listener.end();
      continue;
    }
    const key = `${sight} ${sent}`;
    const text = texts.get(key) ?? missed.map((entry) => eventText(entry, sight)).join("");
    texts.set(key, text);
    listener.write(text);
    stream.sent = missed.at(-1)?.revision ?? sent;
  }
}

function eventText(entry: LogEntry, sight: Sight): string {
  const { revision, actor, at, label, requestKey, change, cause } = entry;
  const data = { revision, actor, at, label, requestKey, change: sight === "everything" ? withoutKeptSources(change) : changeWithoutCosts(change), ...(cause.project ? { project: cause.project } : {}) };
  return `id: ${revision}\nevent: change\ndata: ${JSON.stringify(data)}\n\n`;
}
