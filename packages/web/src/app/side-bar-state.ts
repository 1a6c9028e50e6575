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

export function rememberedCollapsed(): boolean {
  try {
    return localStorage.getItem(KEY) === "collapsed";
  } catch {
    return false;
  }
}

export function rememberCollapsed(isCollapsed: boolean): void {
  try {
    localStorage.setItem(KEY, isCollapsed ? "collapsed" : "wide");
  } catch {
    // A browser that keeps nothing shows the wide bar next time.
  }
}
