/** What the person may see and do among ways out. */
export interface WaysOutRights {
  readonly showsCosts: boolean;
  readonly mayEdit: boolean;
}
