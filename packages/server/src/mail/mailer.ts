/** Sends mails over the operator's SMTP server. */
import { createTransport } from "nodemailer";
import type { Letter } from "./letter.ts";

export interface Mailer {
  /** Rejects where the server takes no mail. */
  send(letter: Letter): Promise<void>;
  /** Sends without anybody waiting for it. */
  post(letter: Letter): void;
  /** Waits for what is on its way. */
  close(): Promise<void>;
}

export interface MailerOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtpUrl: string;
  readonly from: string;
  /** A letter that was posted did not arrive. */
  readonly onTrouble: (error: unknown) => void;
}

const CONNECT_MILLISECONDS = 5000;
const ANSWER_MILLISECONDS = 10_000;

export function openMailer({ smtpUrl, from, onTrouble }: MailerOptions): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: CONNECT_MILLISECONDS,
    socketTimeout: ANSWER_MILLISECONDS,
    // Letters are texts of ours: nothing in them may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const onTheirWay = new Set<Promise<void>>();
  const send = async ({ to, subject, text, html, attachments = [] }: Letter): Promise<void> => {
    await transport.sendMail({ from: { name: "Leadline", address: from }, to: { name: "", address: to }, subject, text, html, attachments: attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content: Buffer.from(content) })), headers: { "Auto-Submitted": "auto-generated" } });
  };
  return {
    send,
    post: (letter) => {
      const sending = send(letter).catch(onTrouble).finally(() => onTheirWay.delete(sending));
      onTheirWay.add(sending);
    },
    close: async () => {
      await Promise.all(onTheirWay);
      transport.close();
    },
  };
}
