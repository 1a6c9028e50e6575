/** The account of somebody whom the company's single sign-on has proven. */
import type { Accounts } from "./accounts.ts";
import type { ProvenPerson } from "./single-sign-on.ts";

/** Why nobody is signed in although the provider knows the person; the pages have a sentence for each. */
export type NoAccount = "address-not-confirmed" | "account-not-confirmed";

/**
 * The subject decides who somebody is, never the address: that only leads to an account on the first visit, and only where
 * the provider has confirmed it and the account's owner once has, too. Otherwise whoever writes somebody else's address into
 * their profile, or joined with it before, would share that person's account.
 */
export async function accountOfPerson({ library }: Accounts, person: ProvenPerson): Promise<{ readonly userId: string } | NoAccount> {
  const { internalAdapter } = await library.$context;
  const account = { providerId: providerIdOf(person.issuer), accountId: person.subject };
  const known = await internalAdapter.findAccountOwnerByKey(account);
  if (known?.kind === "owned") return { userId: known.user.id };
  const { email } = person;
  if (email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email) || !person.isEmailVerified) return "address-not-confirmed";
  const there = await internalAdapter.findUserByEmail(email);
  if (there && !there.user.emailVerified) return "account-not-confirmed";
  if (there) {
    await internalAdapter.linkAccount({ ...account, userId: there.user.id });
    return { userId: there.user.id };
  }
  const { user } = await internalAdapter.createOAuthUser({ email, name: nameOf(person.name, email), emailVerified: true }, account);
  return { userId: user.id };
}

/** Another issuer gives the same subjects to other people. */
function providerIdOf(issuer: string): string {
  return `oidc ${issuer}`;
}

function nameOf(name: string | undefined, email: string): string {
  return (name === undefined || name === "" ? email.split("@")[0] : name)?.slice(0, 100) ?? email;
}
