/** Sections of a block's memory, gathered in the order in which they will stand. */
import { HEAD_WORDS, LANES } from "./block-image.ts";

/** Words and numbers that are not known before all has been gathered. */
export interface BlockWriter {
  /** A new column of one number per lane; the answer is its place. */
  readonly column: () => number;
  /** A column whose lanes hold one whole number from the beginning. */
  readonly constantColumn: (value: number) => number;
  /** Room for 64-bit numbers, all 0; the answer is its place in words, an even number. */
  readonly wideNumbers: (count: number) => number;
  /** Appends words (32-bit whole numbers) and answers where they begin. */
  readonly words: (values: ArrayLike<number>) => number;
  /** Appends 32-bit numbers and answers where they begin. */
  readonly numbers: (values: ArrayLike<number>) => number;
  /** Puts a word or a number at a place that was given out. */
  readonly setWord: (place: number, value: number) => void;
  readonly setNumber: (place: number, value: number) => void;
  /** The memory as it has become. */
  readonly finished: () => ArrayBuffer;
}

export function blockWriter(): BlockWriter {
  let length = HEAD_WORDS;
  let buffer = new ArrayBuffer(1 << 16);
  let words = new Int32Array(buffer);
  let numbers = new Float32Array(buffer);
  const take = (count: number): number => {
    const place = length;
    length += count;
    if (length > words.length) grow();
    return place;
  };
  const grow = (): void => {
    const larger = new ArrayBuffer(4 * Math.max(length, 2 * words.length));
    new Int32Array(larger).set(words);
    buffer = larger;
    words = new Int32Array(buffer);
    numbers = new Float32Array(buffer);
  };
  /** Columns begin at multiples of four words, where vectors are read fastest. */
  const column = (): number => {
    length = (length + 3) & -4;
    return take(LANES);
  };
  return {
    column,
    constantColumn: (value) => {
      const place = column();
      words.fill(value, place, place + LANES);
      return place;
    },
    wideNumbers: (count) => {
      length = (length + 3) & -4;
      return take(2 * count);
    },
    words: (values) => {
      const place = take(values.length);
      words.set(values, place);
      return place;
    },
    numbers: (values) => {
      const place = take(values.length);
      numbers.set(values, place);
      return place;
    },
    setWord: (place, value) => void (words[place] = value),
    setNumber: (place, value) => void (numbers[place] = value),
    finished: () => buffer.slice(0, 4 * ((length + 3) & -4)),
  };
}
