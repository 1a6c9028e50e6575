/** A link to a new password, made by whoever runs the server: for people who cannot be sent one. */
import { randomBytes } from "node:crypto";
import { openAccounts, RESET_MINUTES, type AccountsOptions } from "./accounts.ts";

const TOKEN_BYTES = 24;

/** The link works once; `undefined` where nobody has this address. It changes nothing until it is used. */
export async function resetLink(options: AccountsOptions, email: string): Promise<{ readonly url: string; readonly minutes: number } | undefined> {
  const { library, close } = openAccounts(options);
  try {
    const { internalAdapter } = await library.$context;
    const known = await internalAdapter.findUserByEmail(email.trim().toLowerCase());
    if (!known) return undefined;
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    await internalAdapter.createVerificationValue({ identifier: `reset-password:${token}`, value: known.user.id, expiresAt: new Date(Date.now() + RESET_MINUTES * 60_000) });
    return { url: `${new URL(options.publicUrl).origin}/reset-password#${token}`, minutes: RESET_MINUTES };
  } finally {
    await close();
  }
}
