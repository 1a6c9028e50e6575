/** Secrets in answers: the stored answer of a request, which a repetition gets, holds them encrypted. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export interface ShownOnce {
  /** For the stored answer. */
  readonly hide: (secret: string) => string;
  /** For the answer that is sent. */
  readonly show: (hidden: string) => string;
}

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `key`: 32 bytes. */
export function shownOnceWith(key: Buffer): ShownOnce {
  return {
    hide: (secret) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const content = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString("base64url");
    },
    show: (hidden) => {
      const bytes = Buffer.from(hidden, "base64url");
      const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]).toString("utf8");
    },
  };
}
