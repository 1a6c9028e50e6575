/** The portfolio in the shell; its order and filter stand in the address. */
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PortfolioPage } from "../rooms/portfolio/portfolio-page.tsx";
import { isSort, type Sort } from "../rooms/portfolio/portfolio-rows.ts";
import { Page } from "./page.tsx";
import { PORTFOLIO_ADDRESS, type PortfolioSearch } from "./workspace-address.ts";

export function PortfolioRoute(): ReactNode {
  const navigate = useNavigate();
  const router = useRouter();
  const search = useSearch({ from: PORTFOLIO_ADDRESS });
  const show = (wish: PortfolioSearch): void => void navigate({ to: PORTFOLIO_ADDRESS, search: { ...search, ...wish }, replace: true });
  const sort: Sort = isSort(search.sort) ? search.sort : "chance";
  return (
    <Page crumbs={[{ label: "Portfolio" }]}>
      <PortfolioPage
        sort={sort}
        onSort={(next) => show({ sort: next })}
        isConfirmedOnly={search.only === "confirmed"}
        onConfirmedOnly={(isOn) => show({ only: isOn ? "confirmed" : undefined })}
        go={(address) => router.history.push(address)}
      />
    </Page>
  );
}
