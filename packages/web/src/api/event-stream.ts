/** A server-sent event stream over fetch: goes on from any event id, and connects again by itself after every loss. */
import { shareToken } from "./share-token.ts";

export interface StreamEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

export interface StreamOptions {
  readonly url: string;
  /** The id to go on from, asked at every connection. */
  readonly lastEventId: () => string;
  readonly onEvent: (event: StreamEvent) => void;
  readonly onOpen: () => void;
  readonly onLost: () => void;
  /** The address answers that there is nothing (any more); the listening has ended. */
  readonly onGone: () => void;
  /** The address is there, but not for this session (any more); it is asked again, for somebody may sign in. */
  readonly onRefused: () => void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;
/** The server sends a sign of life every 15 s or so; a line that is silent for longer than this is dead. */
const SILENCE_MS = 45_000;
/** A browser opens only six connections to one server, so tabs that nobody sees let go of theirs, and catch up when they are seen again. */
const HIDDEN_MS = 20_000;

/** Listens until the returned function is called. */
export function listenTo(options: StreamOptions): () => void {
  const life = new AbortController();
  void keepConnected(options, life.signal);
  return () => life.abort();
}

async function keepConnected(options: StreamOptions, life: AbortSignal): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!life.aborted) {
    await untilVisible(life);
    if (life.aborted) return;
    const end = await connectOnce(options, life);
    if (life.aborted) return;
    if (end === "gone") return options.onGone();
    if (end === "hidden") continue;
    options.onLost();
    pauseMs = end === "broken" ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    await pauseUntilOnline(pauseMs, life);
  }
}

/** One connection from its opening to its end: broken where it had opened, closed where it never did. */
async function connectOnce(options: StreamOptions, life: AbortSignal): Promise<"broken" | "closed" | "gone" | "hidden"> {
  const connection = new AbortController();
  const end = (): void => connection.abort();
  life.addEventListener("abort", end);
  let isOpen = false;
  let silence = setTimeout(end, SILENCE_MS);
  let isHidden = false;
  const stopWatching = whenHiddenFor(HIDDEN_MS, () => {
    isHidden = true;
    end();
  });
  try {
    const token = shareToken();
    const headers = { accept: "text/event-stream", "last-event-id": options.lastEventId(), ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    const response = await fetch(options.url, { headers, signal: connection.signal, cache: "no-store" });
    if (response.status === 404) return "gone";
    if (response.status === 401 || response.status === 403) options.onRefused();
    if (!response.ok || !response.body) return "closed";
    isOpen = true;
    options.onOpen();
    const read = eventReader(options.onEvent);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(silence);
      silence = setTimeout(end, SILENCE_MS);
      read(part.value);
    }
  } catch {
    // A broken connection is the ordinary end of a stream; the caller connects again.
  } finally {
    clearTimeout(silence);
    stopWatching();
    life.removeEventListener("abort", end);
    end();
  }
  if (isHidden) return "hidden";
  return isOpen ? "broken" : "closed";
}

/** Calls back once the page has been out of sight for so long; returns the way to stop watching. */
function whenHiddenFor(milliseconds: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    timer = document.visibilityState === "hidden" ? setTimeout(act, milliseconds) : undefined;
  };
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", look);
  };
}

function untilVisible(life: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.visibilityState === "hidden" && !life.aborted) return;
      document.removeEventListener("visibilitychange", look);
      life.removeEventListener("abort", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    life.addEventListener("abort", look);
    look();
  });
}

/** Puts events together from the pieces of text that arrive; fields and blank lines as the HTML standard has them. */
export function eventReader(onEvent: (event: StreamEvent) => void): (piece: string) => void {
  let rest = "";
  let id = "";
  let type = "message";
  let data: string[] = [];
  const takeLine = (line: string): void => {
    if (line === "") {
      if (data.length > 0) onEvent({ id, type, data: data.join("\n") });
      type = "message";
      data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "id") id = value;
    else if (field === "event") type = value;
    else if (field === "data") data.push(value);
  };
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    lines.forEach(takeLine);
  };
}

/** Waits, but not longer than until the computer is online again. */
function pauseUntilOnline(milliseconds: number, life: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener("online", done);
      life.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
    life.addEventListener("abort", done);
  });
}
