/** One open question about a ledger, with its possible answers beside it. */
import type { CostType } from "@leadline/engine/model/cost/money.ts";
import type { LedgerQuestion, LedgerWishes } from "@leadline/formats/ledger/ledger-preview.ts";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { COST_TYPES, costTypeOf } from "./cost-types.ts";

interface LedgerQuestionRowProps {
  readonly question: LedgerQuestion;
  readonly wishes: LedgerWishes;
  readonly onWish: (wish: LedgerWishes) => void;
}

/** Questions that are answered by one of few words. */
const CHOICES: Partial<Record<LedgerQuestion["kind"], readonly { readonly label: string; readonly wish: LedgerWishes }[]>> = {
  dates: [
    { label: "Day first (31.12.)", wish: { dates: "dmy" } },
    { label: "Month first (12/31)", wish: { dates: "mdy" } },
  ],
  decimals: [
    { label: "1,234.56", wish: { decimals: "point" } },
    { label: "1.234,56", wish: { decimals: "comma" } },
  ],
  negative: [
    { label: "Came back", wish: { negative: "refund" } },
    { label: "Was spent", wish: { negative: "spent" } },
  ],
  unknownTasks: [{ label: "The whole project", wish: { unknownTasks: "project" } }],
  duplicates: [
    { label: "Leave them out", wish: { duplicates: "leave out" } },
    { label: "Keep them", wish: { duplicates: "keep" } },
  ],
};

export function LedgerQuestionRow({ question, wishes, onWish }: LedgerQuestionRowProps): ReactNode {
  const verbs = CHOICES[question.kind]?.map(({ label, wish }) => (
    <Button key={label} onClick={() => onWish(wish)}>
      {label}
    </Button>
  ));
  return (
    <Notice tone="attention" verbs={verbs}>
      {question.message}
      {question.kind === "costType" && <KindChoice label="Kind of cost" onKind={(costType) => onWish({ costType })} />}
      {question.kind === "costTypes" && (
        <ul className="ll-sentences">
          {(question.values ?? []).map((word) => (
            <li key={word}>
              “{word}” is <KindChoice label={`“${word}” is`} onKind={(costType) => onWish({ costTypes: { ...wishes.costTypes, [word]: costType } })} />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function KindChoice({ label, onKind }: { readonly label: string; readonly onKind: (kind: CostType) => void }): ReactNode {
  return (
    <select className="ll-input" aria-label={label} value="" onChange={(event) => onKind(costTypeOf(event.target.value))}>
      <option value="" disabled>
        Choose…
      </option>
      {COST_TYPES.map(([type, word]) => (
        <option key={type} value={type}>
          {word}
        </option>
      ))}
    </select>
  );
}
