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
  readonly permissions: readonly string[];
};

export interface Operations {
  readonly acceptInvitation: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly token: string;
  } }; readonly answer: {
    readonly workspace: {
      readonly id: string;
      readonly name: string;
    };
    readonly memberId: string;
  } };
  readonly addAttachment: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly dryRun?: "true" | "false" | undefined; readonly name: string; readonly taskId?: string | undefined }; readonly body: Uint8Array }; readonly answer: Attachment };
  readonly addPasskey: { readonly request: { readonly body: {
    readonly name: string;
    readonly response: {
      readonly id: string;
      readonly rawId: string;
      readonly type: "public-key";
      readonly clientExtensionResults?: {
        readonly [field: string]: unknown;
      };
      readonly authenticatorAttachment?: "platform" | "cross-platform";
      readonly response: {
        readonly clientDataJSON: string;
        readonly attestationObject: string;
        readonly authenticatorData?: string;
        readonly transports?: readonly ("ble" | "cable" | "hybrid" | "internal" | "nfc" | "smart-card" | "usb")[];
        readonly publicKeyAlgorithm?: number;
        readonly publicKey?: string;
      };
    };
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly addProjectMember: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly memberId: string;
    readonly role: string;
  } }; readonly answer: {
    readonly memberId: string;
    readonly name: string;
    readonly role: string;
    readonly revision: number;
  } };
  readonly addRole: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name: string;
    readonly permissions: readonly string[];
  } }; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly sentence: string;
    readonly permissions: readonly string[];
    readonly isBuiltIn: boolean;
    readonly revision: number | null;
  } };
  readonly addSamples: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly projects: readonly Project[];
  } };
  readonly addShareLink: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name: string;
    readonly days?: number;
  } }; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly createdBy: string;
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly lastUsedAt: string | null;
    readonly revokedAt: string | null;
    readonly token?: string;
    readonly address?: string;
  } };
  readonly addToken: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name: string;
    readonly permissions: readonly string[];
    readonly days?: number;
  } }; readonly answer: {
    readonly id: string;
    readonly memberId: string;
    readonly name: string;
    readonly permissions: readonly string[];
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly lastUsedAt: string | null;
    readonly revokedAt: string | null;
    readonly token?: string;
  } };
  readonly addWorkspace: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name: string;
  } }; readonly answer: {
    readonly id: string;
    readonly name: string;
  } };
  readonly answerTeamEstimate: { readonly request: { readonly params: { readonly id: string; readonly estimateId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly round: number;
    readonly lowMinutes: number;
    readonly likelyMinutes: number;
    readonly highMinutes: number;
  } }; readonly answer: {
    readonly estimate: {
      readonly id: string;
      readonly project: {
        readonly id: string;
        readonly key: string;
        readonly name: string;
      };
      readonly task: {
        readonly id: string;
        readonly name: string;
        readonly number: number | null;
        readonly durationUnit: string;
      };
      readonly scale: {
        readonly minutesPerDay: number;
        readonly minutesPerWeek: number;
        readonly daysPerMonth: number;
      };
      readonly state: "open" | "revealed" | "closed";
      readonly round: number;
      readonly openedBy: string;
      readonly openedAt: string;
      readonly isAsked: boolean;
      readonly mayLead: boolean;
      readonly mine: {
        readonly lowMinutes: number;
        readonly likelyMinutes: number;
        readonly highMinutes: number;
      } | null;
      readonly people: readonly {
          readonly id: string;
          readonly name: string;
          readonly hasAnswered: boolean;
        }[];
      readonly answers: readonly {
          readonly round: number;
          readonly personId: string;
          readonly name: string;
          readonly lowMinutes: number;
          readonly likelyMinutes: number;
          readonly highMinutes: number;
        }[];
    };
  } };
  readonly askForNewPasskey: { readonly request: { readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly challenge: string;
  } };
  readonly askForNewPassword: { readonly request: { readonly body: {
    readonly email: string;
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly askForPasskey: { readonly request: { readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly challenge: string;
  } };
  readonly askToConfirmAddress: { readonly request: { readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly done: true;
  } };
  readonly beginSecondFactor: { readonly request: { readonly body: {
    readonly password: string;
  } }; readonly answer: {
    readonly uri: string;
    readonly recoveryCodes: readonly string[];
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
  readonly changeMember: { readonly request: { readonly params: { readonly memberId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly role: string;
  }; readonly ifMatch: number }; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly role: string;
    readonly isYou: boolean;
    readonly joinedAt: string;
    readonly revision: number;
  } };
  readonly changePassword: { readonly request: { readonly body: {
    readonly current: string;
    readonly next: string;
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly changeProjectMember: { readonly request: { readonly params: { readonly id: string; readonly memberId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly role: string;
  }; readonly ifMatch: number }; readonly answer: {
    readonly memberId: string;
    readonly name: string;
    readonly role: string;
    readonly revision: number;
  } };
  readonly changeRole: { readonly request: { readonly params: { readonly roleId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name?: string;
    readonly permissions?: readonly string[];
  }; readonly ifMatch: number }; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly sentence: string;
    readonly permissions: readonly string[];
    readonly isBuiltIn: boolean;
    readonly revision: number | null;
  } };
  readonly changeStatusPolicy: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly onTrackFrom?: number;
    readonly offTrackBelow?: number;
    readonly hysteresis?: number;
    readonly evidenceDays?: number;
    readonly assertedShare?: number;
    readonly weights?: {
      readonly acceptedDeliverable: number;
      readonly testRun: number;
      readonly mergedChange: number;
      readonly closedTicket: number;
      readonly receipt: number;
      readonly timesheet: number;
      readonly file: number;
      readonly word: number;
      readonly none: number;
    };
  }; readonly ifMatch: number }; readonly answer: {
    readonly revision: number;
    readonly policy: {
      readonly onTrackFrom: number;
      readonly offTrackBelow: number;
      readonly hysteresis: number;
      readonly evidenceDays: number;
      readonly assertedShare: number;
      readonly weights: {
        readonly acceptedDeliverable: number;
        readonly testRun: number;
        readonly mergedChange: number;
        readonly closedTicket: number;
        readonly receipt: number;
        readonly timesheet: number;
        readonly file: number;
        readonly word: number;
        readonly none: number;
      };
    };
    readonly words: string;
    readonly changedBy: string | null;
    readonly changedAt: string | null;
  } };
  readonly changeWorkspace: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name?: string;
    readonly demandsSecondFactor?: boolean;
  }; readonly ifMatch: number }; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly demandsSecondFactor: boolean;
    readonly revision: number;
  } };
  readonly chooseWorkspace: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly workspaceId: string;
  } }; readonly answer: {
    readonly mode: "single-user" | "signed-in" | "signed-out";
    readonly workspace?: {
      readonly id: string;
      readonly name: string;
    };
    readonly workspaces?: readonly {
        readonly id: string;
        readonly name: string;
        readonly role: string;
        readonly memberId: string;
      }[];
    readonly actor?: {
      readonly id: string;
      readonly name: string;
      readonly email?: string;
      readonly role: string;
      readonly kind: string;
    };
    readonly awaits?: "second-factor";
    readonly permissions: readonly string[];
    readonly version: string;
    readonly test?: boolean;
    readonly signIn?: {
      readonly password: boolean;
      readonly passkey: boolean;
      readonly oidc: {
        readonly name: string;
      } | null;
    };
    readonly invitesByMail: boolean;
  } };
  readonly confirmAddress: { readonly request: { readonly body: {
    readonly token: string;
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly confirmSecondFactor: { readonly request: { readonly body: {
    readonly code: string;
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly copyProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body?: {
    readonly name?: string;
  } | null }; readonly answer: Project };
  readonly correctReport: { readonly request: { readonly params: { readonly id: string; readonly reportId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly reason: string;
    readonly headline?: string;
    readonly summary?: string;
    readonly explanation?: string;
  } }; readonly answer: {
    readonly revision: number;
    readonly report: {
      readonly id: string;
      readonly number: number;
      readonly version: number;
      readonly event: "published" | "corrected" | "withdrawn";
      readonly asOf: number;
      readonly at: number;
      readonly by: string;
      readonly reason?: string;
      readonly replacedBy?: {
        readonly version: number;
        readonly event: "corrected" | "withdrawn";
        readonly at: number;
        readonly reason: string;
      };
      readonly content?: {
        readonly format: string;
        readonly project: string;
        readonly number: number;
        readonly asOf: number;
      };
      readonly costs?: {
        readonly [field: string]: unknown;
      };
    };
    readonly proof: {
      readonly size: number;
      readonly words: string;
      readonly at: string;
      readonly entry: number;
    };
  } };
  readonly createProject: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name: string;
    readonly key?: string;
    readonly start?: string;
    readonly templateKey?: string;
  } }; readonly answer: Project };
  readonly decideChangeRequest: { readonly request: { readonly params: { readonly id: string; readonly requestId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly revision: number;
    readonly verdict: "approve" | "reject";
    readonly note?: string;
    readonly conditions?: string;
    readonly baseline?: "renew" | "keep";
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
  readonly deleteAttachment: { readonly request: { readonly params: { readonly id: string; readonly attachmentId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: Attachment };
  readonly deleteProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly ifMatch: number }; readonly answer: Project };
  readonly deliverWebhook: { readonly request: { readonly params: { readonly door: string } }; readonly answer: {
    readonly result: "claimed" | "known" | "nothing";
    readonly sentence: string;
  } };
  readonly downloadBackup: { readonly request: { readonly params: { readonly name: string } }; readonly answer: string };
  readonly downloadEntryProof: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly revision: number } }; readonly answer: string };
  readonly downloadReport: { readonly request: { readonly params: { readonly id: string; readonly reportId: string }; readonly query: { readonly format: "pdf" | "html" | "md" | "txt" | "json" | "pptx"; readonly audience?: "sponsor" | "team" | "finance" | undefined } }; readonly answer: string };
  readonly draftReport: { readonly request: { readonly params: { readonly id: string } }; readonly answer: {
    readonly revision: number;
    readonly draft: {
      readonly body: {
        readonly format: string;
        readonly project: string;
        readonly number: number;
        readonly asOf: number;
      };
      readonly costs?: {
        readonly [field: string]: unknown;
      };
      readonly headlines: readonly {
          readonly id: string;
          readonly text: string;
          readonly numbers: readonly string[];
        }[];
      readonly needs: readonly {
          readonly kind: "call" | "explanation" | "answer";
          readonly sentence: string;
          readonly ruleId?: string;
          readonly subject?: string;
        }[];
    };
  } };
  readonly endMemberSessions: { readonly request: { readonly params: { readonly memberId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: {
    readonly ended: number;
  } };
  readonly endOtherSessions: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly ended: number;
  } };
  readonly endSession: { readonly request: { readonly params: { readonly sessionId: string } }; readonly answer: {
    readonly done: true;
  } };
  readonly eraseMember: { readonly request: { readonly params: { readonly memberId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly texts: number;
    readonly resources: number;
    readonly projects: number;
    readonly remaining: readonly {
        readonly projectId: string;
        readonly kind: string;
        readonly id: string;
      }[];
  } };
  readonly erasePerson: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly words: readonly string[];
  } }; readonly answer: {
    readonly texts: number;
    readonly resources: number;
    readonly projects: number;
    readonly remaining: readonly {
        readonly projectId: string;
        readonly kind: string;
        readonly id: string;
      }[];
  } };
  readonly exportProject: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly format: "mspdi" | "xer" | "json" | "plan-text" | "csv" | "xlsx" } }; readonly answer: string };
  readonly followProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly lastEventId?: string | undefined } }; readonly answer: string };
  readonly importProject: { readonly request: { readonly query: { readonly dryRun?: "true" | "false" | undefined; readonly name: string; readonly project?: string | undefined; readonly dates?: "dmy" | "mdy" | undefined; readonly decimals?: "point" | "comma" | undefined }; readonly body: Uint8Array }; readonly answer: {
    readonly project: Project;
    readonly report: {
      readonly [field: string]: unknown;
    };
    readonly problems: readonly {
        readonly code: string;
        readonly message: string;
      }[];
  } };
  readonly invite: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly email: string;
    readonly role: string;
    readonly projectId?: string;
    readonly projectRole?: string;
    readonly days?: number;
  } }; readonly answer: {
    readonly id: string;
    readonly email: string;
    readonly role: string;
    readonly projectId?: string;
    readonly projectRole?: string;
    readonly invitedBy: string;
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly isMailed: boolean;
    readonly token?: string;
    readonly address?: string;
  } };
  readonly isAlive: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly status: string;
  } };
  readonly isReady: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly status: string;
  } };
  readonly joinByInvitation: { readonly request: { readonly body: {
    readonly token: string;
    readonly name: string;
    readonly password: string;
  } }; readonly answer: {
    readonly workspace: {
      readonly id: string;
      readonly name: string;
    };
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
  readonly listFinishedProjects: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly projects: readonly {
        readonly id: string;
        readonly key: string;
        readonly name: string;
        readonly finish: string;
        readonly estimatedDays: number;
        readonly actualDays: number;
        readonly estimatedCents?: number;
        readonly actualCents?: number;
      }[];
  } };
  readonly listForecasts: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
    readonly forecasts: readonly {
        readonly revision: number;
        readonly madeAt: string;
        readonly asOf: string;
        readonly planned: string;
        readonly finish: {
          readonly p10: string;
          readonly p50: string;
          readonly p80: string;
          readonly p90: string;
        } | null;
        readonly promise: {
          readonly date: string;
          readonly chance: number | null;
        } | null;
        readonly finished: string | null;
        readonly percentDone: number;
        readonly running: readonly {
            readonly taskId: string;
            readonly percent: number;
            readonly remainingMinutes: number;
          }[];
        readonly status: {
          readonly value: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
          readonly areas: {
            readonly date?: {
              readonly value: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
              readonly chance?: number;
              readonly reason: string;
            };
            readonly cost?: {
              readonly value: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
              readonly chance?: number;
              readonly reason: string;
            };
            readonly scope?: {
              readonly value: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
              readonly chance?: number;
              readonly reason: string;
            };
          };
          readonly evidence: "fresh" | "old" | "asserted" | "notNeeded";
          readonly evidenceSentence: string;
          readonly evidenceDays: number | null;
          readonly policyVersion: number;
        };
        readonly declared: {
          readonly call: "onTrack" | "atRisk" | "offTrack";
          readonly asOf: string;
        } | null;
        readonly costs?: {
          readonly currency: string;
          readonly planned: number;
          readonly p10: number;
          readonly p50: number;
          readonly p80: number;
          readonly p90: number;
          readonly budget: number;
          readonly budgetChance: number | null;
          readonly cpi: number | null;
          readonly spi: number | null;
        };
        readonly period: string;
        readonly madeOn: string;
      }[];
    readonly nextCursor: string | null;
  } };
  readonly listInvitations: { readonly request: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
    readonly invitations: readonly {
        readonly id: string;
        readonly email: string;
        readonly role: string;
        readonly projectId?: string;
        readonly projectRole?: string;
        readonly invitedBy: string;
        readonly createdAt: string;
        readonly expiresAt: string;
      }[];
    readonly nextCursor: string | null;
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
  readonly listMembers: { readonly request: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
    readonly members: readonly {
        readonly id: string;
        readonly name: string;
        readonly email: string | null;
        readonly role: string;
        readonly isYou: boolean;
        readonly joinedAt: string;
        readonly revision: number;
      }[];
    readonly nextCursor: string | null;
  } };
  readonly listMyTeamEstimates: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly estimates: readonly {
        readonly id: string;
        readonly project: {
          readonly id: string;
          readonly key: string;
          readonly name: string;
        };
        readonly task: {
          readonly id: string;
          readonly name: string;
          readonly number: number | null;
          readonly durationUnit: string;
        };
        readonly scale: {
          readonly minutesPerDay: number;
          readonly minutesPerWeek: number;
          readonly daysPerMonth: number;
        };
        readonly state: "open" | "revealed" | "closed";
        readonly round: number;
        readonly openedBy: string;
        readonly openedAt: string;
        readonly isAsked: boolean;
        readonly mayLead: boolean;
        readonly mine: {
          readonly lowMinutes: number;
          readonly likelyMinutes: number;
          readonly highMinutes: number;
        } | null;
        readonly people: readonly {
            readonly id: string;
            readonly name: string;
            readonly hasAnswered: boolean;
          }[];
        readonly answers: readonly {
            readonly round: number;
            readonly personId: string;
            readonly name: string;
            readonly lowMinutes: number;
            readonly likelyMinutes: number;
            readonly highMinutes: number;
          }[];
      }[];
  } };
  readonly listProjectMembers: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
    readonly members: readonly {
        readonly memberId: string;
        readonly name: string;
        readonly role: string;
        readonly revision: number;
      }[];
    readonly nextCursor: string | null;
  } };
  readonly listProjects: { readonly request: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly deleted?: "true" | "false" | undefined } }; readonly answer: {
    readonly projects: readonly Project[];
    readonly nextCursor: string | null;
  } };
  readonly listReports: { readonly request: { readonly params: { readonly id: string } }; readonly answer: {
    readonly reports: readonly {
        readonly id: string;
        readonly number: number;
        readonly version: number;
        readonly event: "published" | "corrected" | "withdrawn";
        readonly asOf: number;
        readonly at: number;
        readonly by: string;
        readonly reason?: string;
        readonly replacedBy?: {
          readonly version: number;
          readonly event: "corrected" | "withdrawn";
          readonly at: number;
          readonly reason: string;
        };
        readonly headline?: string;
        readonly computed?: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
        readonly call?: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
      }[];
  } };
  readonly listRoles: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly roles: readonly {
        readonly id: string;
        readonly name: string;
        readonly sentence: string;
        readonly permissions: readonly string[];
        readonly isBuiltIn: boolean;
        readonly revision: number | null;
      }[];
    readonly projectRoles: readonly {
        readonly id: string;
        readonly name: string;
        readonly sentence: string;
        readonly permissions: readonly string[];
      }[];
    readonly permissions: readonly {
        readonly id: string;
        readonly sentence: string;
        readonly isOfProject: boolean;
      }[];
  } };
  readonly listSessions: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly sessions: readonly {
        readonly id: string;
        readonly isThis: boolean;
        readonly createdAt: string;
        readonly lastSeenAt: string;
        readonly address: string | null;
        readonly browser: string | null;
      }[];
  } };
  readonly listShareLinks: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
    readonly links: readonly {
        readonly id: string;
        readonly name: string;
        readonly createdBy: string;
        readonly createdAt: string;
        readonly expiresAt: string;
        readonly lastUsedAt: string | null;
        readonly revokedAt: string | null;
      }[];
    readonly nextCursor: string | null;
  } };
  readonly listTeamEstimates: { readonly request: { readonly params: { readonly id: string } }; readonly answer: {
    readonly estimates: readonly {
        readonly id: string;
        readonly project: {
          readonly id: string;
          readonly key: string;
          readonly name: string;
        };
        readonly task: {
          readonly id: string;
          readonly name: string;
          readonly number: number | null;
          readonly durationUnit: string;
        };
        readonly scale: {
          readonly minutesPerDay: number;
          readonly minutesPerWeek: number;
          readonly daysPerMonth: number;
        };
        readonly state: "open" | "revealed" | "closed";
        readonly round: number;
        readonly openedBy: string;
        readonly openedAt: string;
        readonly isAsked: boolean;
        readonly mayLead: boolean;
        readonly mine: {
          readonly lowMinutes: number;
          readonly likelyMinutes: number;
          readonly highMinutes: number;
        } | null;
        readonly people: readonly {
            readonly id: string;
            readonly name: string;
            readonly hasAnswered: boolean;
          }[];
        readonly answers: readonly {
            readonly round: number;
            readonly personId: string;
            readonly name: string;
            readonly lowMinutes: number;
            readonly likelyMinutes: number;
            readonly highMinutes: number;
          }[];
      }[];
  } };
  readonly listTemplates: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly templates: readonly {
        readonly key: string;
        readonly name: string;
        readonly exampleScope: string;
        readonly taskCount: number;
      }[];
  } };
  readonly listTokens: { readonly request: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly of?: "me" | "everybody" | undefined } }; readonly answer: {
    readonly tokens: readonly {
        readonly id: string;
        readonly memberId: string;
        readonly name: string;
        readonly permissions: readonly string[];
        readonly createdAt: string;
        readonly expiresAt: string;
        readonly lastUsedAt: string | null;
        readonly revokedAt: string | null;
      }[];
    readonly nextCursor: string | null;
  } };
  readonly mailReport: { readonly request: { readonly params: { readonly id: string; readonly reportId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly to: readonly string[];
    readonly audience: "sponsor" | "team" | "finance";
  } }; readonly answer: {
    readonly sent: number;
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
  readonly moveTeamEstimate: { readonly request: { readonly params: { readonly id: string; readonly estimateId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly step: "reveal" | "again" | "close";
  } }; readonly answer: {
    readonly estimate: {
      readonly id: string;
      readonly project: {
        readonly id: string;
        readonly key: string;
        readonly name: string;
      };
      readonly task: {
        readonly id: string;
        readonly name: string;
        readonly number: number | null;
        readonly durationUnit: string;
      };
      readonly scale: {
        readonly minutesPerDay: number;
        readonly minutesPerWeek: number;
        readonly daysPerMonth: number;
      };
      readonly state: "open" | "revealed" | "closed";
      readonly round: number;
      readonly openedBy: string;
      readonly openedAt: string;
      readonly isAsked: boolean;
      readonly mayLead: boolean;
      readonly mine: {
        readonly lowMinutes: number;
        readonly likelyMinutes: number;
        readonly highMinutes: number;
      } | null;
      readonly people: readonly {
          readonly id: string;
          readonly name: string;
          readonly hasAnswered: boolean;
        }[];
      readonly answers: readonly {
          readonly round: number;
          readonly personId: string;
          readonly name: string;
          readonly lowMinutes: number;
          readonly likelyMinutes: number;
          readonly highMinutes: number;
        }[];
    };
  } };
  readonly openTeamEstimate: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly taskId: string;
    readonly memberIds: readonly string[];
  } }; readonly answer: {
    readonly estimate: {
      readonly id: string;
      readonly project: {
        readonly id: string;
        readonly key: string;
        readonly name: string;
      };
      readonly task: {
        readonly id: string;
        readonly name: string;
        readonly number: number | null;
        readonly durationUnit: string;
      };
      readonly scale: {
        readonly minutesPerDay: number;
        readonly minutesPerWeek: number;
        readonly daysPerMonth: number;
      };
      readonly state: "open" | "revealed" | "closed";
      readonly round: number;
      readonly openedBy: string;
      readonly openedAt: string;
      readonly isAsked: boolean;
      readonly mayLead: boolean;
      readonly mine: {
        readonly lowMinutes: number;
        readonly likelyMinutes: number;
        readonly highMinutes: number;
      } | null;
      readonly people: readonly {
          readonly id: string;
          readonly name: string;
          readonly hasAnswered: boolean;
        }[];
      readonly answers: readonly {
          readonly round: number;
          readonly personId: string;
          readonly name: string;
          readonly lowMinutes: number;
          readonly likelyMinutes: number;
          readonly highMinutes: number;
        }[];
    };
  } };
  readonly previewCostImport: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly name: string; readonly wishes?: string | undefined } }; readonly answer: {
    readonly sheets: readonly string[];
    readonly sheet: string;
    readonly mapping: {
      readonly headerRow: number;
      readonly columns: readonly {
          readonly column: number;
          readonly letter: string;
          readonly header: string;
          readonly examples: readonly string[];
        }[];
    };
    readonly questions: readonly {
        readonly kind: string;
        readonly message: string;
      }[];
    readonly refusals: readonly {
        readonly code: string;
        readonly message: string;
      }[];
    readonly notes: readonly {
        readonly code: string;
        readonly message: string;
      }[];
    readonly totals: readonly {
        readonly currency: string;
        readonly rows: number;
        readonly spentCents: number;
        readonly refundedCents: number;
        readonly netCents: number;
      }[];
    readonly isReady: boolean;
    readonly postings: readonly {
        readonly row: number;
        readonly record: {
          readonly name: string;
          readonly day: number;
          readonly costType: string;
          readonly amountCents: number;
        };
      }[];
  } };
  readonly previewInvitation: { readonly request: { readonly body: {
    readonly token: string;
  } }; readonly answer: {
    readonly workspace: {
      readonly name: string;
    };
    readonly email: string;
    readonly role: string;
    readonly invitedBy: string;
    readonly expiresAt: string;
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
  readonly proveOneself: { readonly request: { readonly body: {
    readonly password: string;
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly proveWorkspaceConsistency: { readonly request: { readonly query: { readonly from: number; readonly to: number } }; readonly answer: {
    readonly from: number;
    readonly to: number;
    readonly hashes: readonly string[];
  } };
  readonly publishReport: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly revision: number;
    readonly headline?: string;
    readonly summary?: string;
    readonly explanation?: string;
  } }; readonly answer: {
    readonly revision: number;
    readonly report: {
      readonly id: string;
      readonly number: number;
      readonly version: number;
      readonly event: "published" | "corrected" | "withdrawn";
      readonly asOf: number;
      readonly at: number;
      readonly by: string;
      readonly reason?: string;
      readonly replacedBy?: {
        readonly version: number;
        readonly event: "corrected" | "withdrawn";
        readonly at: number;
        readonly reason: string;
      };
      readonly content?: {
        readonly format: string;
        readonly project: string;
        readonly number: number;
        readonly asOf: number;
      };
      readonly costs?: {
        readonly [field: string]: unknown;
      };
    };
    readonly proof: {
      readonly size: number;
      readonly words: string;
      readonly at: string;
      readonly entry: number;
    };
  } };
  readonly readAccount: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly email: string;
    readonly isEmailVerified: boolean;
    readonly name: string;
    readonly hasPassword: boolean;
    readonly secondFactor: boolean;
    readonly passkeys: readonly {
        readonly id: string;
        readonly name: string;
        readonly createdAt: string;
      }[];
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
  readonly readExportLosses: { readonly request: { readonly params: { readonly id: string }; readonly query: { readonly format: "mspdi" | "xer" | "json" | "plan-text" | "csv" | "xlsx" } }; readonly answer: {
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
  readonly readMyWork: { readonly request: { readonly query?: { readonly person?: string | undefined } }; readonly answer: {
    readonly person: string;
    readonly people: readonly string[];
    readonly items: readonly {
        readonly project: {
          readonly id: string;
          readonly key: string;
          readonly name: string;
          readonly revision: number;
        };
        readonly id: string;
        readonly number: number;
        readonly name: string;
        readonly start: string;
        readonly finish: string;
        readonly percentComplete: number;
        readonly remainingMinutes: number;
        readonly minutesPerDay: number;
        readonly group: "late" | "today" | "waiting" | "next";
        readonly waitsFor: readonly string[];
        readonly hasEvidence: boolean;
        readonly mayEdit: boolean;
      }[];
  } };
  readonly readPastRecords: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly revision?: number | undefined; readonly statusDate?: string | undefined } }; readonly answer: {
    readonly revision: number;
    readonly records: readonly {
        readonly kind: string;
        readonly record: {
          readonly id: string;
        };
      }[];
  } };
  readonly readPortfolio: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly asOf: string;
    readonly projects: readonly {
        readonly projectId: string;
        readonly key: string;
        readonly name: string;
        readonly sample: boolean;
        readonly revision: number;
        readonly forecast: {
          readonly revision: number;
          readonly madeAt: string;
          readonly asOf: string;
          readonly planned: string;
          readonly finish: {
            readonly p10: string;
            readonly p50: string;
            readonly p80: string;
            readonly p90: string;
          } | null;
          readonly promise: {
            readonly date: string;
            readonly chance: number | null;
          } | null;
          readonly finished: string | null;
          readonly percentDone: number;
          readonly running: readonly {
              readonly taskId: string;
              readonly percent: number;
              readonly remainingMinutes: number;
            }[];
          readonly status: {
            readonly value: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
            readonly areas: {
              readonly date?: {
                readonly value: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
                readonly chance?: number;
                readonly reason: string;
              };
              readonly cost?: {
                readonly value: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
                readonly chance?: number;
                readonly reason: string;
              };
              readonly scope?: {
                readonly value: "onTrack" | "atRisk" | "offTrack" | "noEvidence";
                readonly chance?: number;
                readonly reason: string;
              };
            };
            readonly evidence: "fresh" | "old" | "asserted" | "notNeeded";
            readonly evidenceSentence: string;
            readonly evidenceDays: number | null;
            readonly policyVersion: number;
          };
          readonly declared: {
            readonly call: "onTrack" | "atRisk" | "offTrack";
            readonly asOf: string;
          } | null;
          readonly costs?: {
            readonly currency: string;
            readonly planned: number;
            readonly p10: number;
            readonly p50: number;
            readonly p80: number;
            readonly p90: number;
            readonly budget: number;
            readonly budgetChance: number | null;
            readonly cpi: number | null;
            readonly spi: number | null;
          };
        } | null;
        readonly problem: string | null;
        readonly drivers: readonly {
            readonly kind: string;
            readonly id: string;
            readonly name: string;
            readonly days: number;
          }[];
        readonly weeks: readonly {
            readonly madeOn: string;
            readonly p80: string | null;
            readonly chance: number | null;
          }[];
      }[];
    readonly people: readonly {
        readonly name: string;
        readonly weeks: readonly {
            readonly week: string;
            readonly askedMinutes: number;
            readonly capacityMinutes: number;
            readonly projects: readonly {
                readonly projectId: string;
                readonly askedMinutes: number;
              }[];
          }[];
      }[];
    readonly dependencies: readonly {
        readonly projectId: string;
        readonly taskId: string;
        readonly taskName: string;
        readonly otherProjectId: string | null;
        readonly otherTaskId: string | null;
        readonly finish: string;
        readonly p80: string | null;
        readonly slackMinutes: number;
      }[];
    readonly calibration: {
      readonly sentence: string;
      readonly projects: number;
      readonly levels: readonly {
          readonly share: number;
          readonly statements: number;
          readonly cameTrue: number;
          readonly interval: {
            readonly low: number;
            readonly high: number;
          };
        }[];
      readonly open: number;
      readonly brier: {
        readonly statements: number;
        readonly score: number;
        readonly reference: number;
      } | null;
      readonly pinballDays: {
        readonly statements: number;
        readonly loss: number;
      } | null;
    };
  } };
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
  readonly readReport: { readonly request: { readonly params: { readonly id: string; readonly reportId: string } }; readonly answer: {
    readonly report: {
      readonly id: string;
      readonly number: number;
      readonly version: number;
      readonly event: "published" | "corrected" | "withdrawn";
      readonly asOf: number;
      readonly at: number;
      readonly by: string;
      readonly reason?: string;
      readonly replacedBy?: {
        readonly version: number;
        readonly event: "corrected" | "withdrawn";
        readonly at: number;
        readonly reason: string;
      };
      readonly content?: {
        readonly format: string;
        readonly project: string;
        readonly number: number;
        readonly asOf: number;
      };
      readonly costs?: {
        readonly [field: string]: unknown;
      };
    };
    readonly proof: {
      readonly size: number;
      readonly words: string;
      readonly at: string;
      readonly entry: number;
    };
  } };
  readonly readReportSchedule: { readonly request: { readonly params: { readonly id: string } }; readonly answer: {
    readonly schedule: {
      readonly weekday: number;
      readonly hour: number;
      readonly audience: "sponsor" | "team" | "finance";
      readonly to: readonly string[];
    } | null;
  } };
  readonly readSession: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly mode: "single-user" | "signed-in" | "signed-out";
    readonly workspace?: {
      readonly id: string;
      readonly name: string;
    };
    readonly workspaces?: readonly {
        readonly id: string;
        readonly name: string;
        readonly role: string;
        readonly memberId: string;
      }[];
    readonly actor?: {
      readonly id: string;
      readonly name: string;
      readonly email?: string;
      readonly role: string;
      readonly kind: string;
    };
    readonly awaits?: "second-factor";
    readonly permissions: readonly string[];
    readonly version: string;
    readonly test?: boolean;
    readonly signIn?: {
      readonly password: boolean;
      readonly passkey: boolean;
      readonly oidc: {
        readonly name: string;
      } | null;
    };
    readonly invitesByMail: boolean;
  } };
  readonly readStates: { readonly request: { readonly params: { readonly id: string } }; readonly answer: {
    readonly states: readonly {
        readonly revision: number;
        readonly at: string;
        readonly statusDate: string | null;
      }[];
  } };
  readonly readStatusPolicy: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly revision: number;
    readonly policy: {
      readonly onTrackFrom: number;
      readonly offTrackBelow: number;
      readonly hysteresis: number;
      readonly evidenceDays: number;
      readonly assertedShare: number;
      readonly weights: {
        readonly acceptedDeliverable: number;
        readonly testRun: number;
        readonly mergedChange: number;
        readonly closedTicket: number;
        readonly receipt: number;
        readonly timesheet: number;
        readonly file: number;
        readonly word: number;
        readonly none: number;
      };
    };
    readonly words: string;
    readonly changedBy: string | null;
    readonly changedAt: string | null;
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
  readonly readWebhook: { readonly request: { readonly params: { readonly id: string; readonly webhookId: string } }; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly provider: "github" | "gitlab" | "jira";
    readonly path: string;
    readonly secret: string;
  } };
  readonly readWorkspace: { readonly request: Readonly<Record<string, never>>; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly demandsSecondFactor: boolean;
    readonly revision: number;
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
  readonly removeMember: { readonly request: { readonly params: { readonly memberId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly ifMatch: number }; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly role: string;
    readonly isYou: boolean;
    readonly joinedAt: string;
    readonly revision: number;
  } };
  readonly removePasskey: { readonly request: { readonly params: { readonly passkeyId: string } }; readonly answer: {
    readonly done: true;
  } };
  readonly removeProjectMember: { readonly request: { readonly params: { readonly id: string; readonly memberId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly ifMatch: number }; readonly answer: {
    readonly memberId: string;
    readonly name: string;
    readonly role: string;
    readonly revision: number;
  } };
  readonly removeRole: { readonly request: { readonly params: { readonly roleId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly ifMatch: number }; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly sentence: string;
    readonly permissions: readonly string[];
    readonly isBuiltIn: boolean;
    readonly revision: number | null;
  } };
  readonly removeSamples: { readonly request: { readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: {
    readonly removed: number;
  } };
  readonly removeSecondFactor: { readonly request: { readonly body: {
    readonly password: string;
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly renameProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly name?: string;
    readonly key?: string;
  }; readonly ifMatch: number }; readonly answer: Project };
  readonly resetForTests: { readonly request: { readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly reset: true;
  } };
  readonly restoreProject: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body?: Readonly<Record<string, never>> | null }; readonly answer: Project };
  readonly revokeShareLink: { readonly request: { readonly params: { readonly id: string; readonly linkId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: {
    readonly id: string;
    readonly name: string;
    readonly createdBy: string;
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly lastUsedAt: string | null;
    readonly revokedAt: string | null;
  } };
  readonly revokeToken: { readonly request: { readonly params: { readonly tokenId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: {
    readonly id: string;
    readonly memberId: string;
    readonly name: string;
    readonly permissions: readonly string[];
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly lastUsedAt: string | null;
    readonly revokedAt: string | null;
  } };
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
  readonly scheduleReports: { readonly request: { readonly params: { readonly id: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly schedule: {
      readonly weekday: number;
      readonly hour: number;
      readonly audience: "sponsor" | "team" | "finance";
      readonly to: readonly string[];
    } | null;
  } }; readonly answer: {
    readonly schedule: {
      readonly weekday: number;
      readonly hour: number;
      readonly audience: "sponsor" | "team" | "finance";
      readonly to: readonly string[];
    } | null;
  } };
  readonly setNewPassword: { readonly request: { readonly body: {
    readonly token: string;
    readonly password: string;
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly signInWithPasskey: { readonly request: { readonly body: {
    readonly response: {
      readonly id: string;
      readonly rawId: string;
      readonly type: "public-key";
      readonly clientExtensionResults?: {
        readonly [field: string]: unknown;
      };
      readonly authenticatorAttachment?: "platform" | "cross-platform";
      readonly response: {
        readonly clientDataJSON: string;
        readonly authenticatorData: string;
        readonly signature: string;
        readonly userHandle?: string;
      };
    };
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly signInWithPassword: { readonly request: { readonly body: {
    readonly email: string;
    readonly password: string;
  } }; readonly answer: {
    readonly secondFactor: boolean;
  } };
  readonly signInWithSecondFactor: { readonly request: { readonly body: {
    readonly code: string;
    readonly kind: "totp" | "recovery";
  } }; readonly answer: {
    readonly done: true;
  } };
  readonly signOut: { readonly request: { readonly body?: Readonly<Record<string, never>> | null }; readonly answer: {
    readonly done: true;
  } };
  readonly withdrawInvitation: { readonly request: { readonly params: { readonly invitationId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined } }; readonly answer: {
    readonly id: string;
    readonly email: string;
    readonly role: string;
    readonly projectId?: string;
    readonly projectRole?: string;
    readonly invitedBy: string;
    readonly createdAt: string;
    readonly expiresAt: string;
  } };
  readonly withdrawReport: { readonly request: { readonly params: { readonly id: string; readonly reportId: string }; readonly query?: { readonly dryRun?: "true" | "false" | undefined }; readonly body: {
    readonly reason: string;
  } }; readonly answer: {
    readonly revision: number;
    readonly report: {
      readonly id: string;
      readonly number: number;
      readonly version: number;
      readonly event: "published" | "corrected" | "withdrawn";
      readonly asOf: number;
      readonly at: number;
      readonly by: string;
      readonly reason?: string;
      readonly replacedBy?: {
        readonly version: number;
        readonly event: "corrected" | "withdrawn";
        readonly at: number;
        readonly reason: string;
      };
      readonly content?: {
        readonly format: string;
        readonly project: string;
        readonly number: number;
        readonly asOf: number;
      };
      readonly costs?: {
        readonly [field: string]: unknown;
      };
    };
    readonly proof: {
      readonly size: number;
      readonly words: string;
      readonly at: string;
      readonly entry: number;
    };
  } };
}

export const ROUTES = {
  acceptInvitation: ["POST", "/api/v1/invitations/accept"],
  addAttachment: ["POST", "/api/v1/projects/{id}/attachments"],
  addPasskey: ["POST", "/api/v1/account/passkeys"],
  addProjectMember: ["POST", "/api/v1/projects/{id}/members"],
  addRole: ["POST", "/api/v1/roles"],
  addSamples: ["POST", "/api/v1/samples"],
  addShareLink: ["POST", "/api/v1/projects/{id}/share-links"],
  addToken: ["POST", "/api/v1/tokens"],
  addWorkspace: ["POST", "/api/v1/workspaces"],
  answerTeamEstimate: ["POST", "/api/v1/projects/{id}/team-estimates/{estimateId}/answer"],
  askForNewPasskey: ["POST", "/api/v1/account/passkeys/options"],
  askForNewPassword: ["POST", "/api/v1/sign-in/reset-request"],
  askForPasskey: ["POST", "/api/v1/sign-in/passkey/options"],
  askToConfirmAddress: ["POST", "/api/v1/account/confirm-request"],
  beginSecondFactor: ["POST", "/api/v1/account/second-factor"],
  cancelJob: ["DELETE", "/api/v1/jobs/{jobId}"],
  changeMember: ["PATCH", "/api/v1/members/{memberId}"],
  changePassword: ["POST", "/api/v1/account/password"],
  changeProjectMember: ["PATCH", "/api/v1/projects/{id}/members/{memberId}"],
  changeRole: ["PATCH", "/api/v1/roles/{roleId}"],
  changeStatusPolicy: ["PATCH", "/api/v1/status-policy"],
  changeWorkspace: ["PATCH", "/api/v1/workspace"],
  chooseWorkspace: ["PUT", "/api/v1/session/workspace"],
  confirmAddress: ["POST", "/api/v1/account/confirm"],
  confirmSecondFactor: ["POST", "/api/v1/account/second-factor/confirm"],
  copyProject: ["POST", "/api/v1/projects/{id}/copy"],
  correctReport: ["POST", "/api/v1/projects/{id}/reports/{reportId}/correction"],
  createProject: ["POST", "/api/v1/projects"],
  decideChangeRequest: ["POST", "/api/v1/projects/{id}/change-requests/{requestId}/verdict"],
  deleteAttachment: ["DELETE", "/api/v1/projects/{id}/attachments/{attachmentId}"],
  deleteProject: ["DELETE", "/api/v1/projects/{id}"],
  deliverWebhook: ["POST", "/api/v1/hooks/{door}"],
  downloadBackup: ["GET", "/api/v1/backups/{name}"],
  downloadEntryProof: ["GET", "/api/v1/projects/{id}/log/tlog-proof"],
  downloadReport: ["GET", "/api/v1/projects/{id}/reports/{reportId}/file"],
  draftReport: ["GET", "/api/v1/projects/{id}/report-draft"],
  endMemberSessions: ["DELETE", "/api/v1/members/{memberId}/sessions"],
  endOtherSessions: ["DELETE", "/api/v1/sessions"],
  endSession: ["DELETE", "/api/v1/sessions/{sessionId}"],
  eraseMember: ["POST", "/api/v1/members/{memberId}/erasure"],
  erasePerson: ["POST", "/api/v1/erasures"],
  exportProject: ["GET", "/api/v1/projects/{id}/export"],
  followProject: ["GET", "/api/v1/projects/{id}/events"],
  importProject: ["POST", "/api/v1/projects/import"],
  invite: ["POST", "/api/v1/invitations"],
  isAlive: ["GET", "/healthz"],
  isReady: ["GET", "/readyz"],
  joinByInvitation: ["POST", "/api/v1/sign-in/join"],
  listAttachments: ["GET", "/api/v1/projects/{id}/attachments"],
  listBackups: ["GET", "/api/v1/backups"],
  listFinishedProjects: ["GET", "/api/v1/finished-projects"],
  listForecasts: ["GET", "/api/v1/projects/{id}/forecasts"],
  listInvitations: ["GET", "/api/v1/invitations"],
  listJobs: ["GET", "/api/v1/jobs"],
  listLogEntries: ["GET", "/api/v1/log/entries"],
  listMembers: ["GET", "/api/v1/members"],
  listMyTeamEstimates: ["GET", "/api/v1/my-team-estimates"],
  listProjectMembers: ["GET", "/api/v1/projects/{id}/members"],
  listProjects: ["GET", "/api/v1/projects"],
  listReports: ["GET", "/api/v1/projects/{id}/reports"],
  listRoles: ["GET", "/api/v1/roles"],
  listSessions: ["GET", "/api/v1/sessions"],
  listShareLinks: ["GET", "/api/v1/projects/{id}/share-links"],
  listTeamEstimates: ["GET", "/api/v1/projects/{id}/team-estimates"],
  listTemplates: ["GET", "/api/v1/templates"],
  listTokens: ["GET", "/api/v1/tokens"],
  mailReport: ["POST", "/api/v1/projects/{id}/reports/{reportId}/mail"],
  makeBackup: ["POST", "/api/v1/backups"],
  moveTeamEstimate: ["POST", "/api/v1/projects/{id}/team-estimates/{estimateId}/step"],
  openTeamEstimate: ["POST", "/api/v1/projects/{id}/team-estimates"],
  previewCostImport: ["POST", "/api/v1/projects/{id}/cost-imports/preview"],
  previewInvitation: ["POST", "/api/v1/invitations/preview"],
  proveConsistency: ["GET", "/api/v1/projects/{id}/log/consistency"],
  proveEntry: ["GET", "/api/v1/projects/{id}/log/proof"],
  proveOneself: ["POST", "/api/v1/account/proof"],
  proveWorkspaceConsistency: ["GET", "/api/v1/log/consistency"],
  publishReport: ["POST", "/api/v1/projects/{id}/reports"],
  readAccount: ["GET", "/api/v1/account"],
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
  readMyWork: ["GET", "/api/v1/my-work"],
  readPastRecords: ["GET", "/api/v1/projects/{id}/records/past"],
  readPortfolio: ["GET", "/api/v1/portfolio"],
  readProject: ["GET", "/api/v1/projects/{id}"],
  readRecords: ["GET", "/api/v1/projects/{id}/records"],
  readReport: ["GET", "/api/v1/projects/{id}/reports/{reportId}"],
  readReportSchedule: ["GET", "/api/v1/projects/{id}/report-schedule"],
  readSession: ["GET", "/api/v1/session"],
  readStates: ["GET", "/api/v1/projects/{id}/states"],
  readStatusPolicy: ["GET", "/api/v1/status-policy"],
  readSystem: ["GET", "/api/v1/system"],
  readWebhook: ["GET", "/api/v1/projects/{id}/webhooks/{webhookId}"],
  readWorkspace: ["GET", "/api/v1/workspace"],
  readWorkspaceCheckpoint: ["GET", "/api/v1/log/checkpoint"],
  removeBackup: ["DELETE", "/api/v1/backups/{name}"],
  removeMember: ["DELETE", "/api/v1/members/{memberId}"],
  removePasskey: ["DELETE", "/api/v1/account/passkeys/{passkeyId}"],
  removeProjectMember: ["DELETE", "/api/v1/projects/{id}/members/{memberId}"],
  removeRole: ["DELETE", "/api/v1/roles/{roleId}"],
  removeSamples: ["DELETE", "/api/v1/samples"],
  removeSecondFactor: ["POST", "/api/v1/account/second-factor/remove"],
  renameProject: ["PATCH", "/api/v1/projects/{id}"],
  resetForTests: ["POST", "/api/v1/test/reset"],
  restoreProject: ["POST", "/api/v1/projects/{id}/restore"],
  revokeShareLink: ["DELETE", "/api/v1/projects/{id}/share-links/{linkId}"],
  revokeToken: ["DELETE", "/api/v1/tokens/{tokenId}"],
  runCommands: ["POST", "/api/v1/projects/{id}/commands"],
  scheduleReports: ["POST", "/api/v1/projects/{id}/report-schedule"],
  setNewPassword: ["POST", "/api/v1/sign-in/reset"],
  signInWithPasskey: ["POST", "/api/v1/sign-in/passkey"],
  signInWithPassword: ["POST", "/api/v1/sign-in/password"],
  signInWithSecondFactor: ["POST", "/api/v1/sign-in/second-factor"],
  signOut: ["POST", "/api/v1/sign-in/sign-out"],
  withdrawInvitation: ["DELETE", "/api/v1/invitations/{invitationId}"],
  withdrawReport: ["POST", "/api/v1/projects/{id}/reports/{reportId}/withdrawal"],
} as const satisfies Readonly<Record<keyof Operations, readonly [method: string, path: string]>>;
