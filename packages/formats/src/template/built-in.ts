/** The project templates that come with Leadline, as texts that need no file system. */
import { cloudMigration } from "./built-in/cloud-migration.ts";
import { dataAnalytics } from "./built-in/data-analytics.ts";
import { networkUpgrade } from "./built-in/network-upgrade.ts";
import { softwareApp } from "./built-in/software-app.ts";

export interface BuiltInTemplate {
  /** Stable name for the command line and the API, e.g. "software-app". */
  readonly key: string;
  readonly name: string;
  /** One line: for what size of work the figures were chosen. */
  readonly exampleScope: string;
  /** YAML after the schema `leadline-template/1`; `readTemplate` makes a project of it. */
  readonly text: string;
}

/** The four built-in templates in the order in which they are offered. */
export function builtInTemplates(): readonly BuiltInTemplate[] {
  return [softwareApp, networkUpgrade, cloudMigration, dataAnalytics].map((text) => ({
    key: headLine(text, "key"),
    name: headLine(text, "name"),
    exampleScope: headLine(text, "example_scope"),
    text,
  }));
}

/** A top-level line of our own texts, without parsing the whole: the list is shown on the welcome page. */
function headLine(text: string, key: string): string {
  const match = new RegExp(`^${key}: (.*)$`, "m").exec(text);
  return match?.[1] ?? "";
}
