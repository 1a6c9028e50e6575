/** The entrance: asks who is at work before anything else is shown, and asks again when a session has ended. */
import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from "react";
import { isPassing, onSignedOut, sentenceOf } from "../api/http.ts";
import { forgetShareToken, shareToken } from "../api/share-token.ts";
import { chooseWorkspace } from "../api/sign-in.ts";
import { readSession, SessionContext, type Session, type SignedOut } from "../api/session.ts";
import { Notice } from "../ui/notice.tsx";
import { finishLeaving, leave, onLeftElsewhere } from "./leaving.ts";
import { doorOf, type DoorAddress } from "./door-address.ts";

/** Most who come are known already: the pages before that are loaded when somebody is not. */
const ConfirmationPage = lazy(() => import("../rooms/access/confirmation-page.tsx").then((module) => ({ default: module.ConfirmationPage })));
const InvitationPage = lazy(() => import("../rooms/access/invitation-page.tsx").then((module) => ({ default: module.InvitationPage })));
const ResetPage = lazy(() => import("../rooms/access/reset-page.tsx").then((module) => ({ default: module.ResetPage })));
const SecondFactorPage = lazy(() => import("../rooms/access/second-factor-page.tsx").then((module) => ({ default: module.SecondFactorPage })));
const SignInDialog = lazy(() => import("../rooms/access/sign-in-dialog.tsx").then((module) => ({ default: module.SignInDialog })));
const SignInPage = lazy(() => import("../rooms/access/sign-in-page.tsx").then((module) => ({ default: module.SignInPage })));

export function Entrance({ onSession, children }: { readonly onSession: (session: Session | SignedOut) => void; readonly children: ReactNode }): ReactNode {
  const { answer, problem, ask } = useAnswer();
  const [last, setLast] = useState<Session>();
  useEffect(() => {
    if (!answer) return;
    onSession(answer);
    if (answer.mode !== "signed-out") setLast(answer);
    else if (shareToken() !== undefined) {
      // The link opens nothing any more: begin anew as whoever this browser knows.
      forgetShareToken();
      location.reload();
    }
  }, [answer, onSession]);
  if (answer === undefined) {
    return problem === undefined ? null : (
      <main className="ll-page">
        <Notice tone="trouble">{problem}</Notice>
      </main>
    );
  }
  const door = doorOf(location);
  if (door) return <Suspense><Door door={door} answer={answer} /></Suspense>;
  const signedOut = answer.mode === "signed-out" ? answer : undefined;
  const session = answer.mode === "signed-out" ? last : answer;
  if (!session) return signedOut ? <Suspense><SignInPage ways={signedOut.signIn} onSignedIn={ask} /></Suspense> : null;
  if (!signedOut && session.awaits !== undefined) {
    const begin = (work: Promise<unknown>): void => void work.finally(() => location.replace("/"));
    return (
      <Suspense>
        <SecondFactorPage session={session} onChanged={ask} onSignOut={() => begin(leave(session))} onWorkspace={(id) => begin(chooseWorkspace(id))} />
      </Suspense>
    );
  }
  return (
    <SessionContext value={session}>
      {/* What only somebody who is signed in may see is not left standing behind the dialog; edits that wait are in the journal. */}
      {!signedOut && children}
      {signedOut && (
        <Suspense>
          <SignInDialog ways={signedOut.signIn} who={session.actor} onSignedIn={ask} />
        </Suspense>
      )}
    </SessionContext>
  );
}

/** An address with a token of its own: when it has done what it is for, the application begins anew at its start. */
function Door({ door, answer }: { readonly door: DoorAddress; readonly answer: Session | SignedOut }): ReactNode {
  const begin = (): void => location.replace("/");
  if (door.door === "reset") return <ResetPage token={door.token} onDone={begin} />;
  if (door.door === "confirmation") return <ConfirmationPage token={door.token} onDone={begin} />;
  return <InvitationPage token={door.token} email={answer.mode === "signed-out" ? undefined : answer.actor?.email} ways={answer.signIn} onJoined={begin} />;
}

/** Asks again until the server answers: a page that is opened too early comes up by itself. */
function useAnswer(): { readonly answer: Session | SignedOut | undefined; readonly problem: string | undefined; readonly ask: () => void } {
  const [answer, setAnswer] = useState<Session | SignedOut>();
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const ask = useCallback(() => setAttempt((count) => count + 1), []);
  useEffect(() => onSignedOut(ask), [ask]);
  useEffect(() => onLeftElsewhere(() => location.replace("/")), []);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    finishLeaving().then(readSession).then(
      (session) => !isOver && setAnswer(session),
      (failure: unknown) => {
        if (isOver) return;
        setProblem(sentenceOf(failure));
        if (isPassing(failure)) timer = setTimeout(ask, 1000);
      },
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [attempt, ask]);
  return { answer, problem, ask };
}
