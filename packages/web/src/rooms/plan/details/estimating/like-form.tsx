/** Estimating by example: like a finished task of the plan, or for a whole branch like a finished project, so much larger. */
import { classOf, examplesFor, LEAST_CASES, LEAST_LIKENESS, likeEstimate, type Example, type RatioClass } from "@leadline/engine/risk/estimating/like-estimate.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { call } from "../../../../api/http.ts";
import { Field } from "../../../../ui/field.tsx";
import { numberOf } from "../../../../ui/number-text.ts";
import { useLoaded } from "../../../../ui/use-loaded.ts";
import { MadeEstimateLine } from "./made-estimate.tsx";
import { Input, type WayProps } from "./size-form.tsx";
import type { MadeEstimate } from "../../../../store/estimate-commands.ts";

/** Further ones are rarely looked at. */
const MOST_SHOWN = 100;
const DAYS_PER_WEEK = 7;

interface LikeFormProps extends WayProps {
  readonly isSummary: boolean;
}

export function LikeForm(props: LikeFormProps): ReactNode {
  const examples = useMemo(() => examplesFor(props.project, props.taskId), [props.project, props.taskId]);
  return props.isSummary ? <LikeProject {...props} tasks={examples} /> : <LikeTask {...props} examples={examples} ratios={classOf(examples)} />;
}

/** A branch may be like a whole project that is finished. */
function LikeProject({ tasks, ...props }: LikeFormProps & { readonly tasks: readonly Example[] }): ReactNode {
  const { value } = useLoaded(useCallback(() => call("listFinishedProjects"), []));
  const { minutesPerWeek } = settingsOf(props.project);
  const examples = (value?.projects ?? []).map(({ id, name, actualDays, estimatedDays }): Example => ({ taskId: `project ${id}`, name: `Project ${name}`, actualMinutes: workingMinutes(actualDays, minutesPerWeek), estimatedMinutes: workingMinutes(estimatedDays, minutesPerWeek), likeness: 1 }));
  return <LikeTask {...props} examples={[...examples, ...tasks]} ratios={classOf(examples)} />;
}

/** Calendar days as the working time of so many weeks. */
function workingMinutes(calendarDays: number, minutesPerWeek: number): number {
  return Math.round((calendarDays / DAYS_PER_WEEK) * minutesPerWeek);
}

function LikeTask({ examples, ratios, textOf, estimator, onMade }: LikeFormProps & { readonly examples: readonly Example[]; readonly ratios: ReturnType<typeof classOf> }): ReactNode {
  const [typed, setTyped] = useState({ taskId: "", scale: "1", estimator });
  const example = examples.find(({ taskId }) => taskId === typed.taskId) ?? examples[0];
  const scale = numberOf(typed.scale);
  const isScale = scale !== undefined && scale > 0 && scale <= 1000;
  const points = example && isScale ? likeEstimate(example.actualMinutes, scale, ratios) : undefined;
  if (!example) return <p className="ll-muted">Nothing of this plan is finished yet, so there is no example. The first finished task becomes one by itself.</p>;
  const similar = examples.filter(({ likeness }) => likeness >= LEAST_LIKENESS).length;
  return (
    <form
      className="pl-fields pl-way"
      aria-label="Like something finished"
      onSubmit={(event) => {
        event.preventDefault();
        if (points && isScale) onMade(madeOf({ example, scale, ratios, points, estimator: typed.estimator }));
      }}
    >
      <Field label="Like" note={`${similar} of ${examples.length} finished ${similar === 1 ? "is" : "are"} similar by name, people or branch; the most similar first`}>
        {(control) => (
          <select {...control} className="ll-input" autoFocus value={example.taskId} onChange={(event) => setTyped({ ...typed, taskId: event.target.value })}>
            {examples.slice(0, MOST_SHOWN).map((one) => (
              <option key={one.taskId} value={one.taskId}>
                {one.name}: took {textOf(one.actualMinutes)}
                {one.estimatedMinutes !== undefined && one.estimatedMinutes > 0 ? ` (${overrunText(one.actualMinutes / one.estimatedMinutes)})` : ""}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="pl-pair">
        <Input label="So many times as large" note="1: as large; 1.5: half as much again" value={typed.scale} onType={(text) => setTyped({ ...typed, scale: text })} />
        <Input label="Estimator" value={typed.estimator} onType={(name) => setTyped({ ...typed, estimator: name })} />
      </div>
      <ClassLine ratios={ratios} />
      <MadeEstimateLine points={points} trouble={isScale ? undefined : `“${typed.scale.trim()}” is no scale: type a number above 0, such as 1.5.`} textOf={textOf} ends="1 in 10 such tasks ends before the first, 1 in 10 after the last." />
    </form>
  );
}

/** What finished work of the class says of estimates: the outside view, where the estimate is made. */
export function ClassLine({ ratios }: { readonly ratios: ReturnType<typeof classOf> }): ReactNode {
  if (!ratios) return <p className="ll-muted pl-small">Fewer than {LEAST_CASES} finished tasks had an estimate, so the range is the usual one: 15 % less to 40 % more.</p>;
  const { cases, isSimilar, p50, p80 } = ratios;
  return (
    <p className="pl-small" data-metric="class-overrun" data-value={p80 - 1}>
      {cases} {isSimilar ? "similar finished" : "finished"} tasks that had an estimate: {overrunText(p50)} in the middle, {overrunText(p80)} in 8 of 10 cases.
    </p>
  );
}

function overrunText(ratio: number): string {
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  return percent === 0 ? "as estimated" : `${percent} % ${ratio > 1 ? "longer" : "shorter"} than estimated`;
}

function madeOf({ example, scale, ratios, points, estimator }: { readonly example: Example; readonly scale: number; readonly ratios: RatioClass | undefined; readonly points: MadeEstimate["points"]; readonly estimator: string }): MadeEstimate {
  return {
    points,
    method: "analogous",
    ends: "p10p90",
    title: `Like ${example.name}`,
    source: `Like ${example.name}, ${scale} times as large; range ${ratios ? `of ${ratios.cases} finished tasks` : "as usual"}`,
    estimator,
    analogue: { name: example.name, actualMinutes: example.actualMinutes, scale, cases: ratios?.cases ?? 0 },
  };
}
