/** The projects that were worked on last, to go on with. */
import type { ReactNode } from "react";
import type { ProjectSummary } from "../../api/projects.ts";
import { Button } from "../../ui/button.tsx";
import { apiDayText } from "../../ui/day-text.ts";

const SHOWN = 5;

export function RecentProjects({ projects, onOpen, onAll }: { readonly projects: readonly ProjectSummary[]; readonly onOpen: (key: string) => void; readonly onAll: () => void }): ReactNode {
  const recent = [...projects].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).slice(0, SHOWN);
  return (
    <section aria-labelledby="recent">
      <h2 id="recent" className="ll-heading">
        Go on with
      </h2>
      <ul className="ll-recent">
        {recent.map((project) => (
          <li key={project.id}>
            <a
              href={`/p/${project.key}/plan/gantt`}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                event.preventDefault();
                onOpen(project.key);
              }}
            >
              {project.name}
            </a>
            <span className="ll-muted">
              {[`${project.taskCount} tasks`, project.finish && `until ${apiDayText(project.finish)}`].filter(Boolean).join(" · ")}
              {project.sample && <span className="ll-chip">Sample</span>}
            </span>
          </li>
        ))}
      </ul>
      <Button look="link" onClick={onAll}>
        All projects
      </Button>
    </section>
  );
}
