/** Who did what when in the workspace, and how well that is proven. */
import { useState, type ReactNode } from "react";
import { witnessLog, type Witness } from "../../log/seen-state.ts";
import { sentenceOf } from "../../api/http.ts";
import { listLogEntries, readLogState, type LogEntry, type LogState } from "../../api/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { momentText } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";
import { checkpointWords, verificationWords, witnessWords } from "./proof-words.ts";

const witness = (): Promise<Witness> => witnessLog(localStorage);
const firstEntries = (): ReturnType<typeof listLogEntries> => listLogEntries(undefined);

export function LogPanel({ nameOf }: { readonly nameOf: (actor: string) => string }): ReactNode {
  const state = useLoaded(readLogState);
  const first = useLoaded(firstEntries);
  const seen = useLoaded(witness);
  const [more, setMore] = useState<readonly LogEntry[]>([]);
  const [cursor, setCursor] = useState<string | null>();
  const next = cursor === undefined ? first.value?.nextCursor : cursor;
  const entries = [...(first.value?.entries ?? []), ...more];
  const showMore = (): void => {
    if (!next) return;
    listLogEntries(next).then(
      (page) => {
        setMore([...more, ...page.entries]);
        setCursor(page.nextCursor);
      },
      (failure: unknown) => toast(sentenceOf(failure)),
    );
  };
  const problem = state.problem ?? first.problem;
  return (
    <div className="ll-stack">
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {seen.value?.verdict === "contradicted" && <Notice tone="trouble">{witnessWords(seen.value)}</Notice>}
      {state.value && <ProofState state={state.value} seen={seen.value} />}
      {first.value && entries.length === 0 && <p className="ll-muted">Nothing has happened yet. Who joins, what is shared, and which projects are made or removed will stand here.</p>}
      {entries.length > 0 && (
        <table className="ll-table ws-log">
          <thead>
            <tr>
              <th className="ll-number">No.</th>
              <th>When</th>
              <th>Who</th>
              <th>What</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.position} data-event={entry.event.type}>
                <td className="ll-number">{entry.position}</td>
                <td>{momentText(entry.at)}</td>
                <td>{nameOf(entry.actor)}</td>
                <td>{entry.label}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {next && <Button onClick={showMore}>Show older entries</Button>}
    </div>
  );
}

function ProofState({ state, seen }: { readonly state: LogState; readonly seen: Witness | undefined }): ReactNode {
  const { checkpoint } = state;
  return (
    <section aria-labelledby="log-proof" className="ll-stack">
      <h2 id="log-proof" className="ll-heading">
        Proof
      </h2>
      <p className="ll-reading">
        {checkpointWords(state)} Verified: {verificationWords(state.verification)}.{seen && seen.verdict !== "contradicted" ? ` ${witnessWords(seen)}` : ""}
      </p>
      <p className="ll-reading ll-muted">Whoever keeps a signed state elsewhere can prove later that nothing before it was changed. Without one, only the operator's word stands for what happened on the operator's own machine.</p>
      {checkpoint && (
        <details>
          <summary>Signed state, to keep elsewhere</summary>
          <pre className="ll-mono ws-note">{checkpoint.note}</pre>
        </details>
      )}
    </section>
  );
}
