/** The frame around every page: the left bar, the help, and the keys that work everywhere. */
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { rememberCollapsed, rememberedCollapsed, SideBarContext } from "./side-bar-state.ts";
import { SideBar } from "./side-bar.tsx";
import { useRegionKey } from "./region-key.ts";

const AlterationBanner = lazy(() => import("./alteration-banner.tsx").then((module) => ({ default: module.AlterationBanner })));
const HelpDialog = lazy(() => import("./help-dialog.tsx").then((module) => ({ default: module.HelpDialog })));

export function Shell(): ReactNode {
  const [chosen, setChosen] = useState(rememberedCollapsed);
  const [isOver, setOver] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // A plan needs the width, so until somebody chooses, the bar is narrow beside it.
  const isCollapsed = chosen ?? path.startsWith("/p/");
  useEffect(() => setOver(false), [path]);
  useKey("?", () => setHelpOpen(true));
  useRegionKey();
  const toggleCollapsed = (): void => {
    rememberCollapsed(!isCollapsed);
    setChosen(!isCollapsed);
  };
  return (
    <SideBarContext value={{ isCollapsed, isOver, toggleCollapsed, open: () => setOver(true), close: () => setOver(false) }}>
      <div className="ll-shell" data-bar={isCollapsed ? "collapsed" : "wide"}>
        <a className="ll-skip" href="#content">
          Skip to content
        </a>
        <SideBar onHelp={() => setHelpOpen(true)} />
        <Outlet />
        <Suspense>
          <AlterationBanner />
        </Suspense>
      </div>
      {isHelpOpen && (
        <Suspense>
          <HelpDialog onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </SideBarContext>
  );
}

/** A single key acts only when nothing that takes letters has the focus. */
function useKey(key: string, act: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TAKES_LETTERS)) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  });
}

const TAKES_LETTERS = "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=grid], [role=treegrid]";
