/** Passwords: how they are hashed, and which are too weak to be taken. */
import { hash, verify } from "@node-rs/argon2";
import { isGuessablePassword } from "./guessable-passwords.ts";

/** OWASP's recommendation for argon2id, which is what the package takes unless told otherwise: 19 MiB, two passes, one lane. */
const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const MIN_CHARACTERS = 12;
export const MAX_CHARACTERS = 256;

export function hashPassword(password: string): Promise<string> {
  return hash(password, SETTINGS);
}

export function isPassword({ hash: kept, password }: { readonly hash: string; readonly password: string }): Promise<boolean> {
  return verify(kept, password);
}

/** Why a password is not taken; `undefined` where it is. `email` may be empty where it is not known. No rules about kinds of characters: length and not being obvious are what counts. */
export function weaknessOf(password: string, email: string): string | undefined {
  if (password.length < MIN_CHARACTERS) return `The password is too short: it needs at least ${MIN_CHARACTERS} characters. A few words in a row are easy to keep in mind.`;
  if (password.length > MAX_CHARACTERS) return `The password is too long: ${MAX_CHARACTERS} characters are the most that is taken.`;
  const plain = password.toLowerCase();
  const word = plain.split(/[^\p{L}]+/u).join("");
  const [name = ""] = email.toLowerCase().split("@");
  if (new Set(plain).size < 5) return "The password repeats the same few characters. Take something that nobody tries first.";
  if ((email !== "" && plain.includes(email.toLowerCase())) || (name.length >= 4 && word === name)) return "The password is made of the e-mail address. Take something that nobody tries first.";
  if (isGuessablePassword(password)) return "The password is one that is tried first. Take something that nobody tries first.";
  return undefined;
}
