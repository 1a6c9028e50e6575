/** What stands beside grid and chart: details of a task, problems, schedule health, or a levelling under review. */
import { lazy, Suspense, type ReactNode } from "react";
import type { Desk } from "./desk.ts";
import type { LevelingWish } from "./leveling/leveling-messages.ts";
import { ProblemsPanel } from "./problems-panel.tsx";
import { useDesk } from "./use-desk.ts";

const DetailsPanel = lazy(() => import("./details/details-panel.tsx").then((module) => ({ default: module.DetailsPanel })));
const HealthPanel = lazy(() => import("./health/health-panel.tsx").then((module) => ({ default: module.HealthPanel })));
const LevelingPanel = lazy(() => import("./leveling/leveling-panel.tsx").then((module) => ({ default: module.LevelingPanel })));

/** Absent: the details of a task, where one is chosen. `why` and `estimate`: the same, with that part first. */
export type PanelChoice = { readonly what: "problems" | "why" | "estimate" | "health" } | { readonly what: "leveling"; readonly wish: LevelingWish };

interface SidePanelProps {
  readonly desk: Desk;
  readonly panel: PanelChoice | undefined;
  readonly goTo: (taskId: string) => void;
  readonly onClose: () => void;
}

export function SidePanel({ desk, panel, goTo, onClose }: SidePanelProps): ReactNode {
  const detailsOf = useDesk(desk, (state) => state.detailsOf);
  const common = { desk, goTo, onClose };
  switch (panel?.what) {
    case "problems":
      return <ProblemsPanel {...common} />;
    case "health":
      return (
        <Suspense>
          <HealthPanel {...common} />
        </Suspense>
      );
    case "leveling":
      return (
        <Suspense>
          <LevelingPanel {...common} wish={panel.wish} />
        </Suspense>
      );
    default:
      return detailsOf === undefined ? null : (
        <Suspense>
          <DetailsPanel {...common} taskId={detailsOf} {...(panel?.what === "why" || panel?.what === "estimate" ? { first: panel.what } : {})} />
        </Suspense>
      );
  }
}
