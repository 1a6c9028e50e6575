/** The first page: three ways to begin, and the projects that are already there. */
import { useState, type ReactNode } from "react";
import { sentenceOf } from "../../api/http.ts";
import { addSamples, listProjects, type ProjectSummary } from "../../api/projects.ts";
import { useSession } from "../../api/session.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useLoaded } from "../../ui/use-loaded.ts";
import { BringPlan } from "./bring-plan.tsx";
import { NewProjectDialog } from "./new-project-dialog.tsx";
import { RecentProjects } from "./recent-projects.tsx";
import { SampleDrawing, TemplateDrawing } from "./drawings.tsx";
import "./home.css";

interface WelcomePageProps {
  readonly onOpen: (key: string) => void;
  readonly onProjects: () => void;
  readonly onFiles: (files: readonly File[]) => void;
}

export function WelcomePage({ onOpen, onProjects, onFiles }: WelcomePageProps): ReactNode {
  const projects = useLoaded(listProjects);
  const { mode, workspace } = useSession();
  const [isNewOpen, setNewOpen] = useState(false);
  return (
    <div className="ll-page ll-stack">
      <div>
        <h1 className="ll-title">How do you want to begin?</h1>
        <p className="ll-reading ll-muted">Leadline schedules your plan to the minute, in this browser, {mode === "single-user" ? "and keeps everything on this computer. No sign-in is needed." : `and keeps it for everybody in ${workspace.name} who may see it.`}</p>
      </div>
      <div className="ll-choices">
        <section className="ll-card ll-choice" aria-labelledby="choice-template">
          <TemplateDrawing />
          <h2 id="choice-template">Start from a template</h2>
          <p>A scheduled IT project with phases, tasks, links and typical risks in half a minute. Or a blank plan.</p>
          <Button look="primary" onClick={() => setNewOpen(true)}>
            Choose a template
          </Button>
        </section>
        <SampleChoice projects={projects.value} onProjects={onProjects} />
        <BringPlan onFiles={onFiles} />
      </div>
      {projects.problem !== undefined && (
        <Notice tone="trouble" verbs={<Button onClick={projects.reload}>Try again</Button>}>
          {projects.problem}
        </Notice>
      )}
      {projects.value && projects.value.length > 0 && <RecentProjects projects={projects.value} onOpen={onOpen} onAll={onProjects} />}
      {isNewOpen && <NewProjectDialog onClose={() => setNewOpen(false)} onCreated={(project) => onOpen(project.key)} />}
    </div>
  );
}

function SampleChoice({ projects, onProjects }: { readonly projects: readonly ProjectSummary[] | undefined; readonly onProjects: () => void }): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const hasSamples = projects?.some((project) => project.sample) ?? false;
  const look = (): void => {
    if (hasSamples) return onProjects();
    setBusy(true);
    setProblem(undefined);
    addSamples().then(onProjects, (failure: unknown) => {
      setBusy(false);
      setProblem(sentenceOf(failure));
    });
  };
  return (
    <section className="ll-card ll-choice" aria-labelledby="choice-sample">
      <SampleDrawing />
      <h2 id="choice-sample">Look around a sample portfolio</h2>
      <p>A few projects in different condition, to click through and to break. Gone again with one click.</p>
      <Button onClick={look} disabled={isBusy}>
        {isBusy ? "Preparing the samples…" : hasSamples ? "Show the samples" : "Add the samples"}
      </Button>
      {problem !== undefined && <p className="ll-field-error">{problem}</p>}
    </section>
  );
}
