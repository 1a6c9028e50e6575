/** Where the workspace's people, log and settings stand. */
export const WORKSPACE_ADDRESS = "/admin/$part";
