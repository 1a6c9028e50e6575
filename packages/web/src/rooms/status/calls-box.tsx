/** Two calls side by side: what follows from the evidence, and how the manager sees it; where they differ, that is said. */
import type { ReportBody, ReportCosts } from "@leadline/engine/report/report.ts";
import type { ProvenNumber, StatusArea } from "@leadline/engine/status/status-input.ts";
import type { ReactNode } from "react";
import { StatusMark } from "../../ui/status-mark.tsx";
import { ProvenText } from "./proven-text.tsx";

const AREA_WORDS: Readonly<Record<StatusArea, string>> = { date: "Date", cost: "Cost", scope: "Scope" };

/** The numbers that the reasons of an area may name. */
const AREA_NUMBERS: Readonly<Record<StatusArea, readonly string[]>> = {
  date: ["promise", "promise-chance", "p50", "p80", "planned", "finish"],
  cost: ["budget", "budget-chance", "cost-p50", "cost-p80", "actual-cost"],
  scope: ["scope-chance"],
};

interface CallsBoxProps {
  readonly body: ReportBody;
  readonly costs: ReportCosts | undefined;
  readonly numbers: ReadonlyMap<string, ProvenNumber>;
  readonly form: ReactNode;
}

export function CallsBox({ body: { computed, manager, disagreement }, costs, numbers, form }: CallsBoxProps): ReactNode {
  const areas = [...computed.areas.filter(({ area }) => area !== "cost" || !costs), ...(costs ? [costs.computed] : [])];
  return (
    <section className="st-card st-calls" aria-label="Where we stand">
      <h2>Where we stand</h2>
      <div className="st-two">
        <div>
          <p className="ll-muted">Computed from evidence</p>
          <p className="st-call" data-call="computed">
            <StatusMark value={computed.value} />
          </p>
          <dl className="st-areas">
            {areas.map(({ area, value, reason, hardFacts }) => (
              <div key={area} data-area={area}>
                <dt>
                  {AREA_WORDS[area]} {value !== undefined && <StatusMark value={value} />}
                </dt>
                <dd>
                  <ProvenText text={reason} ids={AREA_NUMBERS[area]} numbers={numbers} />
                  {hardFacts.filter((fact) => !reason.includes(fact)).map((fact) => (
                    <span key={fact}> {fact}</span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <p className="ll-muted">{computed.evidence}</p>
        </div>
        <div>
          <p className="ll-muted">Project manager says</p>
          {manager ? (
            <>
              <p className="st-call" data-call="manager">
                <StatusMark value={manager.call} />
              </p>
              {manager.reason !== undefined && manager.reason !== "" && <p className="ll-reading">“{manager.reason}”</p>}
              <p className="ll-muted">{[manager.by, manager.at !== undefined && new Date(manager.at).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })].filter(Boolean).join(", ")}</p>
            </>
          ) : (
            <p className="ll-muted">Nothing yet.</p>
          )}
          {form}
        </div>
      </div>
      {disagreement !== undefined && (
        <p className="st-disagree">
          <strong>These two disagree.</strong> {disagreement}
        </p>
      )}
    </section>
  );
}
