/** One matrix of correlations as it is drawn from; what had to be moved says from where. */
import type { DrawnMatrix } from "@leadline/engine/risk/correlation.ts";
import type { ReactNode } from "react";

/** Larger ones are told in words alone. */
const MOST_SHOWN = 12;
/** Smaller moves are rounding. */
const MOVED = 0.005;

interface MatrixTableProps {
  readonly matrix: DrawnMatrix;
  readonly title: string;
  readonly nameOf: (taskId: string) => string;
}

export function MatrixTable({ matrix: { taskIds, asked, drawn }, title, nameOf }: MatrixTableProps): ReactNode {
  if (taskIds.length > MOST_SHOWN) return null;
  const of = ({ size, entries }: typeof asked, row: number, column: number): number => entries[row * size + column] ?? 0;
  return (
    <div className="ch-table rk-correlations" role="region" aria-label={`Matrix of ${title}`} tabIndex={0}>
      <table>
        <caption>{`“${title}” as it is drawn from (correlations of the normal numbers behind the durations)`}</caption>
        <thead>
          <tr>
            <td />
            {taskIds.map((id) => (
              <th key={id} scope="col" data-number>
                {nameOf(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {taskIds.map((id, row) => (
            <tr key={id}>
              <th scope="row">{nameOf(id)}</th>
              {taskIds.slice(0, row + 1).map((other, column) => {
                const [before, after] = [of(asked, row, column), of(drawn, row, column)];
                const isMoved = Math.abs(after - before) >= MOVED;
                return (
                  <td key={other} data-number data-moved={isMoved || undefined}>
                    {after.toFixed(2)}
                    {isMoved && <span className="ll-muted">{` (not ${before.toFixed(2)})`}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
