/** One option as a scenario: its numbers before and after, its steps, every task that moves, and the way to ask for it. */
import { describeCommands } from "@leadline/engine/change/describe.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import type { Option } from "@leadline/engine/recovery/option.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { askEffect } from "../../store/effect.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import type { WaysOutState } from "../../store/ways-out.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { EffectTable } from "../../ui/effect-table.tsx";
import { MovedTasks } from "../../ui/moved-tasks.tsx";
import { effectOfOption } from "./option-effect.ts";
import { kindText, markOf, scopeText } from "./option-words.ts";
import type { WaysOutRights } from "./ways-out-rights.ts";

interface OptionCardProps {
  readonly store: ProjectStore;
  readonly state: WaysOutState;
  readonly option: Option;
  readonly rights: WaysOutRights;
  readonly onAccept: (option: Option) => void;
  readonly onClose: () => void;
}

export function OptionCard({ store, state, option, rights, onAccept, onClose }: OptionCardProps): ReactNode {
  const project = state.project ?? store.getState().project;
  const at = state.options.indexOf(option);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    card.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const { impact, costImpact } = effectOfOption(option, state);
  return (
    <section ref={card} className="ll-card wo-card" aria-label={`Option ${markOf(at)}`} data-scenario={option.id}>
      <header className="ll-row">
        <h2 className="ll-title ll-grow">
          {markOf(at)} {kindText(option.kind)}
        </h2>
        <IconButton label="Close the option" onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      <p className="ll-reading">{at === 0 ? "Leave the plan as it is." : option.summary}</p>
      <EffectTable effect={{ impact, ...(rights.showsCosts && { costImpact }) }} currency={settingsOf(project).currency} source={`, of the plan at revision ${state.revision ?? "?"}`} />
      <Facts option={option} />
      {option.commands.length > 0 && (
        <>
          {rights.mayEdit && (
            <div className="ll-row">
              <Button look="primary" onClick={() => onAccept(option)} disabled={state.stage === "searching"}>
                Accept {markOf(at)}
              </Button>
              <span className="ll-muted">It becomes a change request; the plan stays as it is until that is approved.</span>
            </div>
          )}
          <Again store={store} option={option} />
          <details className="wo-steps">
            <summary>{option.commands.length === 1 ? "One step" : `${option.commands.length} steps`} in the plan</summary>
            <ol>
              {option.commands.map((command, step) => (
                <li key={step}>{describeCommands(project, [command])}</li>
              ))}
            </ol>
          </details>
          <MovedTasks store={store} commands={option.commands} />
        </>
      )}
    </section>
  );
}

/** What no simulation tells. */
function Facts({ option }: { readonly option: Option }): ReactNode {
  const { first, risk, peopleHit, approvals } = option;
  const facts: readonly (readonly [string, string])[] = [
    ...(first ? ([["First delivery", `${shortDayText(dayNumberOf(first.p50))} in 5 of 10 runs, ${shortDayText(dayNumberOf(first.p80))} in 8 of 10`]] as const) : []),
    ["Scope lost", scopeText(option)],
    ["New risk", risk === "" ? "none found" : risk],
    ["People hit", peopleHit.length === 0 ? "nobody" : peopleHit.join(", ")],
    ["Who must agree", approvals.length === 0 ? "nobody beyond this project's levels of authority" : approvals.join(", ")],
  ];
  return (
    <dl>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The option simulated once more by itself, on the plan as it is now: nobody has to believe the table. */
function Again({ store, option }: { readonly store: ProjectStore; readonly option: Option }): ReactNode {
  const [told, setTold] = useState<{ readonly text: string; readonly isSame: boolean }>();
  const [isBusy, setBusy] = useState(false);
  const check = async (): Promise<void> => {
    setBusy(true);
    const asked = await askEffect(store.getState().project, option.commands);
    setBusy(false);
    if (!asked.ok) return setTold({ text: asked.sentence, isSame: false });
    const { after } = asked.effect.impact;
    const cost = asked.effect.costImpact.after;
    const isSame = after.p50 === option.finish.p50 && after.p80 === option.finish.p80 && cost.p50 === Math.round(option.cost.p50) && cost.p80 === Math.round(option.cost.p80);
    setTold({ text: isSame ? "Simulated again: the same numbers." : "Simulated again: other numbers, because the plan has been changed since. Search again.", isSame });
  };
  return (
    <p className="ll-row">
      <Button disabled={isBusy} onClick={() => void check()}>
        {isBusy ? "Simulating …" : "Simulate again"}
      </Button>
      {told && (
        <span role="status" data-again={told.isSame ? "same" : "other"}>
          {told.text}
        </span>
      )}
    </p>
  );
}
