/** Sends a plan file to the server, tells how far it is, and can be cancelled at any moment. */
import { newId } from "../store/new-id.ts";
import { API, HttpProblem, problemOf } from "./http.ts";
import { deleteProject, type ImportAnswer } from "./projects.ts";

/** `share` 0-1 of the phase, where it is known. */
export interface ImportProgress {
  readonly phase: "uploading" | "reading";
  readonly share?: number;
}

export interface RunningImport {
  readonly answer: Promise<ImportAnswer>;
  /** `answer` rejects at once with the code `import/cancelled`. */
  readonly cancel: () => void;
}

const LOST = "The file did not reach the server. Maybe the server was stopped; nothing was imported. Start it and drop the file again.";

export function importFile(file: File, onProgress: (progress: ImportProgress) => void): RunningImport {
  const request = new XMLHttpRequest();
  let isUploaded = false;
  let isCancelled = false;
  let cancel = (): void => undefined;
  const answer = new Promise<ImportAnswer>((resolve, reject) => {
    cancel = () => {
      isCancelled = true;
      reject(new HttpProblem(0, "import/cancelled", "Cancelled. Nothing was imported.", {}));
      // Once the server has the whole file it finishes; what it makes is then taken away again, below.
      if (!isUploaded) request.abort();
    };
    request.upload.onprogress = ({ loaded, total }) => !isCancelled && onProgress({ phase: "uploading", share: total > 0 ? loaded / total : 0 });
    request.upload.onload = () => {
      isUploaded = true;
      if (!isCancelled) onProgress({ phase: "reading" });
    };
    request.onerror = () => reject(new HttpProblem(0, "server/unreachable", LOST, {}));
    request.onload = () => {
      const body = readJson(request.responseText);
      if (request.status < 200 || request.status >= 300) return reject(problemOf(request.status, body));
      const imported = body as ImportAnswer;
      if (isCancelled) void deleteProject(imported.project);
      else resolve(imported);
    };
  });
  request.open("POST", `${API}/projects/import?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.setRequestHeader("idempotency-key", newId());
  request.send(file);
  return { answer, cancel: () => cancel() };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
