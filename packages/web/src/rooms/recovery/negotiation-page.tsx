/** The negotiation sheet: who wants what and why, figures that both can check, equal packages, concessions and where one walks away; one printed page. */
import { readStoredCommand } from "@leadline/engine/change/stored-command.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Negotiation } from "@leadline/engine/model/records.ts";
import { Printer } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useSession } from "../../api/session.ts";
import { askEffect } from "../../store/effect.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toast.ts";
import { agreement } from "./agreement.ts";
import { ConcessionLog } from "./concession-log.tsx";
import { LineList } from "./line-list.tsx";
import { PackageTable } from "./package-table.tsx";
import { SideLimits } from "./side-limits.tsx";
import type { WaysOutRights } from "./ways-out-rights.ts";
import "./negotiation.css";

interface NegotiationPageProps {
  readonly store: ProjectStore;
  readonly code: string;
  readonly rights: WaysOutRights;
  readonly onRequest: (code: string) => void;
}

export function NegotiationPage({ store, code, rights, onRequest }: NegotiationPageProps): ReactNode {
  const project = useProjectState(store, (state) => state.project);
  const negotiation = [...project.records.negotiation.values()].find((one) => one.code === code);
  if (!negotiation) return <p className="ng-page ll-muted">There is no negotiation {code} in this project. Maybe it was deleted.</p>;
  return <Sheet store={store} project={project} negotiation={negotiation} rights={rights} onRequest={onRequest} />;
}

interface SheetProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly negotiation: Negotiation;
  readonly rights: WaysOutRights;
  readonly onRequest: (code: string) => void;
}

const SIDES = [
  ["ours", "We"],
  ["theirs", "They"],
] as const;

function Sheet({ store, project, negotiation, rights, onRequest }: SheetProps): ReactNode {
  const { actor } = useSession();
  const set = (fields: Readonly<Record<string, unknown>>): string | undefined => {
    const result = store.run([{ type: "updateRecords", records: [{ kind: "negotiation", id: negotiation.id, fields }] }]);
    return result.ok ? undefined : result.refusals.map(({ message }) => message).join(" ");
  };
  const agree = async (packageId: string): Promise<void> => {
    await store.idle();
    const { project: plan, revision: reckoned } = store.getState();
    const chosen = negotiation.packages.find(({ id }) => id === packageId);
    const asked = await askEffect(plan, chosen?.commands.flatMap((stored) => readStoredCommand(stored) ?? []) ?? []);
    if (!asked.ok) return toast(asked.sentence);
    const { commands, code } = agreement({ negotiation, packageId, project: plan, actor: actor.id, showsCosts: rights.showsCosts, revision: reckoned, effect: asked.effect });
    const result = store.run(commands);
    toast(result.ok ? `Agreed. ${code} asks for the change, and the promise stands among the commitments.` : result.refusals.map(({ message }) => message).join(" "));
    if (result.ok) onRequest(code);
  };
  const readOnly = rights.mayEdit ? {} : { readOnlyBecause: "You may not change this project." };
  const { runs, revision } = negotiation;
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    sheet.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <article ref={sheet} className="ng-page" aria-label={`Negotiation ${negotiation.code}`}>
      <header>
        <div className="ll-row ng-noprint">
          <Button onClick={() => window.print()}>
            <Printer size={16} strokeWidth={1.5} aria-hidden /> Print
          </Button>
          {negotiation.state === "agreed" && <span className="ll-muted">Agreed.</span>}
        </div>
        <h1 className="ll-title">
          {negotiation.code} {negotiation.title}
        </h1>
        <p className="ll-muted">
          {settingsOf(project).name}
          {runs !== undefined && `. Figures of ${runs.toLocaleString("en")} runs of the plan at revision ${revision ?? "?"}; half of the runs keep P50, 8 of 10 keep P80.`}
        </p>
        <div className="ng-head">
          <TextField label="With" value={negotiation.counterpart ?? ""} keep={(text) => set({ counterpart: text.trim() === "" ? null : text.trim() })} {...readOnly} />
          <TextField label="About" value={negotiation.title} keep={(text) => set({ title: text.trim() })} {...readOnly} />
        </div>
      </header>
      <div className="ng-sides">
        {SIDES.map(([side, who]) => (
          <section key={side} aria-label={side === "ours" ? "Our side" : "Their side"}>
            <h2 className="ll-heading">{side === "ours" ? "Our side" : "Their side"}</h2>
            <LineList label={`${who} say (position)`} lines={linesOf(negotiation.positions, side)} mayEdit={rights.mayEdit} onLines={(lines) => set({ positions: withLines(negotiation.positions, side, lines) })} />
            <LineList label={`${who} need it because (interest)`} lines={linesOf(negotiation.interests, side)} mayEdit={rights.mayEdit} onLines={(lines) => set({ interests: withLines(negotiation.interests, side, lines) })} />
            <TextField label={`Without an agreement ${who.toLowerCase()} …`} value={negotiation.alternatives[side] ?? ""} isLong keep={(text) => set({ alternatives: { ...negotiation.alternatives, [side]: text.trim() } })} {...readOnly} />
            <SideLimits project={project} negotiation={negotiation} side={side} rights={rights} set={set} />
          </section>
        ))}
      </div>
      <Criteria negotiation={negotiation} />
      <PackageTable project={project} negotiation={negotiation} rights={rights} onAgree={(id) => void agree(id)} />
      <ConcessionLog negotiation={negotiation} mayEdit={rights.mayEdit} set={set} />
      <section aria-label="Walk away">
        <TextField label="We walk away if" value={negotiation.walkAway ?? ""} isLong keep={(text) => set({ walkAway: text.trim() === "" ? null : text.trim() })} {...readOnly} />
      </section>
    </article>
  );
}

type Sided = Negotiation["positions"];

function linesOf(items: Sided, side: "ours" | "theirs"): readonly string[] {
  return items.filter((item) => item.side === side).map(({ text }) => text);
}

function withLines(items: Sided, side: "ours" | "theirs", lines: readonly string[]): Sided {
  return [...items.filter((item) => item.side !== side), ...lines.map((text) => ({ side, text }))];
}

function Criteria({ negotiation: { criteria } }: { readonly negotiation: Negotiation }): ReactNode {
  if (criteria.length === 0) return null;
  return (
    <section aria-label="Objective criteria">
      <h2 className="ll-heading">Figures that both sides can check</h2>
      <table className="ll-table">
        <tbody>
          {criteria.map(({ name, value, source }, at) => (
            <tr key={at}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td className="ll-muted">{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
