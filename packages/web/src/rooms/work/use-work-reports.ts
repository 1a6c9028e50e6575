/** The reports of one page of "My work": made here, kept in the browser, sent behind the screen. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { openWorkReports, type WaitingReport, type WorkReports } from "../../api/work-reports.ts";
import { toast } from "../../ui/toast.ts";

const NONE: readonly WaitingReport[] = [];

export interface OwnReports {
  readonly waiting: readonly WaitingReport[];
  readonly report: WorkReports["report"];
}

export function useWorkReports(ownerId: string, onStored: () => void): OwnReports {
  const [reports, setReports] = useState<WorkReports>();
  const latest = useRef(onStored);
  latest.current = onStored;
  useEffect(() => {
    const opened = openWorkReports({ id: ownerId }, { onStored: () => latest.current(), onRefused: (sentence) => toast(sentence) });
    setReports(opened);
    return opened.close;
  }, [ownerId]);
  const waiting = useSyncExternalStore(useCallback((listener) => reports?.subscribe(listener) ?? (() => undefined), [reports]), () => reports?.getState() ?? NONE);
  return { waiting, report: (...report) => reports?.report(...report) };
}
