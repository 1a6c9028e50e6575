/** Sends a plan file to the server, tells how far it is, and can be cancelled at any moment. */
import { newId } from "../store/new-id.ts";
import { API, HttpProblem, problemOf } from "./http.ts";
import type { ImportAnswer } from "./projects.ts";

/** `share` 0-1 of the phase, where it is known. */
export interface ImportProgress {
  readonly phase: "uploading" | "reading";
  readonly share?: number;
}

export interface RunningImport {
  readonly answer: Promise<ImportAnswer>;
  readonly cancel: () => void;
}

export function importFile(file: File, onProgress: (progress: ImportProgress) => void): RunningImport {
  const request = new XMLHttpRequest();
  const answer = new Promise<ImportAnswer>((resolve, reject) => {
    request.open("POST", `${API}/projects/import?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("idempotency-key", newId());
    request.responseType = "text";
    request.upload.onprogress = ({ loaded, total }) => onProgress({ phase: "uploading", share: total > 0 ? loaded / total : 0 });
    request.upload.onload = () => onProgress({ phase: "reading" });
    request.onabort = () => reject(new HttpProblem(0, "import/cancelled", "Cancelled. Nothing was imported.", {}));
    request.onerror = () => reject(new HttpProblem(0, "server/unreachable", "The file did not reach the server. Maybe the server was stopped; nothing was imported. Start it and drop the file again.", {}));
    request.onload = () => {
      const body = readJson(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as ImportAnswer);
      else reject(problemOf(request.status, body));
    };
    request.send(file);
  });
  return { answer, cancel: () => request.abort() };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
