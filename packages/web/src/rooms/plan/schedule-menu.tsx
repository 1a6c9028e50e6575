/** The Schedule menu: where the plan stands, baselines, levelling, working times. */
import { Menu } from "@mantine/core";
import { CalendarClock } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";

export type PlanDialog = "statusDate" | "completeWork" | "reschedule" | "setBaseline" | "clearBaseline" | "level" | "workingTime" | "otherProject";

type Item = { readonly label: string } & ({ readonly opens: PlanDialog } | { readonly does: "clearLeveling" });

const GROUPS: readonly { readonly title: string; readonly items: readonly Item[] }[] = [
  {
    title: "Progress",
    items: [
      { label: "Status date…", opens: "statusDate" },
      { label: "Update work as complete through…", opens: "completeWork" },
      { label: "Reschedule uncompleted work…", opens: "reschedule" },
    ],
  },
  {
    title: "Baselines",
    items: [
      { label: "Set baseline…", opens: "setBaseline" },
      { label: "Clear baseline…", opens: "clearBaseline" },
    ],
  },
  {
    title: "Levelling",
    items: [
      { label: "Level the plan…", opens: "level" },
      { label: "Clear levelling", does: "clearLeveling" },
    ],
  },
  { title: "Other projects", items: [{ label: "Wait for a task of another project…", opens: "otherProject" }] },
  { title: "Calendars", items: [{ label: "Working times…", opens: "workingTime" }] },
];

interface ScheduleMenuProps {
  readonly onOpen: (dialog: PlanDialog) => void;
  readonly onClearLeveling: () => void;
}

export function ScheduleMenu({ onOpen, onClearLeveling }: ScheduleMenuProps): ReactNode {
  return (
    <Menu position="bottom-start" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button look="quiet">
          <CalendarClock size={16} strokeWidth={1.5} aria-hidden />
          Schedule
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="pl-show">
        {GROUPS.map(({ title, items }) => (
          <Fragment key={title}>
            <Menu.Label>{title}</Menu.Label>
            {items.map((item) => (
              <Menu.Item key={item.label} onClick={() => ("opens" in item ? onOpen(item.opens) : onClearLeveling())}>
                {item.label}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
