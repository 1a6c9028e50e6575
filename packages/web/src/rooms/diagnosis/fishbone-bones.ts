/** The bones of a fishbone, in the order in which they are drawn. */
import type { RootCause } from "@leadline/engine/model/records.ts";

export const BONES: readonly (readonly [RootCause["causes"][number]["category"], string])[] = [
  ["people", "People"],
  ["process", "Process"],
  ["tools", "Tools"],
  ["environment", "Environment"],
  ["data", "Data"],
  ["suppliers", "Suppliers"],
  ["requirements", "Requirements"],
];
