/** Sends stored changes to everybody who has a project open, on whichever server the change was stored. */
import type { LogEntry } from "../log/log-entry.ts";
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
}

interface Stream {
  readonly listener: Listener;
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
}

/** A reader who leaves this much unread is dropped; it comes back with the last event that it saw. */
const MAX_WAITING_BYTES = 1_000_000;
/** Somebody who missed more than this loads the project anew. */
const MAX_MISSED = 500;
const ENTRIES_AT_ONCE = 100;
const HEARTBEAT_MILLISECONDS = 15_000;
const RECONNECT_MILLISECONDS = 500;

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

  constructor(database: Pick<Database, "readInWorkspace" | "dedicatedClient">, onTrouble: (error: unknown) => void, timers: Timers = REAL_TIMERS) {
    this.#database = database;
    this.#onTrouble = onTrouble;
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
      for (const channel of this.#channels.values()) void this.#pump(channel);
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
    const channel = this.#channels.get(key) ?? { workspaceId, projectId, streams: new Set(), isReading: false, isStale: false };
    this.#channels.set(key, channel);
    const canResume = after === undefined || (after <= current && current - after <= MAX_MISSED);
    const stream: Stream = { listener, sent: canResume ? (after ?? current) : current };
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
        const after = Math.min(...[...channel.streams].map((stream) => stream.sent));
        const range = { after, upTo: Number.MAX_SAFE_INTEGER, limit: ENTRIES_AT_ONCE };
        const entries = await this.#database.readInWorkspace(channel.workspaceId, (tx) => readEntries(tx, channel.projectId, range));
        for (const entry of entries) send(channel, entry);
        if (entries.length === ENTRIES_AT_ONCE) channel.isStale = true;
      }
    } catch (error) {
      this.#onTrouble(error);
      this.#timers.later(RECONNECT_MILLISECONDS, () => void this.#pump(channel));
    } finally {
      channel.isReading = false;
    }
  }

  #beat(): void {
    for (const channel of this.#channels.values()) for (const { listener } of channel.streams) listener.write(": still here\n\n");
  }
}

function send(channel: Channel, entry: LogEntry): void {
  const text = eventText(entry);
  for (const stream of channel.streams) {
    if (stream.sent !== entry.revision - 1) continue;
    if (stream.listener.waitingBytes() > MAX_WAITING_BYTES) {
      channel.streams.delete(stream);
      stream.listener.end();
      continue;
    }
    stream.listener.write(text);
    stream.sent = entry.revision;
  }
}

function eventText(entry: LogEntry): string {
  const { revision, actor, at, label, requestKey, change, cause } = entry;
  const data = { revision, actor, at, label, requestKey, change: withoutKeptSources(change), ...(cause.project ? { project: cause.project } : {}) };
  return `id: ${revision}\nevent: change\ndata: ${JSON.stringify(data)}\n\n`;
}
