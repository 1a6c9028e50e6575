/** The mails that Leadline sends about accounts. */
import { letterOf, type Letter } from "./letter.ts";

export interface InvitationFacts {
  readonly to: string;
  readonly workspaceName: string;
  readonly inviterName: string;
  readonly url: string;
  readonly expiresAt: Date;
}

/** An invitation as whoever invites knows it. */
export interface InvitationMail extends Omit<InvitationFacts, "url"> {
  /** Path and fragment below the public address. */
  readonly address: string;
}

export function invitationLetter({ to, workspaceName, inviterName, url, expiresAt }: InvitationFacts): Letter {
  return letterOf({
    to,
    subject: `${inviterName} invites you to ${workspaceName} on Leadline`,
    paragraphs: [`${inviterName} invites you to work in “${workspaceName}” on Leadline.`, `The link works once, for this address only, until ${dayOf(expiresAt)} (UTC).`],
    link: { label: "Take up the invitation", url },
    foot: "You get this mail because somebody invited this address. If you do not know why, do nothing: without the link nothing happens.",
  });
}

export function resetLetter({ to, url, minutes }: { readonly to: string; readonly url: string; readonly minutes: number }): Letter {
  return letterOf({
    to,
    subject: "A new password for Leadline",
    paragraphs: ["Somebody asked for a link to set a new password for your account.", `The link works once, for ${minutes} minutes. Setting a new password ends all sessions.`],
    link: { label: "Set a new password", url },
    foot: "If it was not you, do nothing: the old password goes on working.",
  });
}

export function confirmationLetter({ to, url }: { readonly to: string; readonly url: string }): Letter {
  return letterOf({
    to,
    subject: "Is this your address?",
    paragraphs: ["Somebody who is signed in to Leadline with this address asked to have it confirmed.", "The link works for one day."],
    link: { label: "Confirm the address", url },
    foot: "If it was not you, do nothing: the address stays unconfirmed.",
  });
}

export function accountChangedLetter({ to, what, at }: { readonly to: string; readonly what: string; readonly at: Date }): Letter {
  return letterOf({
    to,
    subject: `Your Leadline account: ${what}`,
    paragraphs: [`At ${at.toISOString().slice(0, 16).replace("T", " ")} UTC: ${what}.`],
    foot: "If it was not you, set a new password at once and tell whoever runs your Leadline.",
  });
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
