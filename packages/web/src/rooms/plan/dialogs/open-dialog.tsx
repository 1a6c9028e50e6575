/** The dialog that is open over the plan; the dialogs are loaded with the first of them. */
import { lazy, Suspense, type ReactNode } from "react";
import type { Desk } from "../desk.ts";
import type { LevelingWish } from "../leveling/leveling-messages.ts";
import type { PlanDialog } from "../schedule-menu.tsx";

const LevelDialog = lazy(() => import("../leveling/level-dialog.tsx").then((module) => ({ default: module.LevelDialog })));
const PlanDialogs = lazy(() => import("./plan-dialogs.tsx").then((module) => ({ default: module.PlanDialogs })));

interface OpenDialogProps {
  readonly desk: Desk;
  readonly open: PlanDialog | undefined;
  readonly onLevel: (wish: LevelingWish) => void;
  readonly onClose: () => void;
}

export function OpenDialog({ desk, open, onLevel, onClose }: OpenDialogProps): ReactNode {
  if (open === undefined) return null;
  return <Suspense>{open === "level" ? <LevelDialog desk={desk} onLevel={onLevel} onClose={onClose} /> : <PlanDialogs desk={desk} open={open} onClose={onClose} />}</Suspense>;
}
