/** Addresses of a project's pages beside its plan. */

export const PROJECT_ADDRESS = "/p/$key";
export const OVERVIEW_ADDRESS = "/p/$key/overview";
export const BUDGET_ADDRESS = "/p/$key/budget/$view";
export const RISKS_ADDRESS = "/p/$key/risks/$view";
export const CHANGES_ADDRESS = "/p/$key/changes/$place";
/** `now`, or the id of a published report. */
export const STATUS_ADDRESS = "/p/$key/status/$report";
export const WAYS_OUT_ADDRESS = "/p/$key/ways-out";
export const NEGOTIATION_ADDRESS = "/p/$key/negotiations/$code";
