/** Tokens for programs, links and invitations: made once, shown once, kept as a hash; each says its workspace, so that its row can be found. */
import { createHash, randomBytes } from "node:crypto";

/** t: a program's token. s: a share link. i: an invitation. */
export type TokenKind = "t" | "s" | "i";

export interface MadeToken {
  /** Shown once. */
  readonly text: string;
  /** Kept. */
  readonly hash: Buffer;
}

const SECRET_BYTES = 32;
const ID_BYTES = 16;

export function makeToken(kind: TokenKind, workspaceId: string): MadeToken {
  const text = `ll_${kind}_${Buffer.concat([Buffer.from(workspaceId.replaceAll("-", ""), "hex"), randomBytes(SECRET_BYTES)]).toString("base64url")}`;
  return { text, hash: hashOf(text) };
}

export interface ReadToken {
  readonly kind: TokenKind;
  readonly workspaceId: string;
  readonly hash: Buffer;
}

/** What a token says of itself; `undefined` for what is none. Nothing of it is believed before its hash is found. */
export function readToken(text: string): ReadToken | undefined {
  const [, kind, payload] = /^ll_([tsi])_([\w-]{64})$/.exec(text) ?? [];
  if ((kind !== "t" && kind !== "s" && kind !== "i") || payload === undefined) return undefined;
  const id = Buffer.from(payload, "base64url").subarray(0, ID_BYTES).toString("hex");
  return { kind, workspaceId: `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`, hash: hashOf(text) };
}

function hashOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
