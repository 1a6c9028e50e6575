/** A sentence whose numbers say where they come from: on hover and on focus, source, formula and data date. */
import type { ProvenNumber } from "@leadline/engine/status/status-input.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { useId, type ReactNode } from "react";
import { instantText } from "../../ui/day-text.ts";

export function ProvenText({ text, ids, numbers }: { readonly text: string; readonly ids: readonly string[]; readonly numbers: ReadonlyMap<string, ProvenNumber> }): ReactNode {
  const parts = partsOf(text, ids.flatMap((id) => numbers.get(id) ?? []));
  return parts.map((part, at) => (typeof part === "string" ? part : <NumberMark key={`${part.id} ${at}`} number={part} />));
}

export function NumberMark({ number }: { readonly number: ProvenNumber }): ReactNode {
  const id = useId();
  return (
    <span className="st-number-place">
      <button type="button" className="st-number" aria-describedby={id} data-metric={number.id} data-value={number.value} data-unit={number.unit} data-asof={formatIso(number.asOf)} data-source={number.source}>
        {number.text}
      </button>
      <span role="tooltip" id={id} className="st-tip">
        <strong>{number.label}</strong>
        <br />
        {number.source}
        {number.formula !== undefined && (
          <>
            <br />
            {number.formula}
          </>
        )}
        <br />
        As of {instantText(number.asOf)}
      </span>
    </span>
  );
}

/** The first place of each number's own words becomes the number; what is told in other words stays text. */
function partsOf(text: string, numbers: readonly ProvenNumber[]): readonly (string | ProvenNumber)[] {
  let parts: readonly (string | ProvenNumber)[] = [text];
  for (const number of numbers) {
    let isFound = false;
    parts = parts.flatMap((part): readonly (string | ProvenNumber)[] => {
      const at = typeof part === "string" && !isFound ? placeOf(part, number.text) : -1;
      if (typeof part !== "string" || at < 0) return [part];
      isFound = true;
      return [part.slice(0, at), number, part.slice(at + number.text.length)].filter((piece) => piece !== "");
    });
  }
  return parts;
}

/** Where the words stand by themselves: "10" is not found in "8 of 100", nor in "10 %". */
function placeOf(text: string, words: string): number {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.slice(at + words.length)];
    if (!/[\w.,]/.test(before) && !/^(?:\w| %|[.,]\d)/.test(after)) return at;
  }
  return -1;
}
