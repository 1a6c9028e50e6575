/** A ledger on its way into the project: which columns mean what, what is open, what it sums to; stored as one step when nothing is open. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { LedgerField } from "@leadline/formats/ledger/ledger-fields.ts";
import type { LedgerPosting, LedgerPreview, LedgerTotal, LedgerWishes } from "@leadline/formats/ledger/ledger-preview.ts";
import { useEffect, useState, type ReactNode } from "react";
import { previewLedger } from "../../api/cost-import.ts";
import { sentenceOf } from "../../api/http.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { amountText } from "../../ui/money-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { LedgerQuestionRow } from "./ledger-question.tsx";

interface LedgerDialogProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly file: File;
  readonly onClose: () => void;
}

export function LedgerDialog({ store, projectId, file, onClose }: LedgerDialogProps): ReactNode {
  const [wishes, setWishes] = useState<LedgerWishes>({});
  const { preview, problem } = usePreview(projectId, file, wishes);
  const wish = (more: LedgerWishes): void => setWishes((old) => ({ ...old, ...more }));
  const keep = (postings: readonly LedgerPosting[]): void => {
    const result = store.run([{ type: "saveRecords", records: postings.map(({ record }) => ({ kind: "actualCost" as const, record: { id: newId(), ...record } })) }]);
    const refused = refusalText(result);
    toast(refused ?? `${countOf(postings.length, "posting")} of “${file.name}” stored.`, refused === undefined ? { verb: { label: "Undo", run: () => void store.undo() } } : {});
    if (refused === undefined) onClose();
  };
  return (
    <Dialog title={`Costs from “${file.name}”`} onClose={onClose} size={880}>
      <div className="bd-ledger" aria-busy={!preview && problem === undefined}>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        {!preview && problem === undefined && <p className="ll-muted">Reading the file…</p>}
        {preview && (
          <>
            <Sheets preview={preview} onSheet={(sheet) => setWishes({ sheet })} />
            <Columns preview={preview} onField={(column, field) => wish({ fields: { ...wishes.fields, [column]: field } })} />
            {preview.questions.map((question) => (
              <LedgerQuestionRow key={`${question.kind} ${question.message}`} question={question} wishes={wishes} onWish={wish} />
            ))}
            <Refusals refusals={preview.refusals} onLeaveOut={(rows) => wish({ leaveOut: [...(wishes.leaveOut ?? []), ...rows] })} />
            {preview.notes.map(({ code, message }) => (
              <p key={`${code} ${message}`} className="ll-muted">
                {message}
              </p>
            ))}
            <Totals totals={preview.totals} />
          </>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!preview?.isReady} onClick={() => keep(preview?.postings ?? [])}>
            {preview?.isReady ? `Store ${countOf(preview.postings.length, "posting")}` : "Store"}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

/** Looks again after every answer; an answer that came too late is dropped. */
function usePreview(projectId: string, file: File, wishes: LedgerWishes): { readonly preview: LedgerPreview | undefined; readonly problem: string | undefined } {
  const [seen, setSeen] = useState<{ preview?: LedgerPreview; problem?: string }>({});
  useEffect(() => {
    let isCurrent = true;
    previewLedger(projectId, file, wishes).then(
      (preview) => isCurrent && setSeen({ preview }),
      (problem: unknown) => isCurrent && setSeen({ problem: sentenceOf(problem) }),
    );
    return () => void (isCurrent = false);
  }, [projectId, file, wishes]);
  return { preview: seen.preview, problem: seen.problem };
}

function Sheets({ preview: { sheets, sheet }, onSheet }: { readonly preview: LedgerPreview; readonly onSheet: (sheet: string) => void }): ReactNode {
  if (sheets.length < 2) return null;
  return (
    <label className="ll-row">
      Sheet
      <select className="ll-input" value={sheet} onChange={(event) => onSheet(event.target.value)}>
        {sheets.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

const FIELD_WORDS: Readonly<Record<LedgerField, string>> = {
  date: "Date",
  text: "Text",
  amount: "Amount",
  debit: "Debit",
  credit: "Credit",
  side: "Debit or credit",
  currency: "Currency",
  costType: "Kind of cost",
  account: "Account",
  task: "Task",
  document: "Document",
  supplier: "Supplier",
  spending: "Capital or operating",
};

function Columns({ preview: { mapping }, onField }: { readonly preview: LedgerPreview; readonly onField: (column: number, field: LedgerField | null) => void }): ReactNode {
  return (
    <div className="ch-table bd-table" role="region" aria-label="Columns of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Header</th>
            <th scope="col">Begins with</th>
            <th scope="col">Means</th>
          </tr>
        </thead>
        <tbody>
          {mapping.columns.map(({ column, letter, header, examples, field }) => (
            <tr key={column}>
              <td>{letter}</td>
              <td>{header}</td>
              <td>{examples.join(" · ")}</td>
              <td>
                <select className="ll-input" aria-label={`Column ${letter} means`} value={field ?? ""} onChange={(event) => onField(column, fieldOf(event.target.value))}>
                  <option value="">Not read</option>
                  {Object.entries(FIELD_WORDS).map(([id, label]) => (
                    <option key={id} value={id}>
                      {label}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function fieldOf(word: string): LedgerField | null {
  return isField(word) ? word : null;
}

function isField(word: string): word is LedgerField {
  return Object.hasOwn(FIELD_WORDS, word);
}

const SHOWN = 8;

function Refusals({ refusals, onLeaveOut }: { readonly refusals: readonly Problem[]; readonly onLeaveOut: (rows: readonly number[]) => void }): ReactNode {
  const rows = refusals.flatMap(({ line }) => line ?? []);
  if (refusals.length === 0) return null;
  return (
    <Notice tone="attention" verbs={rows.length > 0 && <Button onClick={() => onLeaveOut(rows)}>Leave {rows.length === 1 ? "this row" : `these ${rows.length} rows`} out</Button>}>
      <ul className="ll-sentences">
        {refusals.slice(0, SHOWN).map(({ message, hint }) => (
          <li key={message}>
            {message} {hint}
          </li>
        ))}
      </ul>
      {refusals.length > SHOWN && <p>And {refusals.length - SHOWN} more. While one row cannot be stored, none is.</p>}
    </Notice>
  );
}

function Totals({ totals }: { readonly totals: readonly LedgerTotal[] }): ReactNode {
  return totals.map(({ currency, rows, spentCents, refundedCents, netCents }) => (
    <p key={currency} className="ll-reading bd-confidence">
      {countOf(rows, "row")} in {currency}: <strong data-metric="ledger-net" data-value={netCents} data-unit="cent">{amountText(netCents)}</strong>
      {refundedCents > 0 && `, which is ${amountText(spentCents)} spent and ${amountText(refundedCents)} come back`}.
    </p>
  ));
}

function countOf(count: number, one: string): string {
  return `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
}
