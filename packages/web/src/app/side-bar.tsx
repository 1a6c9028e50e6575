/** The left bar: where one can go, help, appearance, and how wide the bar itself is. */
import { Menu, useMantineColorScheme } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { CircleHelp, ChartGantt, FolderKanban, House, ListChecks, PanelLeftClose, PanelLeftOpen, ShieldCheck, SunMoon } from "lucide-react";
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { APPEARANCES } from "./appearance.ts";
import { useSession } from "../api/session.ts";
import { useSideBar } from "./side-bar-state.ts";
import { PORTFOLIO_ADDRESS, WORK_ADDRESS, WORKSPACE_ADDRESS } from "./workspace-address.ts";

/** Only where somebody signs in: with the dialogs of signing out, which must be there when the server is not. */
const PersonMenu = lazy(() => import("./person-menu.tsx").then((module) => ({ default: module.PersonMenu })));

const ICON = { size: 20, strokeWidth: 1.5, "aria-hidden": true } as const;

export function SideBar({ onHelp }: { readonly onHelp: () => void }): ReactNode {
  const { isCollapsed, isOver, toggleCollapsed, close } = useSideBar();
  const { mode, workspace } = useSession();
  useEffect(() => {
    if (!isOver) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.key === "Escape") close();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [isOver, close]);
  return (
    <>
      {isOver && <div className="ll-side-veil" onClick={close} />}
      <nav className="ll-side-bar" data-region aria-label="Main" data-over={isOver || undefined}>
        <Link to="/" className="ll-side-brand" title={workspace.name}>
          <img src="/leadline.svg" alt="" width={24} height={24} />
          <span className="ll-side-word">Leadline</span>
        </Link>
        <ul>
          <li>
            <Link to="/" className="ll-side-link" activeOptions={{ exact: true, includeSearch: false }} title="Start">
              <House {...ICON} />
              <span className="ll-side-word">Start</span>
            </Link>
          </li>
          <li>
            <Link to="/projects" className="ll-side-link" activeOptions={{ includeSearch: false }} title="Projects">
              <FolderKanban {...ICON} />
              <span className="ll-side-word">Projects</span>
            </Link>
          </li>
          <li>
            <Link to={WORK_ADDRESS} className="ll-side-link" activeOptions={{ includeSearch: false }} title="My work">
              <ListChecks {...ICON} />
              <span className="ll-side-word">My work</span>
            </Link>
          </li>
          <li>
            <Link to={PORTFOLIO_ADDRESS} className="ll-side-link" activeOptions={{ includeSearch: false }} title="Portfolio">
              <ChartGantt {...ICON} />
              <span className="ll-side-word">Portfolio</span>
            </Link>
          </li>
          <li>
            <Link to={WORKSPACE_ADDRESS} params={{ part: "people" }} className="ll-side-link" title="Workspace" activeOptions={{ includeSearch: false }}>
              <ShieldCheck {...ICON} />
              <span className="ll-side-word">Workspace</span>
            </Link>
          </li>
        </ul>
        <ul className="ll-side-foot">
          <li>
            <button type="button" className="ll-side-link" title="Help (?)" onClick={onHelp}>
              <CircleHelp {...ICON} />
              <span className="ll-side-word">
                Help <kbd>?</kbd>
              </span>
            </button>
          </li>
          <li>
            <AppearanceMenu />
          </li>
          <li>
            {mode === "signed-in" && (
              <Suspense>
                <PersonMenu />
              </Suspense>
            )}
          </li>
          <li className="ll-wide-only">
            <button type="button" className="ll-side-link" title={isCollapsed ? "Widen the bar" : "Collapse the bar"} aria-expanded={!isCollapsed} onClick={toggleCollapsed}>
              {isCollapsed ? <PanelLeftOpen {...ICON} /> : <PanelLeftClose {...ICON} />}
              <span className="ll-side-word">{isCollapsed ? "Widen the bar" : "Collapse"}</span>
            </button>
          </li>
        </ul>
      </nav>
    </>
  );
}

function AppearanceMenu(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="right-end" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className="ll-side-link" title="Appearance">
          <SunMoon {...ICON} />
          <span className="ll-side-word">Appearance</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {APPEARANCES.map(({ value, label }) => (
          <Menu.Item key={value} role="menuitemradio" aria-checked={colorScheme === value} onClick={() => setColorScheme(value)}>
            <span className="ll-check" aria-hidden>
              {colorScheme === value ? "✓" : ""}
            </span>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
