/** The Show menu: layers of the chart, columns of the grid, height of rows, and the legend. */
import { Menu } from "@mantine/core";
import { GANTT_LAYERS, type GanttLayer } from "@leadline/engine/views/gantt-layout.ts";
import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { COLUMNS, OPTIONAL_COLUMNS, columnsOf } from "./columns.ts";
import { baselineName, baselinesOf, comparedBaseline } from "./baselines.ts";
import type { Desk } from "./desk.ts";
import { edit } from "./edits.ts";
import { ROW_HEIGHTS } from "./remembered.ts";
import { useDesk } from "./use-desk.ts";

const Legend = lazy(() => import("./legend.tsx").then((module) => ({ default: module.Legend })));

const LAYER_WORDS: Readonly<Record<GanttLayer, string>> = {
  progress: "Progress",
  baseline: "Baseline",
  slack: "Slack (float)",
  links: "Links",
  deadlines: "Deadlines",
  constraints: "Constraint flags",
  labels: "Labels",
  nonworking: "Non-working time",
  today: "Today and status date",
  ranges: "Ranges of milestones (P10 to P80)",
  barRanges: "Ranges of all tasks",
};

export function ShowMenu({ desk, hasChart }: { readonly desk: Desk; readonly hasChart: boolean }): ReactNode {
  const [isLegendOpen, setLegendOpen] = useState(false);
  return (
    <>
      <Menu position="bottom-end" withinPortal closeOnItemClick={false} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button look="quiet">
            <SlidersHorizontal size={16} strokeWidth={1.5} aria-hidden />
            Show
          </Button>
        </Menu.Target>
        <Menu.Dropdown className="pl-show">
          {hasChart && <LayerItems desk={desk} />}
          <ColumnItems desk={desk} />
          <HeightItems desk={desk} />
          {hasChart && (
            <>
              <Menu.Divider />
              <Menu.Item closeMenuOnClick onClick={() => setLegendOpen(true)}>
                Legend
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isLegendOpen && (
        <Suspense>
          <Legend onClose={() => setLegendOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function LayerItems({ desk }: { readonly desk: Desk }): ReactNode {
  const layers = useDesk(desk, (state) => state.layers);
  const toggle = (layer: GanttLayer): void => {
    const next = new Set(layers);
    if (!next.delete(layer)) next.add(layer);
    desk.update({ layers: next });
  };
  return (
    <>
      <Menu.Label>In the chart</Menu.Label>
      {GANTT_LAYERS.map((layer) => (
        <CheckItem key={layer} isOn={layers.has(layer)} onClick={() => toggle(layer)}>
          {LAYER_WORDS[layer]}
        </CheckItem>
      ))}
      <BaselineItems desk={desk} />
    </>
  );
}

/** Which baseline is drawn, where the plan holds several. */
function BaselineItems({ desk }: { readonly desk: Desk }): ReactNode {
  const project = useDesk(desk, (state) => state.plan.project);
  const numbers = [...baselinesOf(project).keys()];
  if (numbers.length < 2) return null;
  return (
    <>
      <Menu.Label>Baseline to compare with</Menu.Label>
      {numbers.map((number) => (
        <CheckItem key={number} role="menuitemradio" isOn={number === comparedBaseline(project)} onClick={() => edit(desk, [{ type: "updateSettings", fields: { baselineForEarnedValue: number } }])}>
          {baselineName(number)}
        </CheckItem>
      ))}
    </>
  );
}

function ColumnItems({ desk }: { readonly desk: Desk }): ReactNode {
  const columns = useDesk(desk, (state) => state.columns);
  const shown = columns.map((column) => column.id);
  return (
    <>
      <Menu.Label>Columns</Menu.Label>
      {OPTIONAL_COLUMNS.map((id) => (
        <CheckItem key={id} isOn={shown.includes(id)} onClick={() => desk.update({ columns: columnsOf((shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]).join(",")) })}>
          {COLUMNS[id].name}
        </CheckItem>
      ))}
    </>
  );
}

const HEIGHT_WORDS = { compact: "Compact rows", normal: "Normal rows", roomy: "Roomy rows" } as const;

function HeightItems({ desk }: { readonly desk: Desk }): ReactNode {
  const rowHeight = useDesk(desk, (state) => state.rowHeight);
  return (
    <>
      <Menu.Label>Rows</Menu.Label>
      {(["compact", "normal", "roomy"] as const).map((name) => (
        <CheckItem key={name} role="menuitemradio" isOn={rowHeight === ROW_HEIGHTS[name]} onClick={() => desk.update({ rowHeight: ROW_HEIGHTS[name] })}>
          {HEIGHT_WORDS[name]}
        </CheckItem>
      ))}
    </>
  );
}

interface CheckItemProps {
  readonly isOn: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
  readonly role?: "menuitemcheckbox" | "menuitemradio";
}

const TICK = <span aria-hidden>✓</span>;

function CheckItem({ isOn, onClick, children, role = "menuitemcheckbox" }: CheckItemProps): ReactNode {
  if (role === "menuitemcheckbox") {
    return (
      <Menu.CheckboxItem checked={isOn} onChange={onClick} checkIcon={TICK}>
        {children}
      </Menu.CheckboxItem>
    );
  }
  return (
    <Menu.RadioItem value="on" checked={isOn} onChange={onClick} checkIcon={TICK}>
      {children}
    </Menu.RadioItem>
  );
}
