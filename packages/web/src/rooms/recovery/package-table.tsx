/** Packages that are worth the same to us, so that the other side chooses: date, cost, scope and quality of each. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Negotiation } from "@leadline/engine/model/records.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { moneyText } from "../../ui/money-text.ts";
import type { WaysOutRights } from "./ways-out-rights.ts";

interface PackageTableProps {
  readonly project: Project;
  readonly negotiation: Negotiation;
  readonly rights: WaysOutRights;
  readonly onAgree: (packageId: string) => void;
}

type Package = Negotiation["packages"][number];

export function PackageTable({ project, negotiation, rights, onAgree }: PackageTableProps): ReactNode {
  const { packages, packageCosts = [], agreedPackageId } = negotiation;
  if (packages.length === 0) return <p className="ll-muted">No packages: the search found too few options that are worth the same to us.</p>;
  const { currency } = settingsOf(project);
  const costOf = ({ id }: Package): string => {
    const cost = packageCosts.find((one) => one.id === id);
    return cost ? moneyText(cost.p80, currency) : "";
  };
  const rows: readonly (readonly [string, (one: Package) => string])[] = [
    ["Finish P50", ({ finish }) => shortDayText(dayNumberOf(finish.p50))],
    ["Finish P80", ({ finish }) => shortDayText(dayNumberOf(finish.p80))],
    ["Chance of the goal", ({ chance }) => (chance === undefined ? "" : chanceText(chance))],
    ...(rights.showsCosts ? ([["Cost P80", costOf]] as const) : []),
    ["Scope given up", ({ scopeLost }) => scopeLost ?? "none"],
    ["Quality", ({ quality }) => quality ?? "as planned"],
    ["Worth to us (0 to 100)", ({ worth }) => String(Math.round(worth * 100))],
  ];
  return (
    <section aria-label="Packages">
      <h2 className="ll-heading">{packages.length === 1 ? "One package" : `${packages.length} packages that are worth the same to us`}: let them choose</h2>
      <div className="ll-sheet-scroll">
        <table className="ll-table ng-packages">
          <thead>
            <tr>
              <td />
              {packages.map((one) => (
                <th key={one.id} scope="col">
                  {one.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, textOf]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {packages.map((one) => (
                  <td key={one.id}>{textOf(one)}</td>
                ))}
              </tr>
            ))}
            {rights.mayEdit && (
              <tr className="ng-noprint">
                <th scope="row">Agreement</th>
                {packages.map((one) => (
                  <td key={one.id}>{agreedPackageId === one.id ? "Agreed" : agreedPackageId === undefined && <Button onClick={() => onAgree(one.id)}>Agree on this</Button>}</td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}
