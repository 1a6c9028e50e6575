/** The whole application: asks for the session, sets the appearance, and hands over to the pages. */
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { isPassing, sentenceOf } from "../api/http.ts";
import { readSession, type Session } from "../api/projects.ts";
import { sendEditsLeft } from "../api/remote-project.ts";
import { countRunning } from "../store/rest.ts";
import { Notice } from "../ui/notice.tsx";
import { forcedAppearance, isMotionOff } from "./appearance.ts";
import { ImportCenter } from "./import-center.tsx";
import { router } from "./router.tsx";
import { SessionContext } from "../api/session.ts";

/** A project that is being opened takes up its own edits first. */
const BEFORE_SENDING_MS = 5000;

export function Application(): ReactNode {
  const { session, problem } = useSession();
  const isTest = session?.test === true;
  const forced = forcedAppearance(location.search, isTest);
  useEffect(() => {
    if (!session) return undefined;
    const timer = setTimeout(() => countRunning(sendEditsLeft(session.actor.name)), BEFORE_SENDING_MS);
    return () => clearTimeout(timer);
  }, [session]);
  useEffect(() => {
    if (isMotionOff(location.search, isTest)) document.documentElement.dataset["motion"] = "off";
  }, [isTest]);
  return (
    <MantineProvider defaultColorScheme="auto" {...(forced && { forceColorScheme: forced })} withCssVariables={false} withGlobalClasses={false} theme={{ respectReducedMotion: true }}>
      {session && (
        <SessionContext value={session}>
          <ImportCenter>
            <RouterProvider router={router} />
          </ImportCenter>
        </SessionContext>
      )}
      {!session && problem !== undefined && (
        <main className="ll-page">
          <Notice tone="trouble">{problem}</Notice>
        </main>
      )}
      <Notifications position="bottom-center" limit={4} transitionDuration={0} />
    </MantineProvider>
  );
}

/** Asks again until the server answers: a page that is opened too early comes up by itself. */
function useSession(): { readonly session: Session | undefined; readonly problem: string | undefined } {
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    readSession().then(
      (answer) => !isOver && setSession(answer),
      (failure: unknown) => {
        if (isOver) return;
        setProblem(sentenceOf(failure));
        if (isPassing(failure)) timer = setTimeout(() => setAttempt(attempt + 1), 1000);
      },
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [attempt]);
  return { session, problem };
}
