/** The exit codes of the command line, and failures that carry one with a sentence for the person. */

export const EXIT = { ok: 0, failed: 1, usage: 2, notFound: 3, notAllowed: 4, conflict: 5 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a step of a verb answers when it cannot go on. `sentence` says what, where, why, and what to do. */
export interface Failure {
  readonly ok: false;
  readonly exitCode: ExitCode;
  readonly sentence: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Failure;

export function success<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failure(exitCode: ExitCode, sentence: string): Failure {
  return { ok: false, exitCode, sentence };
}

/** A failed file operation as a sentence, e.g. `plan.xml: no such file.` */
export function fileFailure(path: string, error: unknown): Failure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [exitCode, reason] = FILE_REASONS[code] ?? [EXIT.failed, error instanceof Error ? error.message : String(error)];
  return failure(exitCode, `${path}: ${reason}.`);
}

const FILE_REASONS: Readonly<Record<string, readonly [ExitCode, string]>> = {
  ENOENT: [EXIT.notFound, "no such file or folder"],
  ENOTDIR: [EXIT.notFound, "a part of the path is not a folder"],
  EISDIR: [EXIT.failed, "this is a folder, and a file is needed"],
  EACCES: [EXIT.notAllowed, "you may not read or write it"],
  EPERM: [EXIT.notAllowed, "you may not read or write it"],
  EROFS: [EXIT.notAllowed, "the disk is read-only"],
  ENOSPC: [EXIT.failed, "no space is left on the disk"],
  ERR_FS_FILE_TOO_LARGE: [EXIT.failed, "the file is larger than 2 GB"],
};
