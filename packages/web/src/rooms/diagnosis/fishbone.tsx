/** Causes by kind as a fishbone: the spine leads to what went wrong, each bone is a kind. */
import type { RootCause } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import { useWidth } from "../../ui/charts/use-width.ts";
import { BONES } from "./fishbone-bones.ts";

interface Bone {
  readonly label: string;
  readonly texts: readonly string[];
}

const LINE = 18;
/** Narrower than this, bones stand below each other as lists. */
const NARROW = 620;
const HEAD = 150;
/** Width of a letter in pixels, about. */
const LETTER = 6.1;

export function Fishbone({ cause }: { readonly cause: RootCause }): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>(240, 960);
  const bones = bonesOf(cause);
  if (bones.length === 0) return <p className="ll-muted">No further causes yet. Type them below with their kind: people, process, tools, environment, data, suppliers or requirements.</p>;
  return (
    <div ref={ref} className="dg-fishbone" role="img" aria-label={`Fishbone of ${cause.title}: ${bones.map(({ label, texts }) => `${label}: ${texts.join("; ")}`).join(". ")}.`}>
      {width < NARROW ? <BoneList bones={bones} /> : <BonePicture bones={bones} title={cause.title} width={width} />}
    </div>
  );
}

/** Kinds that have a cause; the root of the chain stands on its own bone. */
function bonesOf({ causes, whys, category }: RootCause): readonly Bone[] {
  const root = whys.at(-1)?.answer;
  return BONES.flatMap(([id, label]): Bone[] => {
    const texts = [...(root !== undefined && category === id ? [`${root} (root)`] : []), ...causes.filter((one) => one.category === id).map(({ text }) => text)];
    return texts.length === 0 ? [] : [{ label, texts }];
  });
}

function BoneList({ bones }: { readonly bones: readonly Bone[] }): ReactNode {
  return (
    <dl>
      {bones.map(({ label, texts }) => (
        <div key={label}>
          <dt>{label}</dt>
          {texts.map((text) => (
            <dd key={text}>{text}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function BonePicture({ bones, title, width }: { readonly bones: readonly Bone[]; readonly title: string; readonly width: number }): ReactNode {
  const above = bones.filter((_, at) => at % 2 === 0);
  const below = bones.filter((_, at) => at % 2 === 1);
  const tallest = (list: readonly Bone[]): number => list.reduce((most, { texts }) => Math.max(most, texts.length), 0);
  const [up, down] = [(tallest(above) + 1) * LINE + 30, below.length === 0 ? 24 : (tallest(below) + 1) * LINE + 30];
  const spine = up;
  const step = (width - HEAD - 40) / above.length;
  // Bones run side by side, so a line has the same room everywhere.
  const letters = Math.floor((step - 40) / LETTER);
  const bone = ({ label, texts }: Bone, at: number, direction: 1 | -1): ReactNode => {
    const foot = 20 + step * (at + 1);
    const reach = (direction < 0 ? up : down) - 24;
    const top = spine + direction * reach;
    const head = foot - 46;
    const lines = direction < 0 ? texts : [...texts].reverse();
    return (
      <g key={label}>
        <line className="dg-bone" x1={head} y1={top} x2={foot} y2={spine} />
        <text x={head} y={direction < 0 ? top - 8 : top + 16} textAnchor="end" className="dg-bone-name">
          {label}
        </text>
        {lines.map((text, place) => {
          const y = direction < 0 ? top + 18 + place * LINE : top - 10 - (lines.length - 1 - place) * LINE;
          // Where the bone is furthest left beside the letters.
          const beside = direction < 0 ? y - 12 : y + 4;
          const edge = head + Math.max(0, (beside - top) / (spine - top)) * (foot - head);
          return (
            <text key={text} x={edge - 8} y={y} textAnchor="end">
              {text.length > letters ? `${text.slice(0, Math.max(8, letters - 1))}…` : text}
              <title>{text}</title>
            </text>
          );
        })}
      </g>
    );
  };
  return (
    <svg viewBox={`0 0 ${width} ${up + down}`} width={width} height={up + down}>
      <line className="dg-spine" x1={10} y1={spine} x2={width - HEAD} y2={spine} />
      {above.map((one, at) => bone(one, at, -1))}
      {below.map((one, at) => bone(one, at, 1))}
      <foreignObject x={width - HEAD} y={spine - 40} width={HEAD} height={80}>
        <div className="dg-fish-head">{title}</div>
      </foreignObject>
    </svg>
  );
}
