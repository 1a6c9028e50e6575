/** Bringing plans from any page: files dropped anywhere or chosen, one after the other, with progress and cancel. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { sentenceOf } from "../api/http.ts";
import { importFile, type ImportProgress, type RunningImport } from "../api/import-file.ts";
import { DropVeil } from "../rooms/home/drop-veil.tsx";
import { sentenceForForeignFile } from "../rooms/home/foreign-file.ts";
import { toast } from "../ui/toast.ts";
import { countRunning } from "../store/rest.ts";
import { ImportContext } from "./import-context.ts";
import { router } from "./router.tsx";

/** Dialogs bring much along that no page needs for its first picture. */
const ImportProgressDialog = lazy(() => import("../rooms/home/import-progress-dialog.tsx").then((module) => ({ default: module.ImportProgressDialog })));
const ImportRefusedDialog = lazy(() => import("../rooms/home/import-refused-dialog.tsx").then((module) => ({ default: module.ImportRefusedDialog })));

interface Running {
  readonly name: string;
  readonly progress: ImportProgress;
}

interface Refused {
  readonly name: string;
  readonly sentence: string;
}

export function ImportCenter({ children }: { readonly children: ReactNode }): ReactNode {
  const [running, setRunning] = useState<Running>();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [importCount, setImportCount] = useState(0);
  const current = useRef<RunningImport | undefined>(undefined);
  const isBusy = useRef(false);

  const bring = useCallback(async (file: File): Promise<string | undefined> => {
    const foreign = sentenceForForeignFile(file.name);
    if (foreign !== undefined) {
      setRefused((list) => [...list, { name: file.name, sentence: foreign }]);
      return undefined;
    }
    setRunning({ name: file.name, progress: { phase: "uploading", share: 0 } });
    current.current = importFile(file, (progress) => setRunning({ name: file.name, progress }));
    try {
      const { project } = await current.current.answer;
      setImportCount((count) => count + 1);
      return project.key;
    } catch (problem) {
      if (wasCancelled(problem)) toast(sentenceOf(problem));
      else setRefused((list) => [...list, { name: file.name, sentence: sentenceOf(problem) }]);
      return undefined;
    } finally {
      current.current = undefined;
      setRunning(undefined);
    }
  }, []);

  const importFiles = useCallback(
    (files: readonly File[]): void => {
      if (isBusy.current || files.length === 0) return;
      isBusy.current = true;
      const work = (async () => {
        const keys: string[] = [];
        for (const file of files) {
          const key = await bring(file);
          if (key !== undefined) keys.push(key);
        }
        isBusy.current = false;
        await showImported(keys, files.length);
      })();
      countRunning(work);
    },
    [bring],
  );

  const isDragging = useFileDrop(importFiles);
  const context = useMemo(() => ({ importFiles, importCount }), [importFiles, importCount]);
  const [firstRefused] = refused;
  return (
    <ImportContext value={context}>
      {children}
      {isDragging && <DropVeil />}
      <Suspense>
        {running && <ImportProgressDialog name={running.name} progress={running.progress} onCancel={() => current.current?.cancel()} />}
        {firstRefused && !running && <ImportRefusedDialog name={firstRefused.name} sentence={firstRefused.sentence} onClose={() => setRefused((list) => list.slice(1))} />}
      </Suspense>
    </ImportContext>
  );
}

/** One plan opens with its report; several are shown in the list. */
async function showImported(keys: readonly string[], count: number): Promise<void> {
  const [key] = keys;
  if (key === undefined) return;
  if (count === 1) await router.navigate({ to: "/p/$key/plan/$view", params: { key, view: "gantt" }, search: { panel: "import" } });
  else {
    await router.navigate({ to: "/projects" });
    toast(`${keys.length} of ${count} plans imported.`);
  }
}

function wasCancelled(problem: unknown): boolean {
  return problem instanceof Error && "code" in problem && problem.code === "import/cancelled";
}

/** Takes files dropped anywhere on the page; true while files are being dragged over it. */
function useFileDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDepth((now) => now + 1);
    };
    const leave = (event: DragEvent): void => {
      if (hasFiles(event)) setDepth((now) => Math.max(0, now - 1));
    };
    const over = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDepth(0);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener("dragenter", enter);
    addEventListener("dragleave", leave);
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragenter", enter);
      removeEventListener("dragleave", leave);
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, [onFiles]);
  return depth > 0;
}
