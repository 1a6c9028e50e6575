/** Schedule health beside the plan: each check with what it counted, each finding with the way to it and, where there is one, its fix. */
import { healthOf } from "@leadline/engine/health/health.ts";
import type { Finding, HealthCheck, HealthReport } from "@leadline/engine/health/report.ts";
import { CircleCheck, CircleHelp, OctagonX, X } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Button, IconButton } from "../../../ui/button.tsx";
import type { PlanFacts } from "@leadline/engine/views/plan-words.ts";
import type { Desk } from "../desk.ts";
import { edit } from "../edits.ts";
import { useDesk } from "../use-desk.ts";
import { boundText, countText, verdictOf, valueText, type Verdict } from "./health-words.ts";
import { PracticeList } from "./practice-list.tsx";

interface HealthProps {
  readonly desk: Desk;
  readonly goTo: (taskId: string) => void;
  readonly onClose: () => void;
}

export function HealthPanel({ desk, goTo, onClose }: HealthProps): ReactNode {
  const report = useReport(desk);
  return (
    <aside className="pl-panel" aria-label="Schedule health" data-region data-testid="health" tabIndex={-1} onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}>
      <header className="pl-panel-head">
        <div className="ll-grow">
          <h2 className="pl-panel-title">Schedule health</h2>
          {report && <p className="ll-muted pl-small">{headline(report)}</p>}
        </div>
        <IconButton label="Close schedule health" keys="Esc" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      {report && (
        <>
          <CheckList title="The 14 points of the DCMA" checks={report.checks} desk={desk} goTo={goTo} />
          <CheckList title="Further checks" checks={report.further} desk={desk} goTo={goTo} />
          <PracticeList practices={report.practices} />
        </>
      )}
    </aside>
  );
}

/** Edits come in bursts, and one point schedules the plan again: the report follows after a short rest. */
const REST_MS = 120;

function useReport(desk: Desk): HealthReport | undefined {
  const plan = useDesk(desk, (state) => state.plan);
  const [made, setMade] = useState<{ readonly plan: PlanFacts; readonly report: HealthReport }>();
  useEffect(() => {
    if (made?.plan === plan) return undefined;
    const make = (): void => setMade({ plan, report: healthOf(plan.project, plan.schedule) });
    const timer = setTimeout(make, made ? REST_MS : 0);
    return () => clearTimeout(timer);
  }, [plan, made]);
  return made?.report;
}

function headline({ checks }: HealthReport): string {
  const judged = checks.filter((check) => check.pass !== undefined);
  const passed = judged.filter((check) => check.pass).length;
  const open = checks.length - judged.length;
  return `${passed} of ${judged.length} points passed${open === 0 ? "" : `, ${open} could not be judged`}.`;
}

interface CheckListProps {
  readonly title: string;
  readonly checks: readonly HealthCheck[];
  readonly desk: Desk;
  readonly goTo: (taskId: string) => void;
}

function CheckList({ title, checks, desk, goTo }: CheckListProps): ReactNode {
  return (
    <section className="pl-checks-of-health" aria-label={title}>
      <h3 className="ll-heading">{title}</h3>
      <ul>
        {checks.map((check) => (
          <li key={check.id} data-check={check.id} data-pass={check.pass === undefined ? undefined : String(check.pass)}>
            <Check check={check} desk={desk} goTo={goTo} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const ICONS: Readonly<Record<Verdict, typeof CircleCheck>> = { passed: CircleCheck, failed: OctagonX, open: CircleHelp };
const VERDICT_WORDS: Readonly<Record<Verdict, string>> = { passed: "Passed", failed: "Failed", open: "Not judged" };
/** More findings than these stand behind a click. */
const FINDINGS_AT_ONCE = 20;

function Check({ check, desk, goTo }: { readonly check: HealthCheck } & Omit<CheckListProps, "title" | "checks">): ReactNode {
  const [shown, setShown] = useState(FINDINGS_AT_ONCE);
  const verdict = verdictOf(check);
  const Icon = ICONS[verdict];
  const rest = check.findings.length - shown;
  return (
    <details>
      <summary data-verdict={verdict}>
        <Icon size={16} strokeWidth={2} aria-hidden />
        <span className="ll-grow">
          <span className="ll-hidden">{VERDICT_WORDS[verdict]}: </span>
          {typeof check.id === "number" ? `${check.id}. ` : ""}
          {check.name}
        </span>
        <span className="ll-number">{valueText(check)}</span>
      </summary>
      <div className="pl-check-body">
        <p className="ll-muted">{check.rule}</p>
        <p>{[boundText(check), countText(check)].filter((text) => text !== "").join(" ")}</p>
        {check.excluded.length > 0 && <p className="ll-muted">Left out: {check.excluded.map(({ count, reason }) => `${count} ${reason}`).join("; ")}.</p>}
        {check.note !== undefined && <p>{check.note}</p>}
        <ul className="pl-findings">
          {check.findings.slice(0, shown).map((finding, index) => (
            <FindingLine key={`${finding.taskId} ${finding.linkId ?? ""} ${index}`} finding={finding} desk={desk} goTo={goTo} />
          ))}
        </ul>
        {rest > 0 && (
          <Button look="link" onClick={() => setShown(shown + 100)}>
            {rest === 1 ? "1 more" : `${rest} more`}
          </Button>
        )}
      </div>
    </details>
  );
}

function FindingLine({ finding, desk, goTo }: { readonly finding: Finding } & Omit<CheckListProps, "title" | "checks">): ReactNode {
  const { fix } = finding;
  return (
    <li>
      <p>{finding.sentence}</p>
      <div className="ll-row">
        <Button look="link" onClick={() => goTo(finding.taskId)}>
          Go there
        </Button>
        {fix && !desk.isReadOnly && (
          <Button onClick={() => edit(desk, fix.commands, { note: `${fix.label}: done.` })}>
            Fix: {fix.label}
          </Button>
        )}
      </div>
    </li>
  );
}
