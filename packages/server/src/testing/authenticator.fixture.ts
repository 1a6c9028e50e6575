/** A passkey made of software: answers WebAuthn as a browser's authenticator would. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

export interface Authenticator {
  /** What `navigator.credentials.create` would answer. */
  create(challenge: string): object;
  /** What `navigator.credentials.get` would answer. */
  get(challenge: string): object;
}

const [USER_PRESENT, USER_VERIFIED, HAS_KEY] = [1, 4, 64];

/** `asksPerson`: whether it asks for a finger or PIN, or lets in whoever holds it. */
export function makeAuthenticator({ origin, userHandle, asksPerson = true }: { readonly origin: string; readonly userHandle?: string; readonly asksPerson?: boolean }): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  const flags = asksPerson ? USER_PRESENT | USER_VERIFIED : USER_PRESENT;
  let counter = 0;
  const dataOf = (type: string, challenge: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = (flags: number, more = Buffer.alloc(0)): Buffer => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash("sha256").update(new URL(origin).hostname).digest(), Buffer.of(flags), count, more]);
  };
  const text = id.toString("base64url");
  return {
    create: (challenge) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = authData(flags | HAS_KEY, Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]));
      const attestationObject = map([["fmt", string("none")], ["attStmt", map([])], ["authData", bytes(data)]]);
      return { id: text, rawId: text, type: "public-key", clientExtensionResults: {}, response: { clientDataJSON: dataOf("webauthn.create", challenge).toString("base64url"), attestationObject: attestationObject.toString("base64url"), transports: ["internal"] } };
    },
    get: (challenge) => {
      const [data, client] = [authData(flags), dataOf("webauthn.get", challenge)];
      const signature = sign("sha256", Buffer.concat([data, createHash("sha256").update(client).digest()]), privateKey);
      return { id: text, rawId: text, type: "public-key", clientExtensionResults: {}, response: { clientDataJSON: client.toString("base64url"), authenticatorData: data.toString("base64url"), signature: signature.toString("base64url"), ...(userHandle === undefined ? {} : { userHandle }) } };
    },
  };
}

/** COSE_Key of an ES256 key: 1 kty 2 (EC2), 3 alg -7, -1 crv 1, -2 x, -3 y. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return Buffer.concat([Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21), bytes(Buffer.from(x, "base64url")), Buffer.of(0x22), bytes(Buffer.from(y, "base64url"))]);
}

/** CBOR (RFC 8949), as much of it as an attestation needs. */
function head(major: number, length: number): Buffer {
  return length < 24 ? Buffer.of((major << 5) | length) : length < 256 ? Buffer.of((major << 5) | 24, length) : Buffer.of((major << 5) | 25, length >> 8, length & 255);
}
const bytes = (value: Buffer): Buffer => Buffer.concat([head(2, value.length), value]);
const string = (value: string): Buffer => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
const map = (entries: readonly (readonly [string, Buffer])[]): Buffer => Buffer.concat([head(5, entries.length), ...entries.flatMap(([name, value]) => [string(name), value])]);
