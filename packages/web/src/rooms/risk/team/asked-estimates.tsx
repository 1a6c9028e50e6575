/** In somebody's own work: tasks that they are asked to estimate. */
import type { ReactNode } from "react";
import { listMyTeamEstimates } from "../../../api/team-estimates.ts";
import { useLoaded } from "../../../ui/use-loaded.ts";
import { TeamCard } from "./team-card.tsx";
import { useRefreshed } from "./use-refreshed.ts";

/** Nothing where nobody asks. */
export function AskedEstimates(): ReactNode {
  const { value = [], reload } = useLoaded(listMyTeamEstimates);
  useRefreshed(reload);
  if (value.length === 0) return null;
  return (
    <section className="te-asked" aria-label="You are asked to estimate">
      <h2>
        You are asked to estimate <span className="ll-muted">{value.length}</span>
      </h2>
      <ul className="te-list">
        {value.map((estimate) => (
          <TeamCard key={estimate.id} estimate={estimate} onChanged={reload} />
        ))}
      </ul>
    </section>
  );
}
