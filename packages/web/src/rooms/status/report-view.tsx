/** A status report as it is read, drafted or published: the finding first, then who says what, what changed, what is asked. */
import type { PublishedContent, ReportBody, ReportCosts } from "@leadline/engine/report/report.ts";
import type { ProvenNumber } from "@leadline/engine/status/status-input.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { useMemo, type ReactNode } from "react";
import { instantText, shortDayText } from "../../ui/day-text.ts";
import { CallsBox } from "./calls-box.tsx";
import { HistoryStrip } from "./history-strip.tsx";
import { ReportPlot } from "./report-plot.tsx";
import { ProvenText } from "./proven-text.tsx";

interface ReportViewProps {
  readonly body: ReportBody;
  readonly costs: ReportCosts | undefined;
  /** The form for the manager's own call, while it is a draft. */
  readonly callForm?: ReactNode;
  /** What can be done about it, while it is a draft. */
  readonly verbs?: ReactNode;
  /** Contradictions with their answers. */
  readonly contradictions: ReactNode;
}

export function ReportView({ body, costs, callForm, verbs, contradictions }: ReportViewProps): ReactNode {
  const numbers = useMemo(() => new Map<string, ProvenNumber>([...body.numbers, ...(costs?.numbers ?? [])].map((number) => [number.id, number])), [body, costs]);
  const texts = "texts" in body ? (body as PublishedContent).texts : [];
  const said = (text: string, ids: readonly string[]): ReactNode => <ProvenText text={text} ids={ids} numbers={numbers} />;
  return (
    <article className="st-report" data-status={body.computed.value}>
      <header>
        <p className="ll-muted">
          {body.project} · Report {body.number} · data as of {instantText(body.asOf)}
        </p>
        <h1>{said(body.headline.text, body.headline.numbers)}</h1>
        <Asked body={body} />
        {verbs}
      </header>
      <div className="st-top">
        <CallsBox body={body} costs={costs} numbers={numbers} form={callForm} />
        <div className="st-plots">
          {body.datePlot && <ReportPlot plot={body.datePlot} fileName="finish" numbers={numbers} asOf={body.asOf} />}
          {costs?.plot && <ReportPlot plot={costs.plot} fileName="cost" numbers={numbers} asOf={body.asOf} />}
        </div>
      </div>
      {texts.map(({ id, text, tokens }) => (
        <section key={id} aria-label={id === "summary" ? "What the manager writes" : "Why the two calls differ"}>
          <h2>{id === "summary" ? "In the manager's words" : "Why the two calls differ"}</h2>
          <p className="ll-reading st-words">{said(text, tokens)}</p>
        </section>
      ))}
      <Changes body={body} costs={costs} />
      <div className="st-three">
        <Statements title="Facts">
          {[...body.facts, ...(costs?.facts ?? [])].map(({ text, source, asOf }) => (
            <li key={text}>
              {text} <span className="ll-muted">{`${source}, ${shortDayText(dayNumberOf(asOf))}`}</span>
            </li>
          ))}
        </Statements>
        <Statements title="Forecasts">
          {[...body.forecasts, ...(costs?.forecasts ?? [])].map(({ text, model, numbers: ids }) => (
            <li key={text}>
              {said(text, ids)} <span className="ll-muted">{model}</span>
            </li>
          ))}
        </Statements>
        <Statements title="Opinions">
          {body.opinions.map(({ text, name, trackRecord }) => (
            <li key={`${name} ${text}`}>
              {name}: “{text}” {trackRecord !== undefined && <span className="ll-muted">{trackRecord}</span>}
            </li>
          ))}
        </Statements>
      </div>
      <Decisions body={body} />
      <Actions body={body} />
      {contradictions}
      {body.signals.length > 0 && (
        <section aria-label="Early warnings">
          <h2>Early warnings</h2>
          <ul className="ll-sentences">
            {body.signals.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <HistoryStrip body={body} />
      <p className="ll-muted st-policy">{body.policy}</p>
    </article>
  );
}

/** What is asked stands beside the finding; the options stand further down. */
function Asked({ body: { decisions } }: { readonly body: ReportBody }): ReactNode {
  const [first, ...others] = decisions;
  if (!first) return null;
  const by = first.neededBy === undefined ? "" : ` by ${first.neededBy}`;
  return (
    <p className="st-asked">
      <strong>Asked{by}:</strong> {first.question}
      {first.recommendation !== undefined && ` Recommended: ${first.recommendation}.`}
      {others.length > 0 && ` And ${others.length} more ${others.length === 1 ? "decision" : "decisions"}.`}
    </p>
  );
}

function Statements({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }): ReactNode {
  return (
    <section className="st-card" aria-label={title}>
      <h2>{title}</h2>
      {children.length === 0 ? <p className="ll-muted">None.</p> : <ul>{children}</ul>}
    </section>
  );
}

function Changes({ body: { changes }, costs }: { readonly body: ReportBody; readonly costs: ReportCosts | undefined }): ReactNode {
  const rows = [...changes.rows, ...(costs?.changes ?? [])];
  return (
    <section aria-label="What changed">
      <h2>{changes.since ? `What changed since report ${changes.since.number} (${shortDayText(dayNumberOf(changes.since.asOf))})` : "What changed"}</h2>
      <p>{changes.sentence}</p>
      {rows.length > 0 && (
        <div className="ch-table" role="region" aria-label="Changes" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Measure</th>
                <th scope="col">Then</th>
                <th scope="col">Now</th>
                <th scope="col">Moved</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, measure, before, now, moved, why }) => (
                <tr key={id} data-change={id}>
                  <td>{measure}</td>
                  <td>{before}</td>
                  <td>
                    <strong>{now}</strong>
                  </td>
                  <td>{moved}</td>
                  <td>{why ?? ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Decisions({ body: { decisions } }: { readonly body: ReportBody }): ReactNode {
  return (
    <section aria-label="Decisions needed">
      <h2>Decisions needed</h2>
      {decisions.length === 0 && <p className="ll-muted">No decision is asked for.</p>}
      <ul className="st-decisions">
        {decisions.map(({ id, question, options, recommendation, neededBy, ifNobodyDecides }) => (
          <li key={id} className="st-card">
            <strong>{question}</strong>
            {options.length > 0 && (
              <ul>
                {options.map(({ name, effect }) => (
                  <li key={name}>{effect === undefined ? name : `${name}: ${effect}`}</li>
                ))}
              </ul>
            )}
            {recommendation !== undefined && <p>Recommended: {recommendation}</p>}
            <p className="ll-muted">{[neededBy !== undefined && `Needed by ${neededBy}.`, ifNobodyDecides !== undefined && `If nobody decides: ${ifNobodyDecides}`].filter(Boolean).join(" ")}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Actions({ body: { actions } }: { readonly body: ReportBody }): ReactNode {
  if (actions.length === 0) return null;
  return (
    <section aria-label="What we do about it">
      <h2>What we do about it</h2>
      <ul className="ll-sentences">
        {actions.map(({ id, text, owner, expected, soFar }) => (
          <li key={id}>
            {text} <span className="ll-muted">{[owner, expected !== undefined && `expected: ${expected}`, soFar !== undefined && `so far: ${soFar}`].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "24 Nov 2026" of a plan's instant. */
export function dayOfInstant(minute: Minute): string {
  return shortDayText(dayNumberOf(minute));
}
