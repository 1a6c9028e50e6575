/** The way to bring plans from any page; the import centre stands behind it. */
import { createContext, useContext } from "react";

export interface ImportOffer {
  readonly importFiles: (files: readonly File[]) => void;
  /** Grows with every finished import, so that lists know when to ask again. */
  readonly importCount: number;
}

export const ImportContext = createContext<ImportOffer>({ importFiles: () => undefined, importCount: 0 });

export function useImport(): ImportOffer {
  return useContext(ImportContext);
}
