/** Light, dark or like the system; and, in test mode only, what the address asks for so that pictures are stable. */
import type { MantineColorScheme } from "@mantine/core";

export const APPEARANCES = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "auto", label: "Like the system" },
] as const satisfies readonly { value: MantineColorScheme; label: string }[];

/** The appearance that the address forces, where the server says that this is a test. */
export function forcedAppearance(search: string, isTest: boolean): "light" | "dark" | undefined {
  const asked = isTest ? new URLSearchParams(search).get("theme") : null;
  return asked === "light" || asked === "dark" ? asked : undefined;
}

export function isMotionOff(search: string, isTest: boolean): boolean {
  return isTest && new URLSearchParams(search).get("motion") === "0";
}
