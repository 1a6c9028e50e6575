/** Which passwords are taken, and that only the right one fits. */
import { expect, test } from "vitest";
import { COMMON_WORDS, SEQUENCES } from "./guessable-passwords.ts";
import { hashPassword, isPassword, MIN_CHARACTERS, weaknessOf } from "./password.ts";

test("a password is kept as argon2id, and only the same one fits", async () => {
  const hash = await hashPassword("correct horse battery");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword({ hash, password: "correct horse battery" })).toBe(true);
  expect(await isPassword({ hash, password: "correct horse batterY" })).toBe(false);
});

test.each([
  ["short", "at least 12"],
  ["x".repeat(300), "too long"],
  ["aaaaaaaaaaaaaaaa", "same few characters"],
  ["ann@example.org1", "e-mail"],
  ["Password123456!", "tried first"],
  ["1234567890123", "tried first"],
  ["PasswordPassword1", "tried first"],
])("%s is too weak", (password, reason) => {
  expect(weaknessOf(password, "ann@example.org")).toContain(reason);
});

test("a few words are strong enough", () => {
  expect(weaknessOf("four grey ducks walk", "ann@example.org")).toBeUndefined();
});

test("a password has at least twelve characters", () => {
  expect(weaknessOf("four ducks!", "ann@example.org")).toContain("at least 12");
  expect(weaknessOf("four ducks!!", "ann@example.org")).toBeUndefined();
});

test("characters of every kind are taken, and none is demanded", () => {
  for (const password of ["vier graue enten", "ENTENGRAUVIERHUND", "вечер у реки тихий", "🦆 quack 🦆 honk 🦢", "a1!b2?c3%d4&", "  spaces around  it "]) expect(weaknessOf(password, "ann@example.org"), password).toBeUndefined();
});

test("long passwords are taken and compared to their last character, with their spaces and case", async () => {
  const long = `${"four grey ducks walk ".repeat(12)}.`;
  expect(long.length).toBeGreaterThan(240);
  expect(weaknessOf(long, "ann@example.org")).toBeUndefined();
  const hash = await hashPassword(long);
  expect(await isPassword({ hash, password: long })).toBe(true);
  for (const other of [long.slice(0, -1), `${long} `, ` ${long}`, long.toUpperCase(), long.slice(0, 72)]) expect(await isPassword({ hash, password: other })).toBe(false);
});

test("words about this product, its roles and the person's own address are no passwords", () => {
  for (const password of ["leadlineleadline", "Administrator1", "ProjectManager2026", "ann@example.org!"]) expect(weaknessOf(password, "ann@example.org"), password).toBeDefined();
});

/** From the heads of leaked lists, those of twelve characters and more, in the order in which they stand there. */
const HEADS = `123qweasdzxc 1qaz2wsx3edc q1w2e3r4t5y6 1q2w3e4r5t6y mailcreated5240 qazwsxedcrfv 123456qwerty qwerty123456 sojdlg123aljg leavemealone 123456654321 gfhjkmgfhjkm qazwsxedc123
  ghjcnjgfhjkm zxcasdqwe123 sonyericsson ghhh47hj7649 123456789qwe 1qazxsw23edc qwerasdfzxcv qweasdzxc123 flvbybcnhfnjh 123456789987654321 112233445566 ghbdtnrfrltkf websolutions finalfantasy
  1qaz2wsx3edc4rfv chickenwing101 unbelievable administrator 123321123321 justinbieber 123qwe123qwe newproject2004 needforspeed 123456789123 supernatural professional dkflbvbhjdbx
  counterstrike zaq1xsw2cde3 123456789abc international motherfucker 111222tianya 1q2w3e4r5t6y7u8i9o0p demon1q2w3e4r password1234 qwertyuiop[] startfinding 111111111111 000000000000 jamesbond007
  playstation3 linkedin2011 ihatethisgame doomsayer.2.7mords.v john!20130605at1753 projectsadminx temppassword telechargement 1234567891011 lovelovelove liverpool123`.split(/\s+/);

test("the heads of leaked lists are refused, in any case", () => {
  for (const password of HEADS) for (const spelled of [password, password.toUpperCase()]) expect.soft(weaknessOf(spelled, ""), spelled).toBeDefined();
});

/** Most usual first. */
const ENDINGS = ["1", "123", "!", "2025"];

/** What the words and rows stand for, spelled out: rows from their beginning, words by themselves, twice and thrice, and with the usual endings. */
function spelledOut(): ReadonlySet<string> {
  const rows = SEQUENCES.flatMap((run) => Array.from({ length: run.length }, (_one, at) => run.slice(0, at + 1)));
  const words = [...COMMON_WORDS].flatMap((word) => [word, word + word, word + word + word, ...ENDINGS.flatMap((ending) => [word + ending, `${word.slice(0, 1).toUpperCase()}${word.slice(1)}${ending}`, word.replaceAll("a", "@").replaceAll("o", "0") + ending])]);
  return new Set([...HEADS, ...rows, ...words].filter((text) => text.length >= MIN_CHARACTERS));
}

test("more than three thousand passwords that are long enough and tried first are refused", () => {
  const tried = spelledOut();
  expect(tried.size).toBeGreaterThan(3000);
  expect([...tried].filter((password) => weaknessOf(password, "") === undefined)).toEqual([]);
});

test("one or two words that everybody takes are refused, three words and unusual ones are taken", () => {
  for (const password of ["dragon monkey 2024", "Sunshine.Princess", "P@ssw0rd!P@ssw0rd", "2026-Summer-2026", "letmein_please!!", "Michael1990Jennifer"]) expect.soft(weaknessOf(password, ""), password).toBeDefined();
  for (const password of ["sunshine over the red barn", "monkey dragon tiger lamp", "correct horse battery", "kd83hs7fkw02", "tulip-anchor-44"]) expect.soft(weaknessOf(password, ""), password).toBeUndefined();
});
