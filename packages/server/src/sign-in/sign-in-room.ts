/** What the routes of the sign-in work with. */
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Identity } from "../access/actor-of-request.ts";
import { HttpProblem } from "../http/problem-to-status.ts";
import type { Database } from "../storage/database.ts";
import type { Accounts } from "./accounts.ts";
import type { SingleSignOn } from "./single-sign-on.ts";

export interface SignInRoom {
  readonly accounts: Accounts;
  readonly database: Database;
  /** Sessions of a person have ended: whoever still listens or acts with one is looked at anew, on every server. */
  readonly sessionsEnded: (userId: string | undefined) => Promise<void>;
  /** Whether mail is set up: for links to new passwords, and as the proof of addresses. */
  readonly hasMail: boolean;
  /** Tells the person that what protects their account has changed; absent where no mail is set up. */
  readonly tellAccountChanged?: ((address: string, what: string) => void) | undefined;
  /** Mails the proof of an address; absent where no mail is set up. */
  readonly confirmations?: { readonly key: Buffer; readonly send: (address: string, token: string) => Promise<void> } | undefined;
  /** Marks the devices on which somebody has signed in. */
  readonly devices?: { readonly key: Buffer } | undefined;
  /** The company's single sign-on, where one is set. */
  readonly singleSignOn?: SingleSignOnParts | undefined;
}

export interface SingleSignOnParts {
  readonly provider: SingleSignOn;
  /** Seals what a browser keeps while it is away. */
  readonly key: Buffer;
}

export const noQuery = z.strictObject({});
export const email = z.string().trim().toLowerCase().max(254).regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address");
export const secret = z.string().min(1).max(1000);

/** The person behind a request: tokens and links have no account to look after. */
export function identityIn({ asker }: FastifyRequest): Identity {
  if (asker.identity) return asker.identity;
  throw new HttpProblem("permission/missing", "Only a person who is signed in can do this, not a token or a link.");
}
