/** Checkpoints as signed notes (C2SP signed-note and tlog-checkpoint), with the installation's Ed25519 key. */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from "node:crypto";

export interface SigningKey {
  readonly privateKey: KeyObject;
  /** 32 bytes. */
  readonly publicKey: Buffer;
}

export interface Head {
  /** Which log: unlike that of any other in the world. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** Start of an Ed25519 key in PKCS #8; the 32 secret bytes follow. */
const PKCS8_START = Buffer.from("302e020100300506032b657004220420", "hex");
const ED25519 = 1;

export function signingKeyOf(seed: Buffer): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_START, seed]), format: "der", type: "pkcs8" });
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  return { privateKey, publicKey: Buffer.from(x, "base64url") };
}

/** The signed note; its signature's name is the origin, as tlog-checkpoint asks for. */
export function signedNote({ privateKey, publicKey }: SigningKey, head: Head): string {
  const text = noteText(head);
  const signature = Buffer.concat([keyIdOf(head.origin, publicKey), sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${head.origin} ${signature.toString("base64")}\n`;
}

function noteText({ origin, size, root }: Head): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

/** First four bytes of SHA-256 over name, newline, kind of signature and key. */
function keyIdOf(name: string, publicKey: Buffer): Buffer {
  return createHash("sha256").update(`${name}\n`).update(Buffer.of(ED25519)).update(publicKey).digest().subarray(0, 4);
}

/** The key as tools for signed notes take it: name, key id and key. */
export function verifierKey(name: string, publicKey: Buffer): string {
  return `${name}+${keyIdOf(name, publicKey).toString("hex")}+${Buffer.concat([Buffer.of(ED25519), publicKey]).toString("base64")}`;
}

/** What a note says, whoever signed it; `undefined` where it is no checkpoint. */
export function headOfNote(note: string): Head | undefined {
  const [origin, size, root, blank] = note.split("\n");
  if (!origin || !size || !/^(0|[1-9]\d{0,14})$/.test(size) || !root || blank !== "") return undefined;
  return { origin, size: Number(size), root: Buffer.from(root, "base64") };
}

/** Whether the key signed the note. */
export function isSignedBy(note: string, publicKey: Buffer): boolean {
  const end = note.lastIndexOf("\n\n");
  const [text, signatures] = [note.slice(0, end + 1), note.slice(end + 2)];
  const name = text.slice(0, text.indexOf("\n"));
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey.toString("base64url") }, format: "jwk" });
  return signatures.split("\n").some((line) => {
    const [, signer, base64] = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = Buffer.from(base64 ?? "", "base64");
    return signer === name && bytes.subarray(0, 4).equals(keyIdOf(name, publicKey)) && verify(null, Buffer.from(text), key, bytes.subarray(4));
  });
}
