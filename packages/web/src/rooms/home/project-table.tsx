/** The table of projects, which becomes a list of cards on a narrow screen. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { Menu } from "@mantine/core";
import { EllipsisVertical } from "lucide-react";
import type { ReactNode } from "react";
import type { ProjectSummary } from "../../api/projects.ts";
import { IconButton } from "../../ui/button.tsx";
import { DownloadItems } from "../../ui/download-items.tsx";
import { apiDayText, shortDayText, todayNumber } from "../../ui/day-text.ts";

interface ProjectTableProps {
  readonly projects: readonly ProjectSummary[];
  readonly onOpen: (key: string) => void;
  readonly onRename: (project: ProjectSummary) => void;
  readonly onSettings: (project: ProjectSummary) => void;
  readonly onCopy: (project: ProjectSummary) => void;
  readonly onDelete: (project: ProjectSummary) => void;
  readonly onLosses: (losses: readonly Problem[]) => void;
}

export function ProjectTable(props: ProjectTableProps): ReactNode {
  return (
    <table className="ll-table ll-projects">
      <thead>
        <tr>
          <th>Project</th>
          <th>Key</th>
          <th className="ll-number">Tasks</th>
          <th className="ll-number">Start</th>
          <th className="ll-number">Finish</th>
          <th className="ll-number">Changed</th>
          <th>
            <span className="ll-hidden">What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.projects.map((project) => (
          <ProjectRow key={project.id} project={project} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function ProjectRow({ project, onOpen, ...verbs }: ProjectTableProps & { readonly project: ProjectSummary }): ReactNode {
  const open = (event: React.MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(project.key);
  };
  return (
    <tr data-project={project.key}>
      <td className="ll-project-name">
        <a href={`/p/${project.key}/plan/gantt`} onClick={open}>
          {project.name}
        </a>
        {project.sample && <span className="ll-chip">Sample</span>}
      </td>
      <td data-label="Key" className="ll-muted">
        {project.key}
      </td>
      <td data-label="Tasks" className="ll-number">
        {project.taskCount}
      </td>
      <td data-label="Start" className="ll-number">
        {apiDayText(project.start)}
      </td>
      <td data-label="Finish" className="ll-number">
        {apiDayText(project.finish)}
      </td>
      <td data-label="Changed" className="ll-number ll-muted">
        {shortDayText(todayNumber(new Date(project.updatedAt)))}
      </td>
      <td>
        <ProjectMenu project={project} {...verbs} />
      </td>
    </tr>
  );
}

function ProjectMenu({ project, onRename, onSettings, onCopy, onDelete, onLosses }: Omit<ProjectTableProps, "projects" | "onOpen"> & { readonly project: ProjectSummary }): ReactNode {
  return (
    <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <IconButton label={`What can be done with ${project.name}`}>
          <EllipsisVertical size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onRename(project)}>Rename…</Menu.Item>
        <Menu.Item onClick={() => onSettings(project)}>Start and calendar…</Menu.Item>
        <Menu.Item onClick={() => onCopy(project)}>Copy</Menu.Item>
        <Menu.Divider />
        <DownloadItems projectId={project.id} onLosses={onLosses} />
        <Menu.Divider />
        <Menu.Item onClick={() => onDelete(project)}>Delete</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
