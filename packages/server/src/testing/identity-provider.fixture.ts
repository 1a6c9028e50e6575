/** A real OpenID Connect provider (the certified `oidc-provider`) on a free loopback port, at which whoever the test says is signed in. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider from "oidc-provider";

/** Who sits before the provider's page. */
export interface PersonAtProvider {
  readonly subject: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly name?: string;
}

export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Follows the browser's way through the provider's pages. Answers the address of ours that it sends the browser back to. */
  visit(address: string, person: PersonAtProvider): Promise<string>;
  /** What was asked of it: `GET /auth`. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

export async function startIdentityProvider({ returnAddress }: { readonly returnAddress: string }): Promise<IdentityProvider> {
  const people = new Map<string, PersonAtProvider>();
  const asked: string[] = [];
  let signedIn = "";
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ""} ${(request.url ?? "").split("?")[0] ?? ""}`);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  const [clientId, clientSecret] = ["leadline", "a secret: with + colons & 100 %"];
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [returnAddress], response_types: ["code"], grant_types: ["authorization_code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["only for tests"] },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, accountId: string) => {
      const person = people.get(accountId);
      if (!person) return undefined;
      const { subject, email, emailVerified, name } = person;
      return { accountId, claims: () => ({ sub: subject, ...(email === undefined ? {} : { email }), ...(emailVerified === undefined ? {} : { email_verified: emailVerified }), ...(name === undefined ? {} : { name }) }) };
    },
    loadExistingGrant: async (context: { readonly oidc: { readonly client: { readonly clientId: string }; readonly session: { readonly accountId: string } } }) => {
      const grant = new provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith("/interaction/") === true) void provider.interactionFinished(request, response, { login: { accountId: signedIn } });
    else answer(request, response);
  };
  const visit = async (start: string, person: PersonAtProvider): Promise<string> => {
    people.set(person.subject, person);
    signedIn = person.subject;
    const cookies = new Map<string, string>();
    let next = start;
    for (let hop = 0; hop < 10; hop += 1) {
      const response = await fetch(next, { redirect: "manual", headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });
      for (const set of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      const target = response.headers.get("location");
      if (target === null) throw new Error(`the provider answered ${response.status}: ${(await response.text()).replace(/[^]*<body>/, "").slice(0, 900)}`);
      next = new URL(target, next).href;
      if (next.startsWith(returnAddress)) return next;
    }
    throw new Error("the provider sends the browser round in circles");
  };
  const stop = (): Promise<void> =>
    new Promise((stopped) => {
      server.closeAllConnections();
      server.close(() => stopped());
    });
  return { issuer, clientId, clientSecret, visit, asked, stop };
}
