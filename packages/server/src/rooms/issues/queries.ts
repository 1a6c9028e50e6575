/** Every SQL statement about escalating issues: which projects have open ones, and who holds a role. */
import type { Transaction } from "../../storage/database.ts";

export interface ProjectWithIssues {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly revision: number;
}

/** Projects that are not deleted and have an issue that is not done with. */
export async function projectsWithIssues(tx: Transaction): Promise<readonly ProjectWithIssues[]> {
  const { rows } = await tx.query<ProjectWithIssues>(
    `SELECT p.id, p.key, p.name, p.revision FROM project p
      WHERE p.workspace_id = $1 AND p.deleted_at IS NULL
        AND EXISTS (SELECT 1 FROM record r WHERE r.workspace_id = p.workspace_id AND r.project_id = p.id AND r.kind = 'issueItem' AND r.data ->> 'state' IN ('open', 'inProgress'))
      ORDER BY p.id`,
    [tx.workspaceId],
  );
  return rows;
}

export interface Recipient {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly project_role: string | null;
}

/** Members with an address, with their role in the workspace and on the project. */
export async function possibleRecipients(tx: Transaction, projectId: string): Promise<readonly Recipient[]> {
  const { rows } = await tx.query<Recipient>(
    `SELECT m.id, m.email, m.role, pm.role AS project_role FROM member m
      LEFT JOIN project_member pm ON pm.workspace_id = m.workspace_id AND pm.member_id = m.id AND pm.project_id = $2
      WHERE m.workspace_id = $1 AND m.removed_at IS NULL AND m.email IS NOT NULL ORDER BY m.id`,
    [tx.workspaceId, projectId],
  );
  return rows;
}
