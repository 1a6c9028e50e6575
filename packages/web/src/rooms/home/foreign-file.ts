/** Files that nothing here can read, told by their names, with what to do instead. */

/** Files whose format can be told from their name alone, so that nothing need be sent first. */
export function sentenceForForeignFile(name: string): string | undefined {
  if (/\.(mpp|mpt)$/i.test(name)) return MPP;
  return undefined;
}

const MPP =
  "Microsoft Project's own .mpp format can only be read by Microsoft Project. Open the plan there, choose File > Save As, and set “Save as type” to “XML Format (*.xml)”. Then drop the .xml file here: it holds the whole plan.";
