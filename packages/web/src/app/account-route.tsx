/** One's own account in the shell. */
import type { ReactNode } from "react";
import { useSession } from "../api/session.ts";
import { AccountPage } from "../rooms/access/account-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Page } from "./page.tsx";

export function AccountRoute(): ReactNode {
  const { mode, actor } = useSession();
  if (mode !== "signed-in" || actor.role === "shareLink") return <NotFoundPage sentence="Nobody signs in here, so there is no account." />;
  return (
    <Page crumbs={[{ label: "Your account" }]}>
      <AccountPage />
    </Page>
  );
}
