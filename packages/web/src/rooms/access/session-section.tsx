/** Where one is signed in, and the way to end it there. */
import { useState, type ReactNode } from "react";
import { HttpProblem, sentenceOf } from "../../api/http.ts";
import { endOtherSessions, endSession, listSessions, type SessionFacts } from "../../api/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { momentText } from "../../ui/day-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";
import { browserName } from "./browser-name.ts";
import { ProofDialog } from "./proof-dialog.tsx";

/** Done once more after the person has proven who they are. */
interface Ending {
  readonly work: () => Promise<unknown>;
  readonly sentence: string;
}

export function SessionSection(): ReactNode {
  const { value: sessions, problem, reload } = useLoaded(listSessions);
  const [waiting, setWaiting] = useState<Ending>();
  const end = (ending: Ending): void => {
    const failed = (failure: unknown): void => (failure instanceof HttpProblem && failure.code === "session/proof-needed" ? setWaiting(ending) : toast(sentenceOf(failure)));
    ending.work().then(() => toast(ending.sentence), failed).finally(reload);
  };
  return (
    <section aria-labelledby="account-sessions" className="ll-stack">
      <h2 id="account-sessions" className="ll-heading">
        Signed in
      </h2>
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {sessions && (
        <table className="ll-table">
          <thead>
            <tr>
              <th>Browser</th>
              <th>From</th>
              <th>Since</th>
              <th>Last seen</th>
              <th>
                <span className="ll-hidden">End</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session: SessionFacts) => (
              <tr key={session.id}>
                <td>
                  {browserName(session.browser)}
                  {session.isThis && <span className="ll-muted"> (this one)</span>}
                </td>
                <td>{session.address}</td>
                <td>{momentText(session.createdAt)}</td>
                <td>{momentText(session.lastSeenAt)}</td>
                <td>{!session.isThis && <Button onClick={() => end({ work: () => endSession(session.id), sentence: "That session has ended." })}>Sign out there</Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sessions && sessions.length > 1 && (
        <div>
          <Button onClick={() => end({ work: endOtherSessions, sentence: "You are signed in here alone now." })}>Sign out everywhere else</Button>
        </div>
      )}
      {waiting && (
        <ProofDialog
          onClose={() => setWaiting(undefined)}
          onProven={() => {
            setWaiting(undefined);
            end(waiting);
          }}
        />
      )}
    </section>
  );
}
