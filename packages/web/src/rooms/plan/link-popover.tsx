/** A link's type and lag, changed or taken away where the line was clicked. */
import { formatLag, parsePredecessors } from "@leadline/engine/model/plan/predecessor-text.ts";
import { linkType, type LinkType } from "@leadline/engine/model/plan/link.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { Link } from "@leadline/engine/model/records.ts";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import type { Desk } from "./desk.ts";
import { tryEdit } from "./edits.ts";
import type { ScreenPoint } from "./plan-view.ts";
import { useDesk } from "./use-desk.ts";

interface LinkPopoverProps {
  readonly desk: Desk;
  readonly linkId: string;
  readonly at: ScreenPoint;
  readonly onClose: () => void;
}

const SIZE = { width: 296, height: 250 };

export function LinkPopover({ desk, linkId, at, onClose }: LinkPopoverProps): ReactNode {
  const link = useDesk(desk, (state) => state.plan.project.records.link.get(linkId));
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const from = document.activeElement;
    box.current?.querySelector<HTMLElement>("select, button")?.focus();
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    addEventListener("pointerdown", outside, true);
    return () => {
      removeEventListener("pointerdown", outside, true);
      if (from instanceof HTMLElement) from.focus({ preventScroll: true });
    };
  }, [onClose]);
  if (!link) return null;
  const place = { left: Math.max(8, Math.min(at.x, innerWidth - SIZE.width - 8)), top: Math.max(8, Math.min(at.y + 8, innerHeight - SIZE.height - 8)) };
  return (
    <div ref={box} className="pl-popover" role="dialog" aria-label="Link" style={{ ...place, width: SIZE.width }} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <LinkFields desk={desk} link={link} onRemoved={onClose} />
    </div>
  );
}

const TYPE_WORDS: Readonly<Record<LinkType, string>> = { FS: "Finish to start (FS)", SS: "Start to start (SS)", FF: "Finish to finish (FF)", SF: "Start to finish (SF)" };

/** Keeps another type or lag of a link; answers a sentence where the lag cannot be read or the plan does not allow it. */
export function keepLink(desk: Desk, link: Link, type: LinkType, lagText: string): string | undefined {
  const { outline, project } = desk.get().plan;
  const typed = lagText.trim();
  const sign = /^[+-]/.test(typed) || typed === "" ? "" : "+";
  const parsed = parsePredecessors(`${outline.rowOf(link.predecessorId)?.rowNumber ?? 0}${type}${sign}${typed}`, outline, desk.get().project.key, settingsOf(project));
  const [wanted] = parsed.ok ? parsed.predecessors : [];
  if (!wanted) return `“${typed}” is not a lag. Type one such as 2d, -1d, 50% or 3ed.`;
  const { lagMinutes, lagPercent, lagUnit } = wanted;
  if (type === link.type && lagMinutes === link.lagMinutes && lagPercent === link.lagPercent && lagUnit === link.lagUnit) return undefined;
  return tryEdit(desk, [{ type: "linkTasks", predecessorId: link.predecessorId, successorId: link.successorId, linkType: type, lagMinutes, lagPercent, lagUnit }]);
}

/** Type and lag of one link, each kept as soon as it is given. */
function LinkFields({ desk, link, onRemoved }: { readonly desk: Desk; readonly link: Link; readonly onRemoved: () => void }): ReactNode {
  const { outline, project } = desk.get().plan;
  const [from, to] = [outline.rowOf(link.predecessorId), outline.rowOf(link.successorId)];
  const shown = formatLag(link, settingsOf(project));
  const [lag, setLag] = useState(shown);
  const [error, setError] = useState<string>();
  useEffect(() => setLag(shown), [shown]);
  const keep = (type: LinkType, lagText: string): void => setError(keepLink(desk, link, type, lagText));
  return (
    <div className="pl-fields">
      <p className="pl-link-ends">
        {from?.rowNumber} {from?.task.name} → {to?.rowNumber} {to?.task.name}
      </p>
      <Field label="Type">
        {(control) => (
          <select {...control} className="ll-input" value={link.type} onChange={(event) => keep(linkType.parse(event.target.value), lag)}>
            {linkType.options.map((type) => (
              <option key={type} value={type}>
                {TYPE_WORDS[type]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Lag" error={error} note="Such as 2d, -1d, 50% or 3ed">
        {(control) => <input {...control} className="ll-input" value={lag} onChange={(event) => setLag(event.target.value)} onBlur={() => keep(link.type, lag)} onKeyDown={(event) => event.key === "Enter" && keep(link.type, lag)} />}
      </Field>
      <Button
        onClick={() => {
          const refused = tryEdit(desk, [{ type: "unlinkTasks", links: [{ predecessorId: link.predecessorId, successorId: link.successorId }] }]);
          if (refused === undefined) onRemoved();
          else setError(refused);
        }}
      >
        Delete link
      </Button>
    </div>
  );
}
