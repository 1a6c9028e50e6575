/** The version that the program tells. */
import root from "../../../package.json" with { type: "json" };

export const VERSION: string = root.version;
