/** Sends mails over the operator's SMTP server. */
import { createTransport } from "nodemailer";
import type { Letter } from "./letter.ts";

export interface Mailer {
  /** Rejects where the server takes no mail. */
  send(letter: Letter): Promise<void>;
  close(): void;
}

export interface MailerOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtpUrl: string;
  readonly from: string;
}

const CONNECT_MILLISECONDS = 5000;
const ANSWER_MILLISECONDS = 10_000;

export function openMailer({ smtpUrl, from }: MailerOptions): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: CONNECT_MILLISECONDS,
    socketTimeout: ANSWER_MILLISECONDS,
    // Letters are texts of ours: nothing in them may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ to, subject, text, html }) => {
      await transport.sendMail({ from: { name: "Leadline", address: from }, to: { name: "", address: to }, subject, text, html, headers: { "Auto-Submitted": "auto-generated" } });
    },
    close: () => transport.close(),
  };
}
