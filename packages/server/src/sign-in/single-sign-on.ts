/** Single sign-on with the company's OpenID Connect provider: the way there, and what is believed of whoever comes back. */
import { createHash, randomBytes } from "node:crypto";
import { createLocalJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { outsideCaller, type CallOutside, type OutsideAnswer } from "../outbound/call-outside.ts";

export interface SingleSignOnSetting {
  /** Exactly as the provider writes it in its own description. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As people call it: “Sign in with …”. */
  readonly name: string;
}

/** What one attempt must bring back: kept by the browser that began it, sealed. */
export interface Expectation {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636): a code that somebody else caught is worth nothing without it. */
  readonly verifier: string;
}

/** Somebody, as the provider knows them. */
export interface ProvenPerson {
  readonly issuer: string;
  /** Never given to anybody else by this issuer; addresses are. */
  readonly subject: string;
  readonly email: string | undefined;
  readonly isEmailVerified: boolean;
  readonly name: string | undefined;
}

export interface SingleSignOn {
  readonly name: string;
  /** The provider's address for one attempt. */
  readonly begin: (expected: Expectation) => Promise<string>;
  /** `answer`: the query that the browser came back with. Rejects where anything does not fit, or the provider does not answer. */
  readonly finish: (answer: URLSearchParams, expected: Expectation) => Promise<ProvenPerson>;
}

/** The answer does not fit the attempt, or the provider refused. The message is for the log, never for the page. */
export class NotProven extends Error {}

export interface SingleSignOnOptions {
  readonly setting: SingleSignOnSetting;
  /** Where the provider sends people back to. */
  readonly returnAddress: string;
  /** Servers inside our own network that may be called; the issuer's own is one of them, because the operator named it. */
  readonly outboundAllow: readonly string[];
}

const KEPT_MILLISECONDS = 60 * 60_000;
/** Keys change seldom; whoever sends tokens with made-up key ids cannot make us ask for them all the time. */
const KEYS_KEPT_AT_LEAST_MILLISECONDS = 60_000;
const CLOCK_SECONDS = 60;
const JSON_TYPES = ["application/json", "application/jwk-set+json"];
/** Signatures only: a secret that both sides know proves nothing about who wrote a token. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"];

const descriptionSchema = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});
type Description = z.infer<typeof descriptionSchema>;
const tokensSchema = z.looseObject({ id_token: z.string(), access_token: z.string().optional() });
const keysSchema = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });
const claimsSchema = z.looseObject({ sub: z.string().min(1).max(255), email: z.string().max(254).optional(), email_verified: z.union([z.boolean(), z.enum(["true", "false"])]).optional(), name: z.string().optional() });
type Claims = z.infer<typeof claimsSchema>;

export function openSingleSignOn(options: SingleSignOnOptions): SingleSignOn {
  const { setting } = options;
  const issuer = new URL(setting.issuer);
  const port = issuer.port === "" ? (issuer.protocol === "https:" ? 443 : 80) : Number(issuer.port);
  const call = outsideCaller([...options.outboundAllow, `${issuer.hostname.replace(/^\[|\]$/g, "")}:${port}`]);
  const provider = knownProvider(setting, call);
  return {
    name: setting.name,
    begin: async (expected) => beginAddress(await provider.description(), options, expected),
    finish: async (answer, expected) => {
      const description = await provider.description();
      const code = codeIn(answer, description, expected);
      const tokens = await redeemed(call, { description, options, code, verifier: expected.verifier });
      const proven = claimsOf(await verified(tokens.id_token, { setting, nonce: expected.nonce, provider }));
      return personOf(description.issuer, await withAddress(call, description, tokens.access_token, proven));
    },
  };
}

export function newExpectation(): Expectation {
  const chance = (): string => randomBytes(32).toString("base64url");
  return { state: chance(), nonce: chance(), verifier: chance() };
}

function beginAddress(description: Description, { setting, returnAddress }: SingleSignOnOptions, { state, nonce, verifier }: Expectation): string {
  const address = new URL(description.authorization_endpoint);
  const asked = {
    response_type: "code",
    client_id: setting.clientId,
    redirect_uri: returnAddress,
    scope: "openid email profile",
    state,
    nonce,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  return address.href;
}

function codeIn(answer: URLSearchParams, description: Description, { state }: Expectation): string {
  if (answer.get("state") !== state) throw new NotProven("the state is not the one that this browser was given");
  // RFC 9207: an answer of another provider must not be redeemed at this one.
  const issuer = answer.get("iss");
  if (issuer === null ? description.authorization_response_iss_parameter_supported : issuer !== description.issuer) throw new NotProven("the answer is not of this issuer");
  if (answer.get("error") !== null) throw new NotProven(`the provider answered ${String(answer.get("error")).slice(0, 100)}`);
  const code = answer.get("code");
  if (code === null || code === "") throw new NotProven("the answer holds no code");
  return code;
}

interface Redeeming {
  readonly description: Description;
  readonly options: SingleSignOnOptions;
  readonly code: string;
  readonly verifier: string;
}

async function redeemed(call: CallOutside, { description, options, code, verifier }: Redeeming): Promise<z.infer<typeof tokensSchema>> {
  const { clientId, clientSecret } = options.setting;
  const form = new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: options.returnAddress, code_verifier: verifier });
  const headers: Record<string, string> = { "content-type": "application/x-www-form-urlencoded" };
  if (description.token_endpoint_auth_methods_supported.includes("client_secret_basic")) {
    // RFC 6749 2.3.1: both are encoded as in a form before they are joined.
    const formText = (text: string): string => new URLSearchParams({ "": text }).toString().slice(1);
    headers["authorization"] = `Basic ${Buffer.from(`${formText(clientId)}:${formText(clientSecret)}`).toString("base64")}`;
  } else {
    form.set("client_id", clientId);
    form.set("client_secret", clientSecret);
  }
  return read(tokensSchema, await call(description.token_endpoint, { method: "POST", headers, body: form.toString(), accept: JSON_TYPES }), "the code was not redeemed");
}

interface Verifying {
  readonly setting: SingleSignOnSetting;
  readonly nonce: string;
  readonly provider: Provider;
}

/** OpenID Connect Core 3.1.3.7. */
async function verified(token: string, { setting: { issuer, clientId }, nonce, provider }: Verifying): Promise<JWTPayload> {
  const check = async (keys: JWTVerifyGetKey): Promise<JWTPayload> => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer, audience: clientId, algorithms: ALGORITHMS, clockTolerance: CLOCK_SECONDS, requiredClaims: ["exp", "iat", "sub"] });
    // Access tokens (RFC 9068) and logout tokens of the same provider say what they are; only an ID token proves who somebody is.
    if (protectedHeader.typ !== undefined && protectedHeader.typ.toUpperCase() !== "JWT") throw new NotProven(`the token is of another kind: ${protectedHeader.typ.slice(0, 50)}`);
    if (payload["events"] !== undefined) throw new NotProven("the token is for signing out");
    return payload;
  };
  try {
    const payload = await check(await provider.keys()).catch(async (error: unknown) => {
      if (error instanceof errors.JWKSNoMatchingKey) return check(await provider.newerKeys());
      throw error;
    });
    if (payload["nonce"] !== nonce) throw new NotProven("the token was made for another attempt");
    const isForOthersToo = Array.isArray(payload.aud) && payload.aud.length > 1;
    if ((isForOthersToo || payload["azp"] !== undefined) && payload["azp"] !== clientId) throw new NotProven("the token was given to another program");
    return payload;
  } catch (error) {
    throw error instanceof errors.JOSEError ? new NotProven(`the token is not valid: ${error.code}`) : error;
  }
}

/** Many providers tell the address only to who asks with the access token. */
async function withAddress(call: CallOutside, { userinfo_endpoint: endpoint }: Description, accessToken: string | undefined, proven: Claims): Promise<Claims> {
  if (proven.email !== undefined || endpoint === undefined || accessToken === undefined) return proven;
  const told = read(claimsSchema, await call(endpoint, { headers: { authorization: `Bearer ${accessToken}` }, accept: JSON_TYPES }), "the person's address was not told");
  if (told.sub !== proven.sub) throw new NotProven("the address is told of somebody else");
  return { ...told, ...(proven.name === undefined ? {} : { name: proven.name }) };
}

function claimsOf(payload: JWTPayload): Claims {
  const claims = claimsSchema.safeParse(payload);
  if (claims.success) return claims.data;
  throw new NotProven("the token holds no person");
}

function personOf(issuer: string, { sub, email, email_verified: isVerified, name }: Claims): ProvenPerson {
  return { issuer, subject: sub, email: email?.trim().toLowerCase(), isEmailVerified: isVerified === true || isVerified === "true", name: name?.trim() };
}

interface Provider {
  readonly description: () => Promise<Description>;
  readonly keys: () => Promise<JWTVerifyGetKey>;
  /** Asked for again, unless that was a moment ago. */
  readonly newerKeys: () => Promise<JWTVerifyGetKey>;
}

/** What the provider says of itself, asked for when first needed: a provider that is down keeps nobody from signing in otherwise. */
function knownProvider({ issuer }: SingleSignOnSetting, call: CallOutside): Provider {
  const description = kept(async () => {
    const found = read(descriptionSchema, await call(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, { accept: JSON_TYPES }), "there is no description of the provider");
    if (found.issuer !== issuer) throw new NotProven(`LEADLINE_OIDC_ISSUER is ${issuer}, but the provider there calls itself ${found.issuer.slice(0, 200)}`);
    return found;
  });
  const keys = kept(async () => {
    const { jwks_uri: address } = await description(KEPT_MILLISECONDS);
    return createLocalJWKSet(read(keysSchema, await call(address, { accept: JSON_TYPES }), "the provider's keys cannot be read"));
  });
  return { description: () => description(KEPT_MILLISECONDS), keys: () => keys(KEPT_MILLISECONDS), newerKeys: () => keys(KEYS_KEPT_AT_LEAST_MILLISECONDS) };
}

/** The last answer as long as it is not older than that; failures are not kept. */
function kept<T>(ask: () => Promise<T>): (milliseconds: number) => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return (milliseconds) => {
    if (last && performance.now() - last.at < milliseconds) return last.answer;
    const asked = { at: performance.now(), answer: ask() };
    asked.answer.catch(() => {
      if (last === asked) last = undefined;
    });
    last = asked;
    return asked.answer;
  };
}

function read<T extends z.ZodType>(schema: T, { status, body, url }: OutsideAnswer, otherwise: string): z.infer<T> {
  const { host } = new URL(url);
  if (status !== 200) throw new NotProven(`${otherwise}: ${host} answered ${status}`);
  try {
    return schema.parse(JSON.parse(body.toString("utf8")));
  } catch {
    throw new NotProven(`${otherwise}: the answer of ${host} is not what the standard says`);
  }
}
