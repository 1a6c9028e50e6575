/** Takes out of a text what must not stand in a log: tokens, passwords in addresses, and characters that fool a reader's screen. */

/** Names of values that are secrets wherever they stand; compared without case, hyphens and underscores. */
const SECRET_NAMES = ["password", "passwd", "secret", "token", "authorization", "cookie", "credential", "otp", "apikey", "privatekey", "recoverycode", "backupcode", "passphrase"];

export const REMOVED = "[removed]";

/** Whether a value of this name is to be left out. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_]/g, "");
  return SECRET_NAMES.some((secret) => plain.includes(secret));
}

/** Our own tokens, bearer tokens, user and password in addresses, and what stands after = in a query or a cookie. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\bll_[\w.-]{6,}/g, REMOVED)
    .replaceAll(/\b(bearer|basic) [\w.~+/=-]{6,}/gi, `$1 ${REMOVED}`)
    .replaceAll(/:\/\/[^\s/@"']{1,300}@/g, `://${REMOVED}@`)
    .replaceAll(/([?&;#]\s?[\w.%-]{1,60}=)[^\s&;#"']{1,2000}/g, `$1${REMOVED}`);
}

/** The bytes of a line of JSON: control and direction characters that JSON leaves as they are, as escapes. */
export function withoutControls(json: string): string {
  return json.replaceAll(/[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
