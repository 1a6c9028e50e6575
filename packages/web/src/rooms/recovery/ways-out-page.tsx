/** Ways out: a goal, options that the engine finds for it, what each does, two of them side by side, and one that is asked for. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Option } from "@leadline/engine/recovery/option.ts";
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { useEffect, useState, type ReactNode } from "react";
import { useSession } from "../../api/session.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { useWaysOut, type WaysOutState } from "../../store/ways-out.ts";
import { Button } from "../../ui/button.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { requestOfOption } from "./accepted-option.ts";
import { ComparedOptions } from "./compared-options.tsx";
import { GoalForm } from "./goal-form.tsx";
import { negotiationOf } from "./prepared-negotiation.ts";
import { OptionCard } from "./option-card.tsx";
import { OptionScatter } from "./option-scatter.tsx";
import { OptionsTable } from "./options-table.tsx";
import { findingText, goalText } from "./option-words.ts";
import type { WaysOutRights } from "./ways-out-rights.ts";
import "./recovery.css";

interface WaysOutPageProps {
  readonly store: ProjectStore;
  readonly rights: WaysOutRights;
  /** Id of the option that is looked at. */
  readonly optionId: string | undefined;
  readonly onOption: (id: string | undefined) => void;
  readonly onRequest: (code: string) => void;
  readonly onNegotiation: (code: string) => void;
}

export function WaysOutPage({ store, rights, optionId, onOption, onRequest, onNegotiation }: WaysOutPageProps): ReactNode {
  const { state, search, cancel } = useWaysOut(store);
  const project = useProjectState(store, (now) => now.project);
  const { actor } = useSession();
  const [compared, setCompared] = useState<readonly string[]>([]);
  useFirstSearch(store, state, search);
  const { options, goal } = state;
  const [doNothing] = options;
  const chosen = options.find(({ id }) => id === optionId);
  const pair = options.filter(({ id }) => compared.includes(id));
  const compare = (id: string): void => setCompared((was) => (was.includes(id) ? was.filter((one) => one !== id) : [...was, id].slice(-2)));
  const accept = (option: Option): void => {
    if (!doNothing) return;
    const record = requestOfOption({ option, doNothing, found: state, project: store.getState().project, actor: actor.id, showsCosts: rights.showsCosts });
    const result = store.run([{ type: "saveRecords", records: [{ kind: "changeRequest", record }] }]);
    toast(result.ok ? `${record.code} asked for. The plan stays as it is until it is approved.` : result.refusals.map(({ message }) => message).join(" "));
    if (result.ok) onRequest(record.code);
  };
  const negotiate = (): void => {
    const record = negotiationOf({ found: state, project: store.getState().project, showsCosts: rights.showsCosts });
    const result = store.run([{ type: "saveRecords", records: [{ kind: "negotiation", record }] }]);
    toast(result.ok ? `${record.code} prepared.` : result.refusals.map(({ message }) => message).join(" "));
    if (result.ok) onNegotiation(record.code);
  };
  return (
    <div className="wo-page">
      <h1 className="ll-hidden">Ways out</h1>
      <GoalForm project={project} isSearching={state.stage === "searching"} showsCosts={rights.showsCosts} onSearch={search} onCancel={cancel} />
      {goal && <Found store={store} state={state} showsCosts={rights.showsCosts} />}
      {doNothing && goal && (
        <>
          <div className="wo-columns" data-chosen={chosen ? "" : undefined}>
            {rights.showsCosts && <OptionScatter state={state} chosenId={optionId} />}
            {chosen && <OptionCard key={chosen.id} store={store} state={state} option={chosen} rights={rights} onAccept={accept} onClose={() => onOption(undefined)} />}
          </div>
          <OptionsTable project={state.project ?? project} options={options} goal={goal} showsCosts={rights.showsCosts} chosenId={optionId} compared={compared} onChoose={onOption} onCompare={compare} />
          <div className="ll-row">
            {pair.length === 2 ? <span className="ll-muted">Two options are compared below.</span> : <span className="ll-muted">Mark two options to see them side by side.</span>}
            {rights.mayEdit && options.length > 1 && (
              <Button onClick={negotiate} disabled={state.stage === "searching"}>
                Prepare a negotiation
              </Button>
            )}
          </div>
          {pair.length === 2 && <ComparedOptions store={store} state={state} pair={pair} showsCosts={rights.showsCosts} />}
        </>
      )}
      <Negotiations project={project} onNegotiation={onNegotiation} />
    </div>
  );
}

/** Sheets that were prepared, newest first. */
function Negotiations({ project, onNegotiation }: { readonly project: Project; readonly onNegotiation: (code: string) => void }): ReactNode {
  const sheets = [...project.records.negotiation.values()].sort((a, b) => b.code.localeCompare(a.code, "en", { numeric: true }));
  if (sheets.length === 0) return null;
  return (
    <section aria-label="Negotiations">
      <h2 className="ll-heading">Negotiations</h2>
      <ul className="wo-sheets">
        {sheets.map(({ id, code, title, counterpart, state }) => (
          <li key={id}>
            <Button look="link" onClick={() => onNegotiation(code)}>
              {code} {title}
            </Button>
            <span className="ll-muted">
              {counterpart === undefined ? "" : ` with ${counterpart}`}
              {state === "agreed" ? ", agreed" : state === "ended" ? ", ended without an agreement" : ""}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A promise that is at risk is the goal until somebody says otherwise. */
function useFirstSearch(store: ProjectStore, state: WaysOutState, search: ReturnType<typeof useWaysOut>["search"]): void {
  const isIdle = state.stage === "idle";
  useEffect(() => {
    const minute = isIdle ? promiseOf(store.getState().project) : undefined;
    if (minute !== undefined) search({ kind: "finishBy", minute, chance: 0.8 });
    // Once, when the page opens.
  }, []);
}

/** The finding, how far the search is, and of which plan. */
function Found({ store, state, showsCosts }: { readonly store: ProjectStore; readonly state: WaysOutState; readonly showsCosts: boolean }): ReactNode {
  const project = useProjectState(store, (now) => now.project);
  const { goal, options, stage } = state;
  if (!goal) return null;
  const { currency } = settingsOf(project);
  const nameOf = (id: string): string => project.records.resource.get(id)?.name ?? "somebody who is gone";
  const isOld = state.project !== undefined && planPart(state.project) !== planPart(project);
  return (
    <section className="wo-found" aria-label="What was found" data-stage={stage} data-options={options.length} data-first-ms={state.firstAfterMs} data-done-ms={state.doneAfterMs}>
      <h2>{findingText(options, goal)}</h2>
      <p className="ll-muted">
        Goal: {goalText(goal, showsCosts ? currency : "", nameOf)}. {state.runs?.toLocaleString("en")} runs of each plan, seed {state.seed}, the same random numbers for all; plan at revision {state.revision}
        {statusDateText(state)}.
      </p>
      {stage === "searching" && (
        <p role="status" className="wo-progress">
          <progress max={1} value={state.share ?? 0} aria-label="Search for ways out" /> {state.doing ?? "Simulating the plan as it is"} …
        </p>
      )}
      {stage === "cancelled" && <Notice>The search was ended early; what it had found stands below.</Notice>}
      {stage === "failed" && <Notice tone="trouble">The search failed: {state.message ?? "nobody knows why"}. Search again.</Notice>}
      {isOld && stage !== "searching" && <Notice tone="attention">The plan has been changed since. These options are of the plan as it was; search again for those of the plan as it is.</Notice>}
    </section>
  );
}

/** What options depend on: a request or a negotiation that is written down changes nothing of them. */
function planPart(project: NonNullable<WaysOutState["project"]>): unknown {
  return project.records.task;
}

function statusDateText({ project }: WaysOutState): string {
  const status: Minute | undefined = project && settingsOf(project).statusDate;
  return status === undefined ? "" : `, status date ${shortDayText(dayNumberOf(status))}`;
}
