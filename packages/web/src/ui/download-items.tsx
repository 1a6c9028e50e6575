/** Menu entries that download a plan; what the chosen format cannot hold is told as soon as the download has begun. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { DOWNLOAD_FORMATS, downloadAddress, readLosses } from "../api/projects.ts";
import { toast } from "./toast.ts";

interface DownloadItemsProps {
  readonly projectId: string;
  /** Shows all losses, where there is more than one. */
  readonly onLosses: (losses: readonly Problem[]) => void;
}

export function DownloadItems({ projectId, onLosses }: DownloadItemsProps): ReactNode {
  return (
    <>
      <Menu.Label>Download</Menu.Label>
      {DOWNLOAD_FORMATS.map(({ format, label }) => (
        <Menu.Item key={format} component="a" href={downloadAddress(projectId, format)} download onClick={() => void tellLosses(projectId, format, onLosses)}>
          {label}
        </Menu.Item>
      ))}
    </>
  );
}

async function tellLosses(projectId: string, format: string, onLosses: DownloadItemsProps["onLosses"]): Promise<void> {
  // A failure shows in the download itself, which is made from the same plan.
  const losses = await readLosses(projectId, format).catch(() => []);
  const [first] = losses;
  if (!first) return;
  if (losses.length === 1) toast(`Not in the file: ${first.message}`);
  else toast(`${losses.length} things of this plan do not fit into that format.`, { verb: { label: "Show", run: () => onLosses(losses) } });
}
