/** The shapes of the API, written from its description. Not to be edited: `npx vitest run packages/server/src/http/api-shapes.pg.test.ts -u` writes it. */
import type { Command as CommandInput } from "@leadline/engine/change/command.ts";

export type Attachment = {
  readonly id: string;
  readonly projectId: string;
  readonly taskId?: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly actor: string;
  readonly createdAt: string;
  readonly address: string;
};

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
};

export type Project = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly revision: number;
  readonly taskCount: number;
  readonly start: string;
  readonly finish: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly origin: string;
  readonly sample: boolean;
  readonly deletedAt?: string;
};

export interface Operations {
  readonly addAttachment: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly dryRun?: "true" | "false" | undefined; readonly name: string; readonly taskId?: string | undefined }; readonly body: Uint8Array }; readonly answer: Attachment };
  readonly addSamples: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly projects: readonly Project[];
  } };
  readonly cancelJob: { readonly request: { readonly params: { readonly jobId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: {
    readonly id: string;
    readonly kind: string;
    readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
    readonly isCancelWanted: boolean;
    readonly progress: {
      readonly done: number;
      readonly total: number;
      readonly sentence: string;
    } | null;
    readonly result: {
      readonly [field: string]: unknown;
    } | null;
    readonly problem: string | null;
    readonly actor: string;
    readonly attempts: number;
    readonly maxAttempts: number;
    readonly runAfter: string;
    readonly createdAt: string;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
  } };
  readonly copyProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body?: {
    readonly name?: string;
  } | null }; readonly answer: Project };
  readonly createProject: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name: string;
    readonly key?: string;
    readonly start?: string;
    readonly templateKey?: string;
  } }; readonly answer: Project };
  readonly deleteAttachment: { readonly request: { readonly params: { readonly id: string; readonly attachmentId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: Attachment };
  readonly deleteProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly ifMatch: number }; readonly answer: Project };
  readonly downloadBackup: { readonly request: { readonly params: { readonly name: string } }; readonly answer: string };
  readonly downloadEntryProof: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly revision: number } }; readonly answer: string };
  readonly exportProject: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly format: "mspdi" | "xer" | "json" | "plan-text" } }; readonly answer: string };
  readonly followProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly lastEventId?: string | undefined } }; readonly answer: string };
  readonly importProject: { readonly request: { readonly query: { readonly dryRun?: "true" | "false" | undefined; readonly name: string; readonly project?: string | undefined }; readonly body: Uint8Array }; readonly answer: {
    readonly project: Project;
    readonly report: {
      readonly [field: string]: unknown;
    };
    readonly problems: readonly {
        readonly code: string;
        readonly message: string;
      }[];
  } };
  readonly isAlive: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly status: string;
  } };
  readonly isReady: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly status: string;
  } };
  readonly listAttachments: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly taskId?: string | undefined } }; readonly answer: {
    readonly attachments: readonly Attachment[];
    readonly nextCursor: string | null;
  } };
  readonly listBackups: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly folder: string;
    readonly schedule: {
      readonly hour: number;
      readonly keep: number;
    } | null;
    readonly backups: readonly {
        readonly name: string;
        readonly bytes: number;
        readonly madeAt: string;
        readonly reason: "manual" | "daily" | "upgrade";
      }[];
  } };
  readonly listJobs: { readonly request: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly state?: "waiting" | "running" | "done" | "failed" | "cancelled" | undefined } }; readonly answer: {
    readonly jobs: readonly {
        readonly id: string;
        readonly kind: string;
        readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
        readonly isCancelWanted: boolean;
        readonly progress: {
          readonly done: number;
          readonly total: number;
          readonly sentence: string;
        } | null;
        readonly result: {
          readonly [field: string]: unknown;
        } | null;
        readonly problem: string | null;
        readonly actor: string;
        readonly attempts: number;
        readonly maxAttempts: number;
        readonly runAfter: string;
        readonly createdAt: string;
        readonly startedAt: string | null;
        readonly finishedAt: string | null;
      }[];
    readonly nextCursor: string | null;
  } };
  readonly listLogEntries: { readonly request: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
    readonly entries: readonly {
        readonly position: number;
        readonly at: string;
        readonly actor: string;
        readonly label: string;
        readonly event: {
          readonly type: string;
        };
      }[];
    readonly nextCursor: string | null;
  } };
  readonly listProjects: { readonly request: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly deleted?: "true" | "false" | undefined } }; readonly answer: {
    readonly projects: readonly Project[];
    readonly nextCursor: string | null;
  } };
  readonly listTemplates: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly templates: readonly {
        readonly key: string;
        readonly name: string;
        readonly exampleScope: string;
        readonly taskCount: number;
      }[];
  } };
  readonly makeBackup: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly job: {
      readonly id: string;
      readonly kind: string;
      readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
      readonly isCancelWanted: boolean;
      readonly progress: {
        readonly done: number;
        readonly total: number;
        readonly sentence: string;
      } | null;
      readonly result: {
        readonly [field: string]: unknown;
      } | null;
      readonly problem: string | null;
      readonly actor: string;
      readonly attempts: number;
      readonly maxAttempts: number;
      readonly runAfter: string;
      readonly createdAt: string;
      readonly startedAt: string | null;
      readonly finishedAt: string | null;
    };
  } };
  readonly proveConsistency: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly from: number; readonly to: number } }; readonly answer: {
    readonly from: number;
    readonly to: number;
    readonly hashes: readonly string[];
  } };
  readonly proveEntry: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly revision: number } }; readonly answer: {
    readonly revision: number;
    readonly leaf?: string;
    readonly leafHash: string;
    readonly hashes: readonly string[];
    readonly checkpoint: {
      readonly origin: string;
      readonly size: number;
      readonly root: string;
      readonly at: string;
      readonly note: string;
    };
  } };
  readonly proveWorkspaceConsistency: { readonly request: { readonly query: { readonly from: number; readonly to: number } }; readonly answer: {
    readonly from: number;
    readonly to: number;
    readonly hashes: readonly string[];
  } };
  readonly readApiDescription: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly [field: string]: unknown;
  } };
  readonly readApiPage: { readonly request: Readonly<Record<string, never>>; readonly answer: string };
  readonly readAttachment: { readonly request: { readonly params: { readonly id: string; readonly attachmentId: string } }; readonly answer: Attachment };
  readonly readAttachmentContent: { readonly request: { readonly params: { readonly id: string; readonly attachmentId: string } }; readonly answer: string };
  readonly readCheckpoint: { readonly request: { readonly params: { readonly id: string } }; readonly answer: {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly at: string;
    readonly note: string;
  } };
  readonly readExportLosses: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly format: "mspdi" | "xer" | "json" | "plan-text" } }; readonly answer: {
    readonly losses: readonly {
        readonly code: string;
        readonly message: string;
      }[];
  } };
  readonly readHistory: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly before?: number | undefined; readonly limit?: number | undefined } }; readonly answer: {
    readonly changes: readonly {
        readonly revision: number;
        readonly at: string;
        readonly actor: string;
        readonly label: string;
        readonly requestKey: string;
      }[];
    readonly nextBefore: number | null;
  } };
  readonly readImportReport: { readonly request: { readonly params: { readonly id: string } }; readonly answer: {
    readonly report: {
      readonly [field: string]: unknown;
    };
    readonly problems: readonly {
        readonly code: string;
        readonly message: string;
      }[];
  } };
  readonly readJob: { readonly request: { readonly params: { readonly jobId: string } }; readonly answer: {
    readonly id: string;
    readonly kind: string;
    readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
    readonly isCancelWanted: boolean;
    readonly progress: {
      readonly done: number;
      readonly total: number;
      readonly sentence: string;
    } | null;
    readonly result: {
      readonly [field: string]: unknown;
    } | null;
    readonly problem: string | null;
    readonly actor: string;
    readonly attempts: number;
    readonly maxAttempts: number;
    readonly runAfter: string;
    readonly createdAt: string;
    readonly startedAt: string | null;
    readonly finishedAt: string | null;
  } };
  readonly readLogKey: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly algorithm: "Ed25519";
    readonly publicKey: string;
    readonly verifierKey: string;
  } };
  readonly readLogState: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly size: number;
    readonly checkpoint: {
      readonly origin: string;
      readonly size: number;
      readonly root: string;
      readonly at: string;
      readonly note: string;
    } | null;
    readonly unsignedProjects: number;
    readonly verification: {
      readonly at: string;
      readonly result: {
        readonly [field: string]: unknown;
      };
    } | null;
  } };
  readonly readMetrics: { readonly request: Readonly<Record<string, never>>; readonly answer: string };
  readonly readProject: { readonly request: { readonly params: { readonly id: string } }; readonly answer: Project };
  readonly readRecords: { readonly request: { readonly params: { readonly id: string } }; readonly answer: {
    readonly revision: number;
    readonly records: readonly {
        readonly kind: string;
        readonly record: {
          readonly id: string;
        };
      }[];
  } };
  readonly readSession: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly mode: "single-user";
    readonly workspace: {
      readonly id: string;
      readonly name: string;
    };
    readonly actor: {
      readonly id: string;
      readonly name: string;
    };
    readonly version: string;
    readonly test?: boolean;
  } };
  readonly readSystem: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly version: string;
    readonly startedAt: string;
    readonly node: string;
    readonly database: {
      readonly place: "embedded" | "server";
      readonly version: string;
      readonly schema: number;
      readonly bytes: number;
    };
    readonly disk: {
      readonly folder: string;
      readonly freeBytes: number;
      readonly totalBytes: number;
    } | null;
    readonly backup: {
      readonly folder: string;
      readonly schedule: {
        readonly hour: number;
        readonly keep: number;
      } | null;
      readonly last: {
        readonly name: string;
        readonly bytes: number;
        readonly madeAt: string;
      } | null;
    };
    readonly verification: {
      readonly at: string;
      readonly result: {
        readonly [field: string]: unknown;
      };
    } | null;
    readonly mail: {
      readonly isSet: boolean;
    };
    readonly jobs: {
      readonly waiting: number;
      readonly running: number;
      readonly oldestWaitingSeconds: number;
      readonly failedLastDay: number;
      readonly failing: readonly {
          readonly id: string;
          readonly kind: string;
          readonly state: "waiting" | "running" | "done" | "failed" | "cancelled";
          readonly isCancelWanted: boolean;
          readonly progress: {
            readonly done: number;
            readonly total: number;
            readonly sentence: string;
          } | null;
          readonly result: {
            readonly [field: string]: unknown;
          } | null;
          readonly problem: string | null;
          readonly actor: string;
          readonly attempts: number;
          readonly maxAttempts: number;
          readonly runAfter: string;
          readonly createdAt: string;
          readonly startedAt: string | null;
          readonly finishedAt: string | null;
        }[];
    };
  } };
  readonly readWorkspaceCheckpoint: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly at: string;
    readonly note: string;
  } };
  readonly removeBackup: { readonly request: { readonly params: { readonly name: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: {
    readonly name: string;
    readonly bytes: number;
    readonly madeAt: string;
    readonly reason: "manual" | "daily" | "upgrade";
  } };
  readonly removeSamples: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: {
    readonly removed: number;
  } };
  readonly renameProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name?: string;
    readonly key?: string;
  }; readonly ifMatch: number }; readonly answer: Project };
  readonly resetForTests: { readonly request: { readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly reset: true;
  } };
  readonly restoreProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body?: Readonly<Record<string, never>> | null }; readonly answer: Project };
  readonly runCommands: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly revision: number;
    readonly commands: readonly CommandInput[];
  } }; readonly answer: {
    readonly revision: number;
    readonly change: {
      readonly added: readonly {
          readonly kind: string;
          readonly record: {
            readonly id: string;
          };
        }[];
      readonly updated: readonly {
          readonly kind: string;
          readonly before: {
            readonly id: string;
          };
          readonly after: {
            readonly id: string;
          };
        }[];
      readonly removed: readonly {
          readonly kind: string;
          readonly record: {
            readonly id: string;
          };
        }[];
    };
    readonly label: string;
    readonly schedule: {
      readonly start: string;
      readonly finish: string;
      readonly criticalTasks: number;
    };
  } };
}

export const ROUTES = {
  addAttachment: ["POST", "/api/v1/projects/{id}/attachments"],
  addSamples: ["POST", "/api/v1/samples"],
  cancelJob: ["DELETE", "/api/v1/jobs/{jobId}"],
  copyProject: ["POST", "/api/v1/projects/{id}/copy"],
  createProject: ["POST", "/api/v1/projects"],
  deleteAttachment: ["DELETE", "/api/v1/projects/{id}/attachments/{attachmentId}"],
  deleteProject: ["DELETE", "/api/v1/projects/{id}"],
  downloadBackup: ["GET", "/api/v1/backups/{name}"],
  downloadEntryProof: ["GET", "/api/v1/projects/{id}/log/tlog-proof"],
  exportProject: ["GET", "/api/v1/projects/{id}/export"],
  followProject: ["GET", "/api/v1/projects/{id}/events"],
  importProject: ["POST", "/api/v1/projects/import"],
  isAlive: ["GET", "/healthz"],
  isReady: ["GET", "/readyz"],
  listAttachments: ["GET", "/api/v1/projects/{id}/attachments"],
  listBackups: ["GET", "/api/v1/backups"],
  listJobs: ["GET", "/api/v1/jobs"],
  listLogEntries: ["GET", "/api/v1/log/entries"],
  listProjects: ["GET", "/api/v1/projects"],
  listTemplates: ["GET", "/api/v1/templates"],
  makeBackup: ["POST", "/api/v1/backups"],
  proveConsistency: ["GET", "/api/v1/projects/{id}/log/consistency"],
  proveEntry: ["GET", "/api/v1/projects/{id}/log/proof"],
  proveWorkspaceConsistency: ["GET", "/api/v1/log/consistency"],
  readApiDescription: ["GET", "/api/openapi.json"],
  readApiPage: ["GET", "/api/docs"],
  readAttachment: ["GET", "/api/v1/projects/{id}/attachments/{attachmentId}"],
  readAttachmentContent: ["GET", "/files/{id}/{attachmentId}"],
  readCheckpoint: ["GET", "/api/v1/projects/{id}/log/checkpoint"],
  readExportLosses: ["GET", "/api/v1/projects/{id}/export-losses"],
  readHistory: ["GET", "/api/v1/projects/{id}/history"],
  readImportReport: ["GET", "/api/v1/projects/{id}/import-report"],
  readJob: ["GET", "/api/v1/jobs/{jobId}"],
  readLogKey: ["GET", "/api/v1/log/key"],
  readLogState: ["GET", "/api/v1/log"],
  readMetrics: ["GET", "/metrics"],
  readProject: ["GET", "/api/v1/projects/{id}"],
  readRecords: ["GET", "/api/v1/projects/{id}/records"],
  readSession: ["GET", "/api/v1/session"],
  readSystem: ["GET", "/api/v1/system"],
  readWorkspaceCheckpoint: ["GET", "/api/v1/log/checkpoint"],
  removeBackup: ["DELETE", "/api/v1/backups/{name}"],
  removeSamples: ["DELETE", "/api/v1/samples"],
  renameProject: ["PATCH", "/api/v1/projects/{id}"],
  resetForTests: ["POST", "/api/v1/test/reset"],
  restoreProject: ["POST", "/api/v1/projects/{id}/restore"],
  runCommands: ["POST", "/api/v1/projects/{id}/commands"],
} as const satisfies Readonly<Record<keyof Operations, readonly [method: string, path: string]>>;
