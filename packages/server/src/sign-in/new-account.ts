/** Makes accounts: nobody makes their own but with an invitation in hand. */
import type { Accounts } from "./accounts.ts";
import { hashPassword } from "./password.ts";

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** The address is proven: by the operator who set it, or by the invitation that was sent there. */
  readonly isEmailVerified: boolean;
}

export interface AccountFacts {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** Answers the account, and whether it was there before: then nothing of it was touched. */
export async function ensureAccount({ library }: Accounts, { email, name, password, isEmailVerified }: NewAccount): Promise<AccountFacts & { readonly isNew: boolean }> {
  const { internalAdapter } = await library.$context;
  const address = email.toLowerCase();
  const known = await internalAdapter.findUserByEmail(address);
  if (known) return { userId: known.user.id, email: address, name: known.user.name, isNew: false };
  const user = await internalAdapter.createUser({ email: address, name, emailVerified: isEmailVerified }, { method: "admin" });
  await internalAdapter.linkAccount({ userId: user.id, providerId: "credential", accountId: user.id, password: await hashPassword(password) });
  return { userId: user.id, email: address, name, isNew: true };
}
