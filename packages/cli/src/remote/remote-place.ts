/** Which server the `remote` verb asks, and as whom: address and token are checked before anything is sent. */
import { readFile, stat } from "node:fs/promises";
import { EXIT, failure, fileFailure, success, type Outcome } from "../exit-code.ts";

export interface RemoteOptions {
  readonly server?: string;
  readonly tokenFile?: string;
  readonly json?: true;
  readonly plain?: true;
}

export interface RemotePlace {
  /** Without a slash at the end. */
  readonly base: string;
  /** Absent: the server is asked without signing in, as single-user mode allows. */
  readonly token: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const USUAL_SERVER = "http://127.0.0.1:3000";
/** Anything that group or others may do with a file. */
const OTHERS = 0o077;

export async function remotePlace(options: RemoteOptions, environment: Environment): Promise<Outcome<RemotePlace>> {
  const address = options.server ?? environment["LEADLINE_SERVER"] ?? USUAL_SERVER;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.search !== "" || url.hash !== "") {
    return failure(EXIT.usage, `"${address}" is not the address of a server. It looks like https://leadline.example.org.`);
  }
  const token = await tokenOf(options, environment);
  if (!token.ok) return token;
  if (token.value !== undefined && url.protocol === "http:" && !isThisMachine(url)) {
    return failure(EXIT.usage, `The token would travel to ${url.host} for everybody on the way to read. Use https.`);
  }
  return success({ base: url.href.endsWith("/") ? url.href.slice(0, -1) : url.href, token: token.value });
}

/** A file is refused where others can read it: then the token is no secret any more. */
async function tokenOf({ tokenFile }: RemoteOptions, environment: Environment): Promise<Outcome<string | undefined>> {
  if (tokenFile === undefined) return checkedToken(environment["LEADLINE_TOKEN"], "LEADLINE_TOKEN");
  try {
    const { mode } = await stat(tokenFile);
    if (process.platform !== "win32" && (mode & OTHERS) !== 0) return failure(EXIT.notAllowed, `${tokenFile}: others on this machine may read it, so its token is no secret. Run: chmod 600 ${tokenFile}, and make a new token.`);
    return checkedToken(await readFile(tokenFile, "utf8"), tokenFile);
  } catch (error) {
    return fileFailure(tokenFile, error);
  }
}

function checkedToken(text: string | undefined, place: string): Outcome<string | undefined> {
  const token = text?.trim();
  if (token === undefined || token === "") return success(undefined);
  return /^[\w.~+/=-]+$/.test(token) ? success(token) : failure(EXIT.usage, `${place}: this is no token of Leadline. It begins with ll_.`);
}

function isThisMachine({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
}
