/** `npm run honesty`: forecasts on the histories of real projects, made from what was known at the time, and how they turned out. */
import { honestyReport } from "./honesty/report.ts";

const { text, failures } = honestyReport();
process.stdout.write(text);
process.exitCode = failures.length === 0 ? 0 : 1;
