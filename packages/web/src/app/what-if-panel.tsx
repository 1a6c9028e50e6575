/** What if? A question in words, its answer from two simulations of the plan, and what can become of it. Nothing changes in the plan itself. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { RiskItem } from "@leadline/engine/model/records.ts";
import { parseWhatIf, type WhatIf } from "@leadline/engine/risk/what-if-text.ts";
import type { WhatIfAnswer } from "@leadline/engine/risk/what-if.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useContext, useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { SessionContext } from "../api/session.ts";
import { useForecastState, type WhatIfState } from "../store/forecast.ts";
import { nextRiskCode } from "../store/next-risk-code.ts";
import { newId } from "../store/new-id.ts";
import type { EditResult } from "../store/project-store.ts";
import { useProjectState } from "../store/use-project-state.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { shortDayText } from "../ui/day-text.ts";
import { toast } from "../ui/toast.ts";
import type { OpenProject } from "./open-project-context.ts";
import { RISKS_ADDRESS, WAYS_OUT_ADDRESS } from "./project-address.ts";

const MOST_MOVED = 6;

export function WhatIfPanel({ open, onClose }: { readonly open: OpenProject; readonly onClose: () => void }): ReactNode {
  const { store, forecast, projectKey } = open;
  const project = useProjectState(store, (state) => state.project);
  const { whatIf } = useForecastState(forecast);
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<{ readonly message: string; readonly names: readonly string[] }>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    return () => forecast.endWhatIf();
  }, [forecast]);
  const ask = (question: string): void => {
    const parsed = parseWhatIf(question, project, projectKey);
    setWrong(parsed.ok ? undefined : { message: parsed.message, names: parsed.candidates?.map(({ name }) => name) ?? [] });
    if (parsed.ok) forecast.askWhatIf(parsed.whatIf);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    ask(text);
  };
  const scenarios = [...project.records.scenario.values()];
  return (
    <section className="ll-what-if" aria-label="What if" data-region onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <header>
        <h2>What if …?</h2>
        <IconButton label="Close" keys="Escape" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      <form onSubmit={onSubmit}>
        <input ref={field} className="ll-input" aria-label="What if" placeholder={`${projectKey}-17 +3w, or: R03 happens`} value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" aria-invalid={wrong ? true : undefined} />
        <Button type="submit" look="primary">
          Ask
        </Button>
      </form>
      {wrong && (
        <div role="alert" className="ll-field-error">
          {wrong.message}
          {wrong.names.slice(0, 5).map((name) => (
            <span key={name}> · {name}</span>
          ))}
        </div>
      )}
      {scenarios.length > 0 && !whatIf && (
        <ul className="ll-what-if-kept" aria-label="Kept scenarios">
          {scenarios.map(({ id, name, question }) => (
            <li key={id}>
              <Button
                look="link"
                onClick={() => {
                  setText(question);
                  ask(question);
                }}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {whatIf && <Asked whatIf={whatIf} question={text} open={open} project={project} />}
    </section>
  );
}

interface AskedProps {
  readonly whatIf: WhatIfState;
  readonly question: string;
  readonly open: OpenProject;
  readonly project: Project;
}

function Asked({ whatIf, question, open, project }: AskedProps): ReactNode {
  const { asked, stage, answer, refusals } = whatIf;
  return (
    <div className="ll-what-if-answer" data-stage={stage} aria-live="polite" aria-busy={stage === "waiting"}>
      <p className="ll-muted">{asked.reading}</p>
      {stage === "refused" && <p role="alert">{refusals?.map(({ message }) => message).join(" ")}</p>}
      {stage === "failed" && <p role="alert">The simulation failed. Ask again, or change the question.</p>}
      {answer && (
        <>
          <p className="ll-reading">
            {answer.words.map(({ text, metric, value, unit }, at) =>
              metric === undefined ? (
                text
              ) : (
                <strong key={at} data-metric={metric} data-value={value} data-unit={unit} data-source="simulation">
                  {text}
                </strong>
              ),
            )}
          </p>
          <p className="ll-muted">
            {answer.runs.toLocaleString("en")} runs of both plans with the same random numbers, seed {answer.seed}
            {stage === "coarse" ? "; more are under way" : ""}. Nothing in the plan has changed.
          </p>
          <Moved answer={answer} project={project} />
          {stage === "full" && <Verbs asked={asked} question={question} answer={answer} open={open} />}
        </>
      )}
    </div>
  );
}

function Moved({ answer, project }: { readonly answer: WhatIfAnswer; readonly project: Project }): ReactNode {
  if (answer.moved.length === 0) return null;
  const more = answer.moved.length - MOST_MOVED;
  const day = (minute: WhatIfAnswer["moved"][number]["before"]): string => shortDayText(dayNumberOf(minute));
  return (
    <table className="ll-what-if-moved">
      <caption>Tasks that move most (8 of 10 runs){more > 0 ? `, and ${more} more` : ""}</caption>
      <tbody>
        {answer.moved.slice(0, MOST_MOVED).map(({ taskId, before, after }) => (
          <tr key={taskId}>
            <th scope="row">{project.records.task.get(taskId)?.name}</th>
            <td>
              {day(before)} → {day(after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Verbs({ asked, question, answer, open }: { readonly asked: WhatIf; readonly question: string; readonly answer: WhatIfAnswer; readonly open: OpenProject }): ReactNode {
  const { store } = open;
  const owner = useContext(SessionContext)?.actor.name;
  const risk = riskOf(asked, store.getState().project, owner);
  return (
    <div className="ll-row">
      <Button onClick={() => tell(store.run([{ type: "saveRecords", records: [{ kind: "scenario", record: { id: newId(), name: asked.reading, question } }] }]), "Kept. It stands here the next time you ask what if.")}>Keep as scenario</Button>
      {risk && <Button onClick={() => tell(store.run([{ type: "saveRecords", records: [{ kind: "riskItem", record: risk }] }]), `“${risk.title}” is in the register with a chance of 30 %; the forecast now reckons with it.`)}>Add as risk</Button>}
      <Button onClick={() => tell(store.run(asked.commands), `Done in the plan: ${answer.reading}.`)}>Do it in the plan</Button>
      <Link className="ll-button" data-look="plain" to={WAYS_OUT_ADDRESS} params={{ key: open.projectKey }}>
        Find ways out
      </Link>
      <Link className="ll-button" data-look="plain" to={RISKS_ADDRESS} params={{ key: open.projectKey, view: "tornado" }}>
        What drives the finish
      </Link>
    </div>
  );
}

function tell(result: EditResult, done: string): void {
  toast(result.ok ? done : result.refusals.map(({ message }) => message).join(" "));
}

/** The lengthening of a task as a risk: from a third of it to twice as much; whoever asked owns it until they say otherwise. */
function riskOf({ commands, subjects, reading }: WhatIf, project: Project, owner: string | undefined): RiskItem | undefined {
  const { minutesPerDay } = settingsOf(project);
  const longer = commands.flatMap((command) => (command.type === "updateTasks" ? command.tasks : [])).flatMap(({ id, fields }) => {
    const was = project.records.task.get(id)?.durationMinutes;
    const is = fields.durationMinutes ?? fields.estimate?.likelyMinutes;
    return was !== undefined && is !== undefined && is > was ? [{ id, days: (is - was) / minutesPerDay }] : [];
  });
  const [first] = longer;
  if (!first || subjects.every(({ kind }) => kind !== "task")) return undefined;
  const days = longer.reduce((sum, one) => sum + one.days, 0);
  const code = nextRiskCode(project);
  return { id: newId(), code, title: reading, category: "", probability: 0.3, impact: { kind: "delayDays", low: Math.round(days / 3), likely: Math.round(days), high: Math.round(days * 2) }, taskIds: longer.map(({ id }) => id), response: "", action: "", trigger: "", ...(owner !== undefined && { owner }) };
}
