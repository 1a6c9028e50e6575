/** Values that a browser keeps for us, and can neither read nor change. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const [IV_BYTES, TAG_BYTES] = [12, 16];

/** `key`: 32 bytes, for this purpose alone. */
export function seal(key: Buffer, value: unknown): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString("base64url");
}

/** `undefined` for everything that was not sealed with this key, or was changed since. */
export function unseal(key: Buffer, text: string): unknown {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const opener = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  opener.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return JSON.parse(Buffer.concat([opener.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), opener.final()]).toString("utf8"));
  } catch {
    return undefined;
  }
}
