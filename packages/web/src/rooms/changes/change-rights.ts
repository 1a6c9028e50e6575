/** What the person may do with the changes of a project. */
export interface ChangeRights {
  readonly showsCosts: boolean;
  readonly mayEdit: boolean;
  readonly mayApprove: boolean;
}
