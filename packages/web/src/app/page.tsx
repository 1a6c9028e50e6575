/** A page inside the shell: the top line with breadcrumb and verbs, and below it what the room shows. */
import { Link } from "@tanstack/react-router";
import { Menu as MenuIcon } from "lucide-react";
import { Fragment, useEffect, type ReactNode } from "react";
import { IconButton } from "../ui/button.tsx";
import { useSideBar } from "./side-bar-state.ts";

export interface Crumb {
  readonly label: string;
  /** Absent on the page itself. */
  readonly to?: "/" | "/projects";
}

interface PageProps {
  readonly crumbs: readonly Crumb[];
  /** Other pages of the same thing, beside the breadcrumb. */
  readonly views?: ReactNode;
  readonly verbs?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ crumbs, views, verbs, children }: PageProps): ReactNode {
  const { open } = useSideBar();
  const title = [...crumbs].reverse().map((crumb) => crumb.label);
  useEffect(() => {
    document.title = [...title, "Leadline"].join(" · ");
  });
  return (
    <div className="ll-main">
      <header className="ll-top-line" data-region>
        <span className="ll-narrow-only">
          <IconButton label="Open menu" onClick={open}>
            <MenuIcon size={20} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </span>
        <nav aria-label="Breadcrumb" className="ll-crumbs">
          {crumbs.map((crumb, index) => (
            <Fragment key={crumb.label}>
              {index > 0 && (
                <span aria-hidden className="ll-muted">
                  ›
                </span>
              )}
              {crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : <span title={crumb.label} aria-current={index === crumbs.length - 1 ? "page" : undefined}>{crumb.label}</span>}
            </Fragment>
          ))}
        </nav>
        {views}
        <span className="ll-top-gap" />
        <div className="ll-top-verbs">{verbs}</div>
      </header>
      <main className="ll-content" data-region id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
