/** Whether the left bar is wide, collapsed, or (on a narrow screen) laid over the page; remembered in this browser. */
import { createContext, useContext } from "react";

export interface SideBarState {
  readonly isCollapsed: boolean;
  readonly isOver: boolean;
  readonly toggleCollapsed: () => void;
  /** Lays the bar over the page. */
  readonly open: () => void;
  readonly close: () => void;
}

const KEY = "leadline.side-bar";

export const SideBarContext = createContext<SideBarState>({ isCollapsed: false, isOver: false, toggleCollapsed: () => undefined, open: () => undefined, close: () => undefined });

export function useSideBar(): SideBarState {
  return useContext(SideBarContext);
}

/** What was chosen in this browser; undefined where nothing was. */
export function rememberedCollapsed(): boolean | undefined {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? undefined : kept === "collapsed";
  } catch {
    return undefined;
  }
}

export function rememberCollapsed(isCollapsed: boolean): void {
  try {
    localStorage.setItem(KEY, isCollapsed ? "collapsed" : "wide");
  } catch {
    // A browser that keeps nothing asks nobody and starts afresh next time.
  }
}
