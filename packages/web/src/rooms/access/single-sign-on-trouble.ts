/** Why the company's single sign-on did not come about, as the server wrote it into the address. */

const SENTENCES: Readonly<Record<string, string>> = {
  "address-not-confirmed": "Your company's sign-in did not confirm your e-mail address, so it cannot be told which account is yours. Have the address confirmed there, or sign in here with the password.",
  "account-not-confirmed": "There is an account with your e-mail address, but nobody has proven here that the address is theirs. Sign in with its password and have the address confirmed, or ask whoever runs this server.",
  unreachable: "Your company's sign-in does not answer. Try again later, or sign in here with the password.",
  refused: "Your company's sign-in did not let you in, or its answer did not fit. Try again; if it happens twice, tell whoever runs this server.",
  over: "That took too long, or was begun in another browser. Try again.",
  limited: "Too many attempts. Try again in a quarter of an hour.",
};

/** `search`: the query of the page's address. */
export function singleSignOnTrouble(search: string): string | undefined {
  const trouble = new URLSearchParams(search).get("single-sign-on");
  return trouble !== null && Object.hasOwn(SENTENCES, trouble) ? SENTENCES[trouble] : undefined;
}
