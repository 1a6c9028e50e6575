/** Where the plan stands: the status date, work done as planned up to a date, and work left over that moves behind it. */
import type { CommandOf } from "@leadline/engine/change/command.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { minuteOf, civilOf, dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { useState, type ReactNode } from "react";
import { Button } from "../../../ui/button.tsx";
import type { Desk } from "../desk.ts";
import { CommandDialog, type Wanted } from "./command-dialog.tsx";
import { DateEntry, dateEntryText, readDate } from "./date-entry.tsx";
import { idsInScope, ScopeChoice, type Scope } from "./scope-choice.tsx";

interface StatusDialogProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

/** The status date, or the end of today's work. */
function dateToBeginWith(desk: Desk): Minute {
  const { statusDate, defaultFinishTime } = settingsOf(desk.get().plan.project);
  if (statusDate !== undefined) return statusDate;
  const { year, month, day } = civilOf(dayNumberOf(desk.now));
  return (minuteOf(year, month, day) + defaultFinishTime) as Minute;
}

export function StatusDateDialog({ desk, onClose }: StatusDialogProps): ReactNode {
  const [text, setText] = useState(() => dateEntryText(desk, dateToBeginWith(desk), "finish"));
  const hasDate = settingsOf(desk.get().plan.project).statusDate !== undefined;
  const read = text.trim() === "" ? undefined : readDate(desk, "finish", text);
  const wanted: Wanted = read && !read.ok ? read : { ok: true, commands: [{ type: "updateSettings", fields: { statusDate: read ? read.minute : null } }] };
  return (
    <CommandDialog desk={desk} title="Status date" verb={read ? "Set the status date" : "Take the status date away"} note={read ? "Status date set." : "Status date taken away."} wanted={wanted} onClose={onClose}>
      <p>Progress is known up to this date. Reports count as of it, and work that is left can be moved behind it.</p>
      <DateEntry desk={desk} label="Status date" end="finish" text={text} onText={setText} />
      {hasDate && (
        <div>
          <Button look="link" onClick={() => setText("")}>
            No status date
          </Button>
        </div>
      )}
    </CommandDialog>
  );
}

export function RescheduleDialog({ desk, onClose }: StatusDialogProps): ReactNode {
  const [text, setText] = useState(() => dateEntryText(desk, dateToBeginWith(desk), "finish"));
  const [scope, setScope] = useState<Scope>("plan");
  const read = readDate(desk, "finish", text);
  const wanted: Wanted = read.ok ? { ok: true, commands: [{ type: "rescheduleUncompletedWork", after: read.minute, ...idsInScope(desk, scope) }] } : read;
  return (
    <CommandDialog desk={desk} title="Reschedule uncompleted work" verb="Reschedule" note="Uncompleted work rescheduled." wanted={wanted} onClose={onClose}>
      <p>Work that should have been done before this date and was not starts after it. A task that has begun pauses until then; one that has not begun starts no earlier.</p>
      <DateEntry desk={desk} label="Work that is left starts after" end="finish" text={text} onText={setText} />
      <ScopeChoice desk={desk} scope={scope} onScope={setScope} />
    </CommandDialog>
  );
}

type CompleteMode = CommandOf<"updateWorkAsComplete">["mode"];

const MODES: readonly (readonly [CompleteMode, string])[] = [
  ["percent", "0 to 100 %: tasks under way get their share"],
  ["zeroOrHundred", "0 or 100 %: only finished tasks count"],
];

export function CompleteWorkDialog({ desk, onClose }: StatusDialogProps): ReactNode {
  const [text, setText] = useState(() => dateEntryText(desk, dateToBeginWith(desk), "finish"));
  const [scope, setScope] = useState<Scope>("plan");
  const [mode, setMode] = useState<CompleteMode>("percent");
  const read = readDate(desk, "finish", text);
  const wanted: Wanted = read.ok ? { ok: true, commands: [{ type: "updateWorkAsComplete", through: read.minute, mode, ...idsInScope(desk, scope) }] } : read;
  return (
    <CommandDialog desk={desk} title="Update work as complete" verb="Update" note="Progress updated as planned." wanted={wanted} onClose={onClose}>
      <p>Takes everything as done that was planned up to this date.</p>
      <DateEntry desk={desk} label="Complete through" end="finish" text={text} onText={setText} />
      <fieldset className="pl-choices">
        <legend className="ll-label">Progress is</legend>
        {MODES.map(([value, words]) => (
          <label key={value}>
            <input type="radio" name="mode" checked={mode === value} onChange={() => setMode(value)} /> {words}
          </label>
        ))}
      </fieldset>
      <ScopeChoice desk={desk} scope={scope} onScope={setScope} />
    </CommandDialog>
  );
}
