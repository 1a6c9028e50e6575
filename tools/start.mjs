/** `npm start` on a bare clone: installs and builds what is missing, then becomes the server. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildWhatChanged } from "./build.mjs";
import { endWithParent } from "./parent.mjs";
import { ROOT, setUp } from "./setup.mjs";

setUp();
buildWhatChanged(["server", "web"]);

// The server runs in this very process: signals and exit codes are its own, and no second Node waits beside it.
const server = join(ROOT, "dist/server/main.mjs");
process.argv[1] = server;
process.setSourceMapsEnabled(true);
await import(pathToFileURL(server).href);
endWithParent();
