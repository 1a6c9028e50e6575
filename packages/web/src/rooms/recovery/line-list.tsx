/** A short list of lines, one to a row, typed as a text of several lines. */
import type { ReactNode } from "react";
import { TextField } from "../../ui/text-field.tsx";

interface LineListProps {
  readonly label: string;
  readonly lines: readonly string[];
  readonly mayEdit: boolean;
  /** Answers a sentence where they cannot be kept. */
  readonly onLines: (lines: readonly string[]) => string | undefined;
}

const MOST_LINES = 20;

export function LineList({ label, lines, mayEdit, onLines }: LineListProps): ReactNode {
  const keep = (text: string): string | undefined => {
    const kept = text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
    return kept.length > MOST_LINES ? `At most ${MOST_LINES} lines fit here; these are ${kept.length}.` : onLines(kept);
  };
  return <TextField label={label} value={lines.join("\n")} isLong keep={keep} {...(!mayEdit && { readOnlyBecause: "You may not change this project." })} />;
}
