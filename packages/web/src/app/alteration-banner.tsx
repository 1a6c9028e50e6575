/** A red line over every page where the last check found that somebody changed the database behind Leadline's back. */
import { Link } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { useMay } from "../api/session.ts";
import { readLogState, type Verification } from "../api/workspace.ts";
import { Notice } from "../ui/notice.tsx";
import { WORKSPACE_ADDRESS } from "./workspace-address.ts";

/** The check itself runs every night. */
const LOOK_AGAIN_MS = 60 * 60_000;

export function AlterationBanner(): ReactNode {
  const mayRead = useMay("audit.read");
  const [verification, setVerification] = useState<Verification | null>(null);
  useEffect(() => {
    if (!mayRead) return undefined;
    const look = (): void => void readLogState().then((state) => setVerification(state.verification), () => undefined);
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [mayRead]);
  const count = Number(verification?.result["findings"] ?? 0);
  if (!verification || count === 0) return null;
  const [first] = listOf(verification.result["first"]);
  return (
    <div className="ll-altered">
      <Notice tone="trouble">
        {count} {count === 1 ? "thing was" : "things were"} changed in the database behind Leadline’s back{first === undefined ? "." : `: ${first}`} What is published may not be what was said. <Link to={WORKSPACE_ADDRESS} params={{ part: "log" }}>See the log</Link>
      </Notice>
    </div>
  );
}

/** Sentences of the first findings; the server sends them loosely described. */
function listOf(found: unknown): readonly string[] {
  if (!Array.isArray(found)) return [];
  return found.flatMap((one: unknown) => (typeof one === "object" && one !== null && "sentence" in one && typeof one.sentence === "string" ? [one.sentence] : []));
}
