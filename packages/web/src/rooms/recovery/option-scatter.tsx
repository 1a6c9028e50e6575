/** Cost against finish of every option, with the line of the best trades. */
import { settingsOf } from "@leadline/engine/model/project.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { WaysOutState } from "../../store/ways-out.ts";
import { Frontier } from "../../ui/charts/frontier.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";
import { deliveryOf, kindText, markOf, tradeText } from "./option-words.ts";

export function OptionScatter({ state, chosenId }: { readonly state: WaysOutState; readonly chosenId: string | undefined }): ReactNode {
  const { options, goal, project } = state;
  const [doNothing] = options;
  if (!doNothing || !project || options.length < 2) return null;
  const { currency } = settingsOf(project);
  const dayOf = (value: number): string => shortDayText(dayNumberOf(Math.round(value) as Minute));
  const open = options.filter(({ dominated }) => !dominated);
  const soonest = options.reduce((best, option) => (deliveryOf(option).p80 < deliveryOf(best).p80 ? option : best));
  const title = soonest === doNothing ? "Nothing finishes earlier than doing nothing" : `The soonest: ${markOf(options.indexOf(soonest))} ${kindText(soonest.kind)}, ${tradeText(soonest, doNothing, currency, { costs: true })}`;
  return (
    <Frontier
      title={title}
      subtitle={`P80 of cost against P80 of finish, ${options.length} options, ${state.runs?.toLocaleString("en")} runs each. Left and below is better; the line joins the best trades of the two. ${options.some(({ first }) => first) ? "Of two deliveries the first is drawn. " : ""}Scope lost and new risk stand in the table.`}
      label={`${options.length} options; ${open.length} are not dominated. ${title}.`}
      fileName="ways-out"
      x={{ label: "Finish P80", textOf: dayOf, ...(goal?.kind === "finishBy" && { goal: { value: goal.minute, label: `Goal ${dayOf(goal.minute)}` } }) }}
      y={{ label: "Cost P80", textOf: (value) => moneyText(value, currency) }}
      dots={options.map((option, at) => ({ mark: markOf(at), words: kindText(option.kind), x: deliveryOf(option).p80, y: option.cost.p80, isBeaten: option.dominated, isChosen: option.id === chosenId }))}
    />
  );
}
