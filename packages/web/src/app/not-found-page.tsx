/** The page for an address that leads nowhere. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { EmptyState } from "../ui/empty-state.tsx";
import { Page } from "./page.tsx";

export function NotFoundPage({ sentence }: { readonly sentence?: string }): ReactNode {
  return (
    <Page crumbs={[{ label: "Not found" }]}>
      <div className="ll-page">
        <h1 className="ll-title">There is no such page</h1>
        <EmptyState sentence={sentence ?? `Nothing lives at ${location.pathname}. Maybe the address was cut short, or the project was deleted; deleted projects are kept for 30 days.`}>
          <Link className="ll-button" data-look="primary" to="/projects">
            Show all projects
          </Link>
          <Link className="ll-button" to="/">
            Start page
          </Link>
        </EmptyState>
      </div>
    </Page>
  );
}
