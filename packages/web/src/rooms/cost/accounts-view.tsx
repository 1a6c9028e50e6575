/** Control accounts: which part of the plan one owner answers for, and its earned value; the rows sum to the project. */
import type { EarnedValue } from "@leadline/engine/cost/earned-value/earned-value.ts";
import type { AccountSums } from "@leadline/engine/cost/earned-value/control-accounts.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { RecordOf } from "@leadline/engine/model/records.ts";
import type { MoneyTable } from "@leadline/formats/table/money-table.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { amountText } from "../../ui/money-text.ts";
import { tasksColumn, textColumn, titleColumn, wordsColumn } from "../../ui/record-columns.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { SaveLinks } from "./save-links.tsx";

type ControlAccount = RecordOf<"controlAccount">;

interface AccountsViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  /** Absent without a status date. */
  readonly value: EarnedValue | undefined;
  readonly mayEdit: boolean;
}

export function AccountsView({ store, project, value, mayEdit }: AccountsViewProps): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const accounts = [...project.records.controlAccount.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
  return (
    <section className="bd-stack">
      <div>
        <h2 className="bd-head">Control accounts</h2>
        <p className="ll-muted bd-note">A control account is a part of the plan that one organisation does and one owner answers for. Its tasks count with all below them; a task belongs to the nearest account above it.</p>
        <RecordSheet
          store={store}
          label="Control accounts"
          kind="controlAccount"
          records={accounts}
          columns={columnsOf(project, key)}
          mayEdit={mayEdit}
          titleOf={({ name }) => name}
          newLabel="New control account"
          onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "controlAccount", record: { id: newId(), name, taskIds: [], organisation: "", owner: "" } }] }])}
        />
      </div>
      {value && value.accounts.length > 0 && <AccountTable value={value} />}
    </section>
  );
}

function columnsOf(project: Project, key: string): readonly SheetColumn<ControlAccount>[] {
  return [
    titleColumn<ControlAccount>("name", "Account", 200),
    textColumn<ControlAccount>("code", "Code", 80),
    { ...tasksColumn<ControlAccount>("taskIds", "Tasks", { project, key }), width: 220 },
    wordsColumn<ControlAccount>("organisation", "Organisation", 140),
    wordsColumn<ControlAccount>("owner", "Owner", 140),
  ];
}

const FIGURES = ["bac", "pv", "ev", "ac"] as const;

function AccountTable({ value }: { readonly value: EarnedValue }): ReactNode {
  const { accounts, sums, indices, measure, currency } = value;
  const amount = (number: number): string => (measure === "cost" ? amountText(number) : `${Math.round(number / 60)} h`);
  const table: MoneyTable = {
    head: ["Account", "Owner", ...FIGURES.map((name) => `${name.toUpperCase()} ${currency}`.trim())],
    rows: [...accounts.map((account) => ({ texts: [account.name, account.owner], cents: FIGURES.map((name) => account[name]) })), { texts: ["Project", ""], cents: FIGURES.map((name) => sums[name]) }],
  };
  return (
    <div>
      <div className="ch-table bd-table" role="region" aria-label="Earned value by control account" tabIndex={0}>
        <table>
          <caption>
            As of {shortDayText(dayNumberOf(value.at))}, baseline {value.baseline}
            {measure === "cost" ? `, ${currency}` : ", in hours of work"}; the accounts sum to the project.
          </caption>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col">Owner</th>
              {["BAC", "PV", "EV", "AC", "CPI", "SPI"].map((name) => (
                <th key={name} scope="col" data-number>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <AccountRow key={account.accountId ?? ""} account={account} amount={amount} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                Project
              </th>
              {FIGURES.map((name) => (
                <td key={name} data-number data-metric={`project-${name}`} data-value={sums[name]}>
                  {amount(sums[name])}
                </td>
              ))}
              <td data-number>{indexText(indices.cpi)}</td>
              <td data-number>{indexText(indices.spi)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {measure === "cost" && <SaveLinks name="Control accounts" table={table} />}
    </div>
  );
}

function AccountRow({ account, amount }: { readonly account: AccountSums; readonly amount: (number: number) => string }): ReactNode {
  return (
    <tr data-account={account.name}>
      <th scope="row">{account.name}</th>
      <td>{account.owner}</td>
      {FIGURES.map((name) => (
        <td key={name} data-number data-figure={name} data-value={account[name]}>
          {amount(account[name])}
        </td>
      ))}
      <td data-number>{indexText(account.cpi)}</td>
      <td data-number>{indexText(account.spi)}</td>
    </tr>
  );
}

function indexText(index: number | null): string {
  return index === null ? "–" : index.toFixed(2);
}
