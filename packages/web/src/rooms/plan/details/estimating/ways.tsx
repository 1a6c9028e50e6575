/** The ways to an estimate, one open at a time. */
import type { OutlineRow } from "@leadline/engine/model/plan/outline.ts";
import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "../../../../ui/button.tsx";
import type { Desk } from "../../desk.ts";
import { edit } from "../../edits.ts";
import { LikeForm } from "./like-form.tsx";
import { SizeForm } from "./size-form.tsx";
import { TeamForm } from "./team-form.tsx";
import { takeOverCommands, type MadeEstimate } from "../../../../store/estimate-commands.ts";

interface WaysProps {
  readonly desk: Desk;
  readonly row: OutlineRow;
  readonly textOf: (minutes: number) => string;
  readonly estimator: string;
}

const WAYS = [
  { id: "size", label: "Size times rate" },
  { id: "like", label: "Like something finished" },
  { id: "team", label: "Ask the team" },
] as const;
type WayId = (typeof WAYS)[number]["id"];

export function Ways({ desk, row, textOf, estimator }: WaysProps): ReactNode {
  const [open, setOpen] = useState<WayId>();
  const { project } = desk.get().plan;
  const onMade = (made: MadeEstimate): void => {
    if (edit(desk, takeOverCommands(project, row, made, desk.now), { note: `Estimate taken over: ${made.title}.` })) setOpen(undefined);
  };
  const way = { project, taskId: row.task.id, textOf, estimator, onMade };
  return (
    <section aria-label="Ways to estimate">
      <h3 className="ll-heading">{row.isSummary ? "Estimate the whole, from above" : "Estimate by"}</h3>
      <div className="ll-row pl-ways">
        {WAYS.map(({ id, label }) => (
          <Button key={id} aria-pressed={open === id} onClick={() => setOpen(open === id ? undefined : id)}>
            {label}…
          </Button>
        ))}
      </div>
      {open === "size" && <SizeForm {...way} />}
      {open === "team" && <TeamForm projectId={desk.store.getState().projectId} taskId={row.task.id} onAsked={() => setOpen(undefined)} />}
      {open === "like" && <LikeForm {...way} isSummary={row.isSummary} />}
    </section>
  );
}
