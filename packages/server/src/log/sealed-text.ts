/** Texts that may be personal: the log holds only what binds them, so that they can be erased and the log still proves the rest. */
import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";

/** Stands in the leaf where the text would: its index in the leaf's list of commitments. */
export interface Sealed {
  readonly sealed: number;
}

export interface SealedText {
  readonly position: number;
  /** 32 random bytes, hex: without them nobody can try out which text was meant. */
  readonly salt: string;
  /** Canonical JSON of the value. */
  readonly text: string;
}

export interface Sealing {
  /** The next free position, or one of the two that every entry has. */
  readonly seal: (value: unknown, position?: typeof LABEL | typeof CAUSE) => Sealed;
  /** What the leaf lists: base64 of SHA-256 over salt and text, by position. */
  readonly commitments: readonly string[];
  readonly texts: readonly SealedText[];
}

/** Where every entry keeps its label, so that a list of labels needs no leaves. */
export const LABEL = 0;
/** Where every entry keeps what brought it about. */
export const CAUSE = 1;

export function startSealing(): Sealing {
  const commitments: string[] = ["", ""];
  const texts: SealedText[] = [];
  return {
    commitments,
    texts,
    seal: (value, position: number = commitments.length) => {
      const salt = randomBytes(SALT_BYTES);
      const text = canonicalJson(value);
      texts.push({ position, salt: salt.toString("hex"), text });
      commitments[position] = commitmentOf(salt, text);
      return { sealed: position };
    },
  };
}

const SALT_BYTES = 32;

export function commitmentOf(salt: Uint8Array, text: string): string {
  return createHash("sha256").update(salt).update(text, "utf8").digest("base64");
}

/** What is shown where a text was erased. */
export const ERASED = "(erased)";

export function isSealed(value: unknown): value is Sealed {
  return typeof value === "object" && value !== null && "sealed" in value && typeof value.sealed === "number" && Object.keys(value).length === 1;
}
