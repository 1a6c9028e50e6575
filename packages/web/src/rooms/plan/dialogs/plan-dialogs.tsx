/** The dialogs that the Schedule menu opens; loaded with the first of them. */
import type { ReactNode } from "react";
import type { Desk } from "../desk.ts";
import type { PlanDialog } from "../schedule-menu.tsx";
import { ClearBaselineDialog, SetBaselineDialog } from "./baseline-dialogs.tsx";
import { OtherProjectDialog } from "./other-project-dialog.tsx";
import { CompleteWorkDialog, RescheduleDialog, StatusDateDialog } from "./status-dialogs.tsx";

interface PlanDialogsProps {
  readonly desk: Desk;
  readonly open: PlanDialog;
  readonly onClose: () => void;
}

export function PlanDialogs({ desk, open, onClose }: PlanDialogsProps): ReactNode {
  switch (open) {
    case "statusDate":
      return <StatusDateDialog desk={desk} onClose={onClose} />;
    case "completeWork":
      return <CompleteWorkDialog desk={desk} onClose={onClose} />;
    case "reschedule":
      return <RescheduleDialog desk={desk} onClose={onClose} />;
    case "setBaseline":
      return <SetBaselineDialog desk={desk} onClose={onClose} />;
    case "clearBaseline":
      return <ClearBaselineDialog desk={desk} onClose={onClose} />;
    case "otherProject":
      return <OtherProjectDialog desk={desk} onClose={onClose} />;
    case "level":
    case "workingTime":
      return null;
  }
}
