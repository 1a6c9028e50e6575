/** Where the plan stands: the status date, work done as planned up to a date, and work left over that moves behind it. */
import type { CommandOf } from "@leadline/engine/change/command.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { ProjectSettings } from "@leadline/engine/model/records.ts";
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

type ProgressRule = "moveCompletedEndsBack" | "moveRemainingStartsBack" | "moveRemainingStartsForward" | "moveCompletedEndsForward" | "splitInProgressTasks";

const PROGRESS_RULES: readonly (readonly [ProgressRule, string])[] = [
  ["moveCompletedEndsBack", "Work done after the status date moves before it"],
  ["moveRemainingStartsBack", "… and the work that is left follows it"],
  ["moveRemainingStartsForward", "Work left before the status date moves after it"],
  ["moveCompletedEndsForward", "… and the work that is done follows it"],
  ["splitInProgressTasks", "Tasks under way may pause"],
];

/** Tasks under way may pause unless somebody says otherwise; the others hold only when asked for. */
function isRuleOn(settings: ProjectSettings, rule: ProgressRule): boolean {
  return settings[rule] ?? rule === "splitInProgressTasks";
}

export function StatusDateDialog({ desk, onClose }: StatusDialogProps): ReactNode {
  const [text, setText] = useState(() => dateEntryText(desk, dateToBeginWith(desk), "finish"));
  const settings = settingsOf(desk.get().plan.project);
  const [rules, setRules] = useState<ReadonlySet<ProgressRule>>(() => new Set(PROGRESS_RULES.flatMap(([rule]) => (isRuleOn(settings, rule) ? [rule] : []))));
  const hasDate = settings.statusDate !== undefined;
  const read = text.trim() === "" ? undefined : readDate(desk, "finish", text);
  const changed = Object.fromEntries(PROGRESS_RULES.flatMap(([rule]) => (rules.has(rule) === isRuleOn(settings, rule) ? [] : [[rule, rules.has(rule)]])));
  const wanted: Wanted = read && !read.ok ? read : { ok: true, commands: [{ type: "updateSettings", fields: { statusDate: read ? read.minute : null, ...changed } }] };
  const toggle = (rule: ProgressRule): void => {
    const next = new Set(rules);
    if (!next.delete(rule)) next.add(rule);
    setRules(next);
  };
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
      <fieldset className="pl-choices">
        <legend className="ll-label">When progress is entered</legend>
        {PROGRESS_RULES.map(([rule, words]) => (
          <label key={rule}>
            <input type="checkbox" checked={rules.has(rule)} onChange={() => toggle(rule)} /> {words}
          </label>
        ))}
      </fieldset>
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
