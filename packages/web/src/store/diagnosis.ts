/** The diagnosis of an open project: plans as they were are fetched once, the newest follows its edits, and a worker answers. */
import type { Project } from "@leadline/engine/model/project.ts";
import { useEffect, useMemo, useRef, useState } from "react";
import { sentenceOf } from "../api/http.ts";
import { readPastPlan, type PlanState } from "../api/past-plan.ts";
import type { DiagnosisNews, DiagnosisRequest, NamedPlan } from "./diagnosis-messages.ts";

export interface DiagnosisState {
  /** The newest answer; while a newer question is open, the one before. */
  readonly news: DiagnosisNews | undefined;
  readonly isWorking: boolean;
  readonly problem: string | undefined;
}

const PAUSE_MS = 300;

/** The revision of the state that is the project as this page has it, with edits that are not stored yet. */
export const NOW = Infinity;

export interface DiagnosisWish {
  readonly wanted: DiagnosisRequest["wanted"];
  /** Oldest first. */
  readonly states: readonly PlanState[];
  readonly namesOf: (state: PlanState) => Pick<NamedPlan, "name" | "short">;
}

/** Diagnoses states of a project, of which the last one is usually `NOW`. */
export function useDiagnosis(projectId: string, { wanted, states, namesOf }: DiagnosisWish, current: Project): DiagnosisState {
  const [plans, setPlans] = useState<ReadonlyMap<number, Project>>(new Map());
  const [problem, setProblem] = useState<string>();
  const [news, setNews] = useState<DiagnosisNews>();
  const [asked, setAsked] = useState(0);
  const worker = useWorker(setNews);
  const revisions = states.map(({ revision }) => revision).join(" ");
  useEffect(() => {
    let isOver = false;
    const missing = revisions === "" ? [] : revisions.split(" ").map(Number).filter((revision) => revision !== NOW && !plans.has(revision));
    Promise.all(missing.map(async (revision) => [revision, await readPastPlan(projectId, revision)] as const)).then(
      (found) => {
        if (isOver || found.length === 0) return;
        setProblem(undefined);
        setPlans((known) => new Map([...known, ...found]));
      },
      (failure: unknown) => !isOver && setProblem(sentenceOf(failure)),
    );
    return () => {
      isOver = true;
    };
    // What is known already is not asked again, and a new revision of the newest state needs nothing of the past.
  }, [projectId, revisions]);
  const updates = useMemo(() => updatesOf(states, plans, namesOf, current), [revisions, plans, current]);
  useEffect(() => {
    if (!updates) return undefined;
    const timer = setTimeout(() => setAsked(worker.ask(wanted, updates)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [updates, wanted, worker]);
  return { news, isWorking: problem === undefined && (updates === undefined || asked === 0 || news?.id !== asked), problem: problem ?? news?.problem };
}

function updatesOf(states: readonly PlanState[], plans: ReadonlyMap<number, Project>, namesOf: DiagnosisWish["namesOf"], current: Project): readonly NamedPlan[] | undefined {
  const updates = states.flatMap((state): NamedPlan[] => {
    const project = state.revision === NOW ? current : plans.get(state.revision);
    return project ? [{ ...namesOf(state), project }] : [];
  });
  return updates.length === states.length ? updates : undefined;
}

interface Asking {
  /** Answers the question's number. */
  readonly ask: (wanted: DiagnosisRequest["wanted"], updates: readonly NamedPlan[]) => number;
}

function useWorker(onNews: (news: DiagnosisNews) => void): Asking {
  const worker = useRef<Worker>(undefined);
  const question = useRef(0);
  useEffect(() => () => worker.current?.terminate(), []);
  return useMemo(
    () => ({
      ask: (wanted, updates) => {
        // An answer that nobody waits for any more may take seconds: a new worker begins at once.
        worker.current?.terminate();
        const made = new Worker(new URL("./diagnosis-worker.ts", import.meta.url), { type: "module" });
        worker.current = made;
        made.addEventListener("message", ({ data }: MessageEvent<DiagnosisNews>) => onNews(data));
        made.addEventListener("error", ({ message }) => onNews({ id: question.current, impacts: [], baselines: [], problem: message }));
        const request: DiagnosisRequest = { id: (question.current += 1), wanted, updates };
        made.postMessage(request);
        return question.current;
      },
    }),
    [onNews],
  );
}
