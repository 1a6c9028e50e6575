/** After a paste: how many cells could not be read, and the way from one to the next. */
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { positionOfTask, type Desk } from "./desk.ts";
import type { ActionPlace } from "./grid-actions.ts";
import { selectionAt } from "./selection.ts";
import { useDesk } from "./use-desk.ts";

export function RawCellsStrip({ desk, actions }: { readonly desk: Desk; readonly actions: ActionPlace | undefined }): ReactNode {
  const cells = useDesk(desk, (state) => state.rawCells);
  if (cells.size === 0) return null;
  const next = (): void => {
    const state = desk.get();
    const places = [...cells.values()].map((cell) => ({ position: positionOfTask(state, cell.taskId), column: state.columns.findIndex((column) => column.id === cell.column) }));
    const reachable = places.filter((place) => place.position >= 0 && place.column >= 0).sort((a, b) => a.position - b.position || a.column - b.column);
    const { active } = state.selection;
    const target = reachable.find((place) => place.position > active.position || (place.position === active.position && place.column > active.column)) ?? reachable[0];
    if (!target) return;
    desk.update({ selection: selectionAt(target) });
    actions?.reveal(target.position);
    actions?.focusGrid();
  };
  return (
    <Notice
      tone="attention"
      verbs={
        <>
          <Button onClick={next}>Next</Button>
          <Button onClick={() => desk.update({ rawCells: new Map() })}>Leave them as they were</Button>
        </>
      }
    >
      {cells.size === 1 ? "1 cell needs a look: its text could not be read and is kept in the cell." : `${cells.size} cells need a look: their text could not be read and is kept in the cells.`}
    </Notice>
  );
}
