/** The root of a log as eight words that people can read to each other: the anchor on paper, mail and screen. */

const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aiou";
const WORDS = 8;

/** Sixteen bits a word (consonant, vowel, consonant, vowel, consonant), so eight words are the first 128 bits of the root. */
export function rootWords(root: Uint8Array): string {
  return Array.from({ length: WORDS }, (_, at) => wordOf(((root[at * 2] ?? 0) << 8) | (root[at * 2 + 1] ?? 0))).join(" ");
}

function wordOf(bits: number): string {
  return [CONSONANTS[bits >> 12], VOWELS[(bits >> 10) & 3], CONSONANTS[(bits >> 6) & 15], VOWELS[(bits >> 4) & 3], CONSONANTS[bits & 15]].join("");
}
