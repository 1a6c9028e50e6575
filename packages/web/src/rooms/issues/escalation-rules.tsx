/** The rules of escalation of a project, as sentences that can be changed. */
import { USUAL_ISSUE_POLICY, type EscalationRule, type IssuePolicy } from "@leadline/engine/model/issues/escalation.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { toast } from "../../ui/toast.ts";
import { ROLES, roleText, SEVERITIES } from "./issue-words.ts";

interface EscalationRulesProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly mayEdit: boolean;
}

export function EscalationRules({ store, project, mayEdit }: EscalationRulesProps): ReactNode {
  const policy = settingsOf(project).issuePolicy;
  const { rules } = policy ?? USUAL_ISSUE_POLICY;
  const keep = (next: IssuePolicy | null): void => {
    const refused = refusalText(store.run([{ type: "updateSettings", fields: { issuePolicy: next } }]));
    if (refused !== undefined) toast(refused);
  };
  const change = (id: string, fields: Partial<EscalationRule>): void => keep({ rules: rules.map((rule) => (rule.id === id ? withFields(rule, fields) : rule)) });
  return (
    <section className="is-rules" aria-labelledby="is-rules">
      <h2 id="is-rules">Whom an issue must reach</h2>
      <p className="ll-muted">
        {policy ? "Rules of this project." : "The usual rules; change one and they become this project's own."} Everybody sees here what a rule says of an issue; where this Leadline sends mail, people in the role get one, once for each rule and due date.
      </p>
      <ul>
        {rules.map((rule) => (
          <li key={rule.id}>
            <span>Severity</span>
            <select className="ll-input" aria-label="Up to severity" value={rule.severityUpTo} disabled={!mayEdit} onChange={(event) => change(rule.id, { severityUpTo: Number(event.target.value) })}>
              {SEVERITIES.map(([severity]) => (
                <option key={severity} value={severity}>
                  {severity === 1 ? "1" : `1 to ${severity}`}
                </option>
              ))}
            </select>
            <select className="ll-input" aria-label="When" value={rule.overdueDays ?? "now"} disabled={!mayEdit} onChange={(event) => change(rule.id, { overdueDays: event.target.value === "now" ? undefined : Number(event.target.value) })}>
              <option value="now">at once</option>
              {overdueChoices(rule).map((days) => (
                <option key={days} value={days}>{`${days} ${days === 1 ? "day" : "days"} overdue`}</option>
              ))}
            </select>
            <span>tell</span>
            <select className="ll-input" aria-label="Who is told" value={rule.roles.join(" ")} disabled={!mayEdit} onChange={(event) => change(rule.id, { roles: event.target.value.split(" ") })}>
              {roleChoices(rule).map((roles) => (
                <option key={roles.join(" ")} value={roles.join(" ")}>
                  {roles.map(roleText).join(" and ")}
                </option>
              ))}
            </select>
            {mayEdit && (
              <IconButton label="Delete this rule" onClick={() => keep({ rules: rules.filter(({ id }) => id !== rule.id) })}>
                <Trash2 size={16} strokeWidth={1.5} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
        {rules.length === 0 && <li className="ll-muted">No rule: nobody is told beside the owner.</li>}
      </ul>
      {mayEdit && (
        <div className="ll-row">
          <Button onClick={() => keep({ rules: [...rules, { id: newId(), severityUpTo: 2, overdueDays: 3, roles: ["sponsor"] }] })}>Add a rule</Button>
          {policy && <Button onClick={() => keep(null)}>Use the usual rules</Button>}
        </div>
      )}
    </section>
  );
}

const DAYS = [1, 2, 3, 5, 7, 14, 30];

/** A rule that came by another way may name other days or several roles: they stay choices. */
function overdueChoices({ overdueDays }: EscalationRule): readonly number[] {
  return [...new Set([...DAYS, ...(overdueDays === undefined ? [] : [overdueDays])])].sort((a, b) => a - b);
}

function roleChoices({ roles }: EscalationRule): readonly (readonly string[])[] {
  const single = ROLES.map(([id]) => [id]);
  return single.some(([id]) => roles.length === 1 && id === roles[0]) ? single : [...single, roles];
}

/** An `undefined` takes the field away. */
function withFields(rule: EscalationRule, fields: Partial<EscalationRule>): EscalationRule {
  const { overdueDays, ...rest } = { ...rule, ...fields };
  return overdueDays === undefined ? rest : { ...rest, overdueDays };
}
