/** A table of money as a file: "Orders" is orders.csv or orders.xlsx. The writers are loaded when somebody asks for one. */
import type { MoneyTable } from "@leadline/formats/table/money-table.ts";
import { saveFile } from "../../ui/charts/save-file.ts";

export async function saveTable(format: "csv" | "xlsx", name: string, table: MoneyTable): Promise<void> {
  const { moneyCsv, moneyWorkbook } = await import("@leadline/formats/table/money-table.ts");
  const file = name.toLowerCase().replaceAll(" ", "-");
  if (format === "csv") saveFile(`${file}.csv`, "text/csv", moneyCsv(table));
  else saveFile(`${file}.xlsx`, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", new Blob([new Uint8Array(moneyWorkbook(name, table))]));
}
