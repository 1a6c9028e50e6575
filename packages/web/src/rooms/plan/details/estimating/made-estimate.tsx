/** What the form of an estimate comes to, as a sentence with the button that takes it over. */
import type { ThreePoints } from "@leadline/engine/risk/estimating/three-points.ts";
import type { ReactNode } from "react";
import { Button } from "../../../../ui/button.tsx";
import { Notice } from "../../../../ui/notice.tsx";

interface MadeEstimateProps {
  readonly points: ThreePoints | undefined;
  /** Why there is none yet. */
  readonly trouble: string | undefined;
  readonly textOf: (minutes: number) => string;
  /** What low and high mean. */
  readonly ends: string;
}

/** Inside of a form: the button submits it. */
export function MadeEstimateLine({ points, trouble, textOf, ends }: MadeEstimateProps): ReactNode {
  return (
    <>
      {trouble !== undefined && <Notice tone="trouble">{trouble}</Notice>}
      {points && (
        <p className="ll-reading" data-metric="made-estimate" data-value={points.likely} data-unit="workingMinutes">
          {textOf(points.low)} to {textOf(points.high)}, most likely {textOf(points.likely)}. <span className="ll-muted">{ends}</span>
        </p>
      )}
      <div className="ll-row">
        <Button type="submit" look="primary" disabled={!points}>
          Take over
        </Button>
      </div>
    </>
  );
}
