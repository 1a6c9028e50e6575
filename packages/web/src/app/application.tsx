/** The whole application: sets the appearance, finds out who is at work, and hands over to the pages. */
import { MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { sendEditsLeft } from "../api/remote-project.ts";
import type { Session, SignedOut } from "../api/session.ts";
import { countRunning } from "../store/rest.ts";
import { toastNeed } from "../ui/toast.ts";
import { forcedAppearance, isMotionOff } from "./appearance.ts";
import { Entrance } from "./entrance.tsx";
import { ImportCenter } from "./import-center.tsx";
import { router } from "./router.tsx";

const ToastList = lazy(() => import("../ui/shown-toast.tsx").then((module) => ({ default: module.ToastList })));

/** A project that is being opened takes up its own edits first. */
const BEFORE_SENDING_MS = 5000;

export function Application(): ReactNode {
  const [session, setSession] = useState<Session | SignedOut>();
  const hasToast = useSyncExternalStore(toastNeed.subscribe, toastNeed.get);
  const isTest = session?.test === true;
  const forced = forcedAppearance(location.search, isTest);
  const actor = session === undefined || session.mode === "signed-out" ? undefined : session.actor;
  useEffect(() => {
    if (!actor) return undefined;
    const timer = setTimeout(() => countRunning(sendEditsLeft(actor)), BEFORE_SENDING_MS);
    return () => clearTimeout(timer);
  }, [actor]);
  useEffect(() => {
    if (isMotionOff(location.search, isTest)) document.documentElement.dataset["motion"] = "off";
  }, [isTest]);
  return (
    <MantineProvider defaultColorScheme="auto" {...(forced && { forceColorScheme: forced })} withCssVariables={false} withGlobalClasses={false} theme={{ respectReducedMotion: true }}>
      <Entrance onSession={setSession}>
        <ImportCenter>
          <RouterProvider router={router} />
        </ImportCenter>
      </Entrance>
      {hasToast && (
        <Suspense>
          <ToastList />
        </Suspense>
      )}
    </MantineProvider>
  );
}
