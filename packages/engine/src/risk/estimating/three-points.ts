/** A range as people state it: lowest, most likely and highest, in minutes. */

export interface ThreePoints {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}
