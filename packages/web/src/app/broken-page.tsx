/** What stands in a page's place when its program failed: a mistake of ours, told plainly, with a way on. */
import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "./page.tsx";

export function BrokenPage({ error }: { readonly error: unknown }): ReactNode {
  const told = error instanceof Error ? error.message : String(error);
  return (
    <Page crumbs={[{ label: "This page failed" }]}>
      <div className="ll-page ll-stack">
        <h1 className="ll-title">This page failed</h1>
        <Notice
          tone="trouble"
          verbs={
            <Button look="primary" onClick={() => location.reload()}>
              Reload the page
            </Button>
          }
        >
          A mistake in Leadline itself stopped this page. Your edits are safe: those that the server has not confirmed yet are kept on this computer and sent after the reload. The program says: “{told}”
        </Notice>
      </div>
    </Page>
  );
}
