/** Names in mails stay names: they end no header and make no markup. */
import { expect, test } from "vitest";
import { invitationLetter } from "./letters.ts";

const letter = invitationLetter({ to: "bob@example.org\r\nBcc: all@example.org", workspaceName: "<img src=x onerror=alert(1)>", inviterName: "Ann\r\nBcc: all@example.org", url: "https://pm.example.org/invite#ll_i_x", expiresAt: new Date("2026-12-04T10:00:00Z") });

test("no line break gets into a header", () => {
  expect(letter.subject).toBe("Ann  Bcc: all@example.org invites you to <img src=x onerror=alert(1)> on Leadline");
  expect(letter.to).not.toMatch(/[\r\n]/);
});

test("no name becomes markup, and the text part says the same", () => {
  expect(letter.html).not.toContain("<img");
  expect(letter.html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(letter.text).toContain("Take up the invitation:\nhttps://pm.example.org/invite#ll_i_x");
  expect(letter.text).toContain("until 2026-12-04 (UTC)");
});
