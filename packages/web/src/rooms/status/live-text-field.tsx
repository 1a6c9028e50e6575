/** A text with live numbers: # offers them, what stands for a number is read aloud, and a typed number that the data does not have is marked. */
import { frozenText } from "@leadline/engine/report/live-text.ts";
import type { ProvenNumber } from "@leadline/engine/status/status-input.ts";
import { typedNumbers } from "@leadline/engine/status/typed-numbers.ts";
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";

interface LiveTextFieldProps {
  readonly label: string;
  readonly note: string;
  readonly value: string;
  readonly numbers: readonly ProvenNumber[];
  readonly currency: string;
  readonly onChange: (text: string) => void;
}

const MOST_OFFERED = 6;

export function LiveTextField({ label, note, value, numbers, currency, onChange }: LiveTextFieldProps): ReactNode {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const begun = /#([a-z0-9-]{0,40})$/.exec(value.slice(0, caret));
  const offered = begun ? numbers.filter((number) => number.id.startsWith(begun[1] ?? "")).slice(0, MOST_OFFERED) : [];
  const take = (number: ProvenNumber): void => {
    const from = caret - (begun?.[0].length ?? 0);
    onChange(`${value.slice(0, from)}#${number.id} ${value.slice(caret)}`);
    setCaret(from + number.id.length + 2);
    area.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const one = offered[Math.min(chosen, offered.length - 1)];
    if (!one) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") setChosen((chosen + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") take(one);
    else return;
    event.preventDefault();
  };
  const frozen = frozenText("text", value, numbers);
  const wrong = typedNumbers(value, numbers, currency).filter(({ agrees }) => !agrees);
  return (
    <div className="ll-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={area}
        id={id}
        className="ll-input"
        rows={4}
        value={value}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          onChange(event.target.value);
          setCaret(event.target.selectionStart);
          setChosen(0);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKey}
      />
      <span id={`${id}-note`} className="ll-field-note">
        {note}
      </span>
      {offered.length > 0 && (
        <ul className="st-offered" role="listbox" aria-label="Live numbers">
          {offered.map((number, at) => (
            <li key={number.id} role="option" aria-selected={at === chosen} onMouseDown={(event) => event.preventDefault()} onClick={() => take(number)}>
              <code>#{number.id}</code> {number.text} <span className="ll-muted">{number.label}</span>
            </li>
          ))}
        </ul>
      )}
      {"unknown" in frozen && <span className="ll-field-error">{`There is no live number ${frozen.unknown.map((token) => `#${token}`).join(", ")} in this report.`}</span>}
      {"frozen" in frozen && frozen.frozen.tokens.length > 0 && <p className="ll-muted">Reads: {frozen.frozen.text}</p>}
      {wrong.map(({ typed, known, at }) => (
        <p key={at} className="st-clash" role="alert">
          <mark>{typed}</mark> is not what the data says: {known.label} is {known.text}.{" "}
          <Button look="link" onClick={() => onChange(value.replace(typed, `#${known.id}`))}>
            Use #{known.id}
          </Button>
        </p>
      ))}
    </div>
  );
}
