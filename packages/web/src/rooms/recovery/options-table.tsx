/** Every option as a row, doing nothing first: what it changes in date, chance and cost, what it risks, and who must agree. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Goal, Option } from "@leadline/engine/recovery/option.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { CircleCheck, Layers2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { dayChangeText, moneyChangeText } from "../../ui/change-text.ts";
import { shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";
import { kindText, markOf, reaches, scopeText } from "./option-words.ts";

interface OptionsTableProps {
  readonly project: Project;
  readonly options: readonly Option[];
  readonly goal: Goal;
  readonly showsCosts: boolean;
  readonly chosenId: string | undefined;
  readonly compared: readonly string[];
  readonly onChoose: (id: string) => void;
  readonly onCompare: (id: string) => void;
}

export function OptionsTable(props: OptionsTableProps): ReactNode {
  const { options, goal, showsCosts } = props;
  return (
    <div className="ll-sheet-scroll" role="region" aria-label="Options" tabIndex={0}>
      <table className="ll-table wo-options">
        <thead>
          <tr>
            <th scope="col">Compare</th>
            <th scope="col">Option</th>
            <th scope="col" className="ll-number">Finish P50</th>
            <th scope="col" className="ll-number">Finish P80</th>
            <th scope="col" className="ll-number">{goal.kind === "finishBy" ? `Chance of ${shortDayText(dayNumberOf(goal.minute))}` : "Chance of the promise"}</th>
            {showsCosts && <th scope="col" className="ll-number">Cost P50</th>}
            {showsCosts && <th scope="col" className="ll-number">Cost P80</th>}
            <th scope="col" className="ll-number">Scope lost</th>
            <th scope="col">New risk</th>
            <th scope="col">People hit</th>
            <th scope="col">Who must agree</th>
          </tr>
        </thead>
        <tbody>
          {options.map((option, at) => (
            <Row key={option.id} {...props} option={option} at={at} doNothing={options[0] ?? option} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ project, option, at, doNothing, goal, showsCosts, chosenId, compared, onChoose, onCompare }: OptionsTableProps & { readonly option: Option; readonly at: number; readonly doNothing: Option }): ReactNode {
  const { currency } = settingsOf(project);
  const mark = markOf(at);
  const isGood = reaches(option, doNothing, goal) === true;
  return (
    <tr data-option={option.kind} data-option-id={option.id} data-dominated={option.dominated || undefined} aria-selected={option.id === chosenId}>
      <td>
        <input type="checkbox" aria-label={`Compare ${mark} ${option.summary}`} checked={compared.includes(option.id)} onChange={() => onCompare(option.id)} />
      </td>
      <td>
        <div className="wo-name">
          <span className="wo-mark">{mark}</span>
          <span className="wo-words">
            <Button look="link" onClick={() => onChoose(option.id)}>
              {kindText(option.kind)}
            </Button>
            <span className="wo-short" title={option.summary}>
              {option.summary}
            </span>
            {isGood && (
              <span className="wo-good">
                <CircleCheck size={16} strokeWidth={1.5} aria-hidden /> Reaches the goal
              </span>
            )}
            {option.dominated && (
              <span className="wo-beaten">
                <Layers2 size={16} strokeWidth={1.5} aria-hidden /> Dominated by another option
              </span>
            )}
          </span>
        </div>
      </td>
      <Finish at={option.finish.p50} than={doNothing.finish.p50} first={option.first?.p50} metric="option.finish.p50" isFirst={at === 0} />
      <Finish at={option.finish.p80} than={doNothing.finish.p80} first={option.first?.p80} metric="option.finish.p80" isFirst={at === 0} />
      <td className="ll-number" data-metric="option.chance" data-value={option.chance} data-unit="share" data-source="simulation">
        {chanceText(option.chance)}
      </td>
      {showsCosts && <Cost cents={option.cost.p50} than={doNothing.cost.p50} metric="option.cost.p50" currency={currency} isFirst={at === 0} />}
      {showsCosts && <Cost cents={option.cost.p80} than={doNothing.cost.p80} metric="option.cost.p80" currency={currency} isFirst={at === 0} />}
      <td className="ll-number">{scopeText(option)}</td>
      <Short text={option.risk === "" ? "none found" : option.risk} />
      <Short text={option.peopleHit.join(", ")} />
      <Short text={option.approvals.join(", ")} />
    </tr>
  );
}

/** The whole text stands in the option itself. */
function Short({ text }: { readonly text: string }): ReactNode {
  return (
    <td className="wo-text">
      <span className="wo-short" title={text}>
        {text}
      </span>
    </td>
  );
}

function Finish({ at, than, first, metric, isFirst }: { readonly at: Minute; readonly than: Minute; readonly first: Minute | undefined; readonly metric: string; readonly isFirst: boolean }): ReactNode {
  return (
    <td className="ll-number" data-metric={metric} data-value={at} data-unit="minute" data-source="simulation">
      {shortDayText(dayNumberOf(at))}
      {!isFirst && <span className="wo-change">{dayChangeText(than, at)}</span>}
      {first !== undefined && (
        <>
          <span className="wo-first">{shortDayText(dayNumberOf(first))}</span>
          <span className="wo-change">first part {dayChangeText(than, first)}</span>
        </>
      )}
    </td>
  );
}

function Cost({ cents, than, metric, currency, isFirst }: { readonly cents: number; readonly than: number; readonly metric: string; readonly currency: string; readonly isFirst: boolean }): ReactNode {
  return (
    <td className="ll-number" data-metric={metric} data-value={cents} data-unit="cents" data-source="simulation">
      {moneyText(cents, currency)}
      {!isFirst && <span className="wo-change">{moneyChangeText(than, cents, currency)}</span>}
    </td>
  );
}
