/** Addresses of a project's pages beside its plan. */

export const PROJECT_ADDRESS = "/p/$key";
export const RISKS_ADDRESS = "/p/$key/risks/$view";
