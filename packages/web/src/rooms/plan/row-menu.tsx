/** The menu of a row: what right-clicking it, or the menu key, offers. */
import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { perform, type ActionPlace } from "./grid-actions.ts";
import type { GridAction } from "./grid-keys.ts";
import type { ScreenPoint } from "./plan-view.ts";

interface RowMenuProps {
  readonly actions: ActionPlace;
  readonly at: ScreenPoint;
  readonly onClose: () => void;
}

const ITEMS: readonly (readonly { readonly label: string; readonly keys: string; readonly action: GridAction; readonly isReading?: true }[])[] = [
  [
    { label: "Details", keys: "Shift+F2", action: { do: "details" }, isReading: true },
    { label: "Estimate…", keys: "Shift+F2 on Duration", action: { do: "estimate" } },
    { label: "Why this date?", keys: "Ctrl+E", action: { do: "why" }, isReading: true },
  ],
  [
    { label: "Insert row above", keys: "Insert", action: { do: "insertRow" } },
    { label: "Delete rows", keys: "Ctrl+−", action: { do: "deleteRows" } },
  ],
  [
    { label: "Indent", keys: "Alt+Shift+→", action: { do: "indent" } },
    { label: "Outdent", keys: "Alt+Shift+←", action: { do: "outdent" } },
    { label: "Move up", keys: "Alt+Shift+↑", action: { do: "moveRowsUp" } },
    { label: "Move down", keys: "Alt+Shift+↓", action: { do: "moveRowsDown" } },
  ],
  [
    { label: "Link in order", keys: "Ctrl+F2", action: { do: "link" } },
    { label: "Unlink", keys: "Ctrl+Shift+F2", action: { do: "unlink" } },
    { label: "Fill down", keys: "Ctrl+D", action: { do: "fillDown" } },
  ],
  [
    { label: "Expand or collapse", keys: "Alt+→ ←", action: { do: "toggle" } },
    { label: "Expand all", keys: "Alt+Shift+*", action: { do: "expandAll" } },
  ],
];

export function RowMenu({ actions, at, onClose }: RowMenuProps): ReactNode {
  const groups = ITEMS.map((group) => group.filter((item) => item.isReading || !actions.desk.isReadOnly)).filter((group) => group.length > 0);
  return (
    <Menu opened onChange={onClose} position="bottom-start" withinPortal offset={2} transitionProps={{ duration: 0 }} width={240} returnFocus={false}>
      <Menu.Target>
        <div className="pl-menu-point" style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map((group, index) => [
          index > 0 && <Menu.Divider key={`line ${group[0]?.label}`} />,
          ...group.map(({ label, keys, action }) => (
            <Menu.Item
              key={label}
              rightSection={<kbd>{keys}</kbd>}
              onClick={() => {
                onClose();
                if (action.do !== "details" && action.do !== "estimate" && action.do !== "why") actions.focusGrid();
                perform(actions, action);
              }}
            >
              {label}
            </Menu.Item>
          )),
        ])}
      </Menu.Dropdown>
    </Menu>
  );
}
