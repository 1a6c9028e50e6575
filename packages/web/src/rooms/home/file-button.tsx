/** A button that asks for plan files. */
import { useRef, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";

/** What the file chooser offers first; anything else is answered with a sentence. */
const PLAN_FILES = ".xml,.xlsx,.csv,.xer,.gan,.pod,.mpx,.planner,.sm,.json,.plan,.yaml,.yml,.mpp,application/xml,text/xml,application/json";

export function FileButton({ onFiles, children }: { readonly onFiles: (files: readonly File[]) => void; readonly children: ReactNode }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{children}</Button>
      <input
        ref={input}
        type="file"
        className="ll-hidden"
        aria-label="Plan file"
        aria-hidden
        tabIndex={-1}
        accept={PLAN_FILES}
        multiple
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}
