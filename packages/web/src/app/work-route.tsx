/** Somebody's own work in the shell; whose it is stands in the address. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { AskedEstimates } from "../rooms/risk/team/asked-estimates.tsx";
import { WorkPage } from "../rooms/work/work-page.tsx";
import { Page } from "./page.tsx";
import { PLAN_ADDRESS } from "./plan-address.ts";
import { WORK_ADDRESS } from "./workspace-address.ts";

export function WorkRoute(): ReactNode {
  const navigate = useNavigate();
  const { person } = useSearch({ from: WORK_ADDRESS });
  return (
    <Page crumbs={[{ label: "My work" }]}>
      {person === undefined && <AskedEstimates />}
      <WorkPage
        key={person ?? ""}
        person={person}
        onPerson={(name) => void navigate({ to: WORK_ADDRESS, search: { person: name } })}
        onTask={({ project, number }) => void navigate({ to: PLAN_ADDRESS, params: { key: project.key, view: "gantt" }, search: { sel: `${project.key}-${number}`, details: `${project.key}-${number}` } })}
      />
    </Page>
  );
}
