/** A table of money to take along: as CSV or as a workbook. */
import type { MoneyTable } from "@leadline/formats/table/money-table.ts";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { saveTable } from "./save-table.ts";

export function SaveLinks({ name, table }: { readonly name: string; readonly table: MoneyTable }): ReactNode {
  return (
    <>
      <Button look="link" onClick={() => void saveTable("csv", name, table)}>
        CSV
      </Button>
      <Button look="link" onClick={() => void saveTable("xlsx", name, table)}>
        Excel (.xlsx)
      </Button>
    </>
  );
}
