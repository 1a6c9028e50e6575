/** What every chart has: its finding as title, one sentence for those who do not see it, points to step through, its table, and files of it. */
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "../button.tsx";
import { saveFile } from "./save-file.ts";
import "./charts.css";

export interface ChartTable {
  readonly columns: readonly string[];
  /** Numbers are right-aligned, and are numbers in the CSV. */
  readonly rows: readonly (readonly (string | number)[])[];
}

interface ChartFrameProps {
  /** The finding in words. */
  readonly title: string;
  /** What is shown, of how many runs, as of when. */
  readonly subtitle: string;
  /** One sentence with the key numbers. */
  readonly label: string;
  readonly table: ChartTable;
  /** Words of each point, for stepping through with the arrow keys. */
  readonly points: readonly string[];
  /** Name of downloaded files, without ending. */
  readonly fileName: string;
  /** Draws the picture, with the point at `chosen` marked. */
  readonly children: (chosen: number | undefined) => ReactNode;
}

export function ChartFrame({ title, subtitle, label, table, points, fileName, children }: ChartFrameProps): ReactNode {
  const id = useId();
  const picture = useRef<HTMLDivElement>(null);
  const [isTable, setTable] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const onKey = (event: KeyboardEvent): void => {
    const next = stepped(event.key, chosen, points.length);
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next);
  };
  const svg = (): SVGSVGElement | null => picture.current?.querySelector("svg") ?? null;
  return (
    <figure className="ch-frame" aria-labelledby={`${id}-title`}>
      <figcaption>
        <h2 id={`${id}-title`}>{title}</h2>
        <p className="ll-muted">{subtitle}</p>
      </figcaption>
      {isTable ? (
        <TableOf {...table} label={title} />
      ) : (
        <div ref={picture} className="ch-picture" role="img" aria-label={label} tabIndex={0} onKeyDown={onKey} onBlur={() => setChosen(undefined)}>
          {children(chosen)}
        </div>
      )}
      <p className="ch-point" aria-live="polite">
        {chosen === undefined ? "" : points[chosen]}
      </p>
      <div className="ch-verbs">
        <Button look="link" onClick={() => setTable(!isTable)}>
          {isTable ? "Show as chart" : "Show as table"}
        </Button>
        <Button look="link" onClick={() => saveFile(`${fileName}.csv`, "text/csv", csvOf(table))}>
          CSV
        </Button>
        {!isTable && (
          <>
            <Button look="link" onClick={() => saveSvg(svg(), fileName)}>
              SVG
            </Button>
            <Button look="link" onClick={() => void savePng(svg(), fileName)}>
              PNG
            </Button>
          </>
        )}
      </div>
    </figure>
  );
}

function TableOf({ columns, rows, label }: ChartTable & { readonly label: string }): ReactNode {
  return (
    <div className="ch-table" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((value, column) => (
                <td key={columns[column]} data-number={typeof value === "number" || undefined}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function stepped(key: string, at: number | undefined, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "ArrowRight" || key === "ArrowDown") return at === undefined ? 0 : Math.min(count - 1, at + 1);
  if (key === "ArrowLeft" || key === "ArrowUp") return at === undefined ? count - 1 : Math.max(0, at - 1);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}

/** Texts that a spreadsheet would take for a formula begin with an apostrophe. */
export function csvOf({ columns, rows }: ChartTable): string {
  const cell = (value: string | number): string => (typeof value === "number" ? String(value) : `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`);
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

function saveSvg(svg: SVGSVGElement | null, name: string): void {
  if (svg) saveFile(`${name}.svg`, "image/svg+xml", standingAlone(svg));
}

/** Twice the size on the screen, so that it is sharp in a document. */
async function savePng(svg: SVGSVGElement | null, name: string): Promise<void> {
  if (!svg) return;
  const { width, height } = svg.viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standingAlone(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && saveFile(`${name}.png`, "image/png", blob));
}

const COPIED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "font-family", "font-size", "font-weight", "text-anchor"] as const;

/** The picture with its colours written into it: a file has no style sheet. */
function standingAlone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[...svg.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of COPIED) to[at]?.setAttribute(name, style.getPropertyValue(name));
    to[at]?.removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(svg.viewBox.baseVal.width));
  copy.setAttribute("height", String(svg.viewBox.baseVal.height));
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  return new XMLSerializer().serializeToString(copy);
}
