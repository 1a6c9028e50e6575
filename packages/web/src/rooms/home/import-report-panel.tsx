/** What an import brought: counts, which of the stored dates are reproduced, which differ and why, and what is only kept. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { X } from "lucide-react";
import { useCallback, useState, type ReactNode } from "react";
import { readImportReport, type DateDifference, type ImportReport } from "../../api/projects.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { instantText } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { dateSummary, FIELD_WORDS, offText } from "./import-report-words.ts";
import "./home.css";

interface ImportReportPanelProps {
  readonly projectId: string;
  readonly onClose: () => void;
}

export function ImportReportPanel({ projectId, onClose }: ImportReportPanelProps): ReactNode {
  const { value, problem, reload } = useLoaded(useCallback(() => readImportReport(projectId), [projectId]));
  return (
    <aside className="ll-side-panel" data-region aria-labelledby="import-report" onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <div className="ll-report">
        <div className="ll-report-head">
          <h2 id="import-report">Import report</h2>
          <IconButton label="Close the report" onClick={onClose}>
            <X size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </div>
        {problem !== undefined && (
          <Notice tone="trouble" verbs={<Button onClick={reload}>Try again</Button>}>
            {problem}
          </Notice>
        )}
        {value && <Report report={value.report} problems={value.problems} />}
      </div>
    </aside>
  );
}

function Report({ report, problems }: { readonly report: ImportReport; readonly problems: readonly Problem[] }): ReactNode {
  const summary = dateSummary(report);
  return (
    <>
      <Notice tone={summary.isAllReproduced ? "good" : "attention"}>{summary.sentence}</Notice>
      <dl className="ll-facts">
        {[
          ["Tasks", report.tasks],
          ["Links", report.links],
          ["Calendars", report.calendars],
          ["Resources", report.resources],
          ["Assignments", report.assignments],
        ].map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <Differences differences={report.differences} />
      <Problems problems={problems} />
      <Kept kept={report.kept} />
    </>
  );
}

const FIRST_SHOWN = 20;

/** A list of which the first few are shown until somebody asks for all. */
function Folded<T>({ items, draw }: { readonly items: readonly T[]; readonly draw: (item: T, index: number) => ReactNode }): ReactNode {
  const [isAll, setAll] = useState(false);
  return (
    <>
      <ul className="ll-sentences">{(isAll ? items : items.slice(0, FIRST_SHOWN)).map(draw)}</ul>
      {!isAll && items.length > FIRST_SHOWN && (
        <Button look="link" onClick={() => setAll(true)}>
          Show all {items.length}
        </Button>
      )}
    </>
  );
}

function Differences({ differences }: { readonly differences: readonly DateDifference[] }): ReactNode {
  if (differences.length === 0) return null;
  return (
    <section>
      <h3 className="ll-heading">Dates that differ ({differences.length})</h3>
      <Folded
        items={differences}
        draw={(one, index) => (
          <li key={index}>
            <strong>{one.taskName}</strong>, {FIELD_WORDS[one.field] ?? one.field}: {offText(one)}
            <div className="ll-muted">
              File {instantText(one.stored)}
              {one.computed !== undefined && `, Leadline ${instantText(one.computed)}`}. {one.reason}
            </div>
          </li>
        )}
      />
    </section>
  );
}

function Problems({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  if (problems.length === 0) return null;
  return (
    <section>
      <h3 className="ll-heading">Worth a look ({problems.length})</h3>
      <Folded
        items={problems}
        draw={(problem, index) => (
          <li key={index}>
            {problem.message}
            {problem.hint !== undefined && <div className="ll-muted">{problem.hint}</div>}
          </li>
        )}
      />
    </section>
  );
}

function Kept({ kept }: { readonly kept: ImportReport["kept"] }): ReactNode {
  if (kept.length === 0) return null;
  return (
    <details>
      <summary className="ll-heading">Kept for the way back ({kept.length})</summary>
      <p className="ll-muted">Leadline does not work with these parts of the file, but keeps them word for word and writes them back when you download the plan as XML.</p>
      <Folded
        items={kept}
        draw={({ element, count }) => (
          <li key={element} className="ll-row">
            <span className="ll-mono ll-grow">{element}</span>
            <span className="ll-number ll-muted">{count}</span>
          </li>
        )}
      />
    </details>
  );
}
