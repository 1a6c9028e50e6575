/** A block of runs in plain JavaScript: the same operations in the same order as the vector code, hence the same bits. */
import { HEAD, KIND, LANES, LINK_KIND, LINK_WORDS, MAP, NODE_WORDS, OP, RECORD, STRIDE, type BlockMemory } from "./block-image.ts";
import { drawBits } from "./draws.ts";

const fround = Math.fround;
/** 2^-23. */
const SHARE_STEP = fround(1 / 8_388_608);
/** Adding it to a number from 0 to 2^23 leaves the nearest whole number in the low bits. */
const WHOLE = 8_388_608;
const MOST_TICKS = 8_388_607;
/** The same for numbers of either sign below 2^22. */
const WHOLE_SIGNED = 12_582_912;
const MOST_LAG = 4_194_303;

/** Runs `firstRun` … `firstRun + LANES - 1` into the columns of the memory. */
export function runBlock(memory: BlockMemory, firstRun: number): void {
  const { words } = memory;
  for (let at = words[HEAD.code]; at < words[HEAD.codeEnd]; at += STRIDE) carryOut(memory, at, firstRun);
  const records = words[HEAD.records];
  const end = records + words[HEAD.nodes] * NODE_WORDS;
  for (let record = records; record < end; record += NODE_WORDS) if (!(words[record] & KIND.given)) placeEarly(words, record);
  findProjectFinish(words);
  if (words[HEAD.wantsSlack] === 0) return;
  fillCaps(words);
  for (let record = end - NODE_WORDS; record >= records; record -= NODE_WORDS) placeLate(words, record);
}

function carryOut({ words, numbers }: BlockMemory, at: number, firstRun: number): void {
  const [to, a, b, key, count] = [words[at + 1], words[at + 2], words[at + 3], words[at + 4], words[at + 5]];
  const [f0, f1, f2, f3, f4] = [numbers[at + 6], numbers[at + 7], numbers[at + 8], numbers[at + 9], numbers[at + 10]];
  switch (words[at]) {
    case OP.share:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = shareOf(key, firstRun + i);
      return;
    case OP.triangleSpan:
      for (let i = 0; i < LANES; i += 1) words[to + i] = wholeSpan(triangle(shareOf(key, firstRun + i), f0, f1, f2, f3, f4));
      return;
    case OP.triangle:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = triangle(numbers[a + i], f0, f1, f2, f3, f4);
      return;
    case OP.table:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = fround(f0 + fround(f1 * readTable(numbers, key, count, fround(fround(numbers[a + i] * f2) + f3))));
      return;
    case OP.tableSpan:
      for (let i = 0; i < LANES; i += 1) words[to + i] = wholeSpan(fround(f0 + fround(f1 * readTable(numbers, a, count, fround(shareOf(key, firstRun + i) * count)))));
      return;
    case OP.steps:
      for (let i = 0; i < LANES; i += 1) {
        let entry = key;
        const last = key + 2 * (count - 1);
        while (entry < last && numbers[a + i] >= numbers[entry]) entry += 2;
        numbers[to + i] = numbers[entry + 1];
      }
      return;
    case OP.between:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = numbers[a + i] >= f0 && numbers[a + i] < f1 ? 1 : 0;
      return;
    case OP.where:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = numbers[a + i] === 0 ? f0 : numbers[b + i];
      return;
    case OP.times:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = numbers[a + i] * numbers[b + i];
      return;
    case OP.plus:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = numbers[a + i] + numbers[b + i];
      return;
    case OP.larger:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = Math.max(numbers[a + i], numbers[b + i]);
      return;
    case OP.scale:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = fround(numbers[a + i] * f0) + f1;
      return;
    case OP.span:
      for (let i = 0; i < LANES; i += 1) words[to + i] = wholeSpan(numbers[a + i]);
      return;
    case OP.lag:
      for (let i = 0; i < LANES; i += 1) words[to + i] = (fround(Math.min(MOST_LAG, Math.max(-MOST_LAG, numbers[a + i])) + WHOLE_SIGNED) - WHOLE_SIGNED) * 2;
      return;
    case OP.mix:
      for (let i = 0; i < LANES; i += 1) {
        let sum = 0;
        for (let entry = key; entry < key + 2 * count; entry += 2) sum = fround(sum + fround(numbers[words[entry] + i] * numbers[entry + 1]));
        numbers[to + i] = sum;
      }
      return;
    case OP.ticks:
      for (let i = 0; i < LANES; i += 1) numbers[to + i] = words[a + i] >> 1;
  }
}

function shareOf(key: number, run: number): number {
  return fround(((drawBits(key, run) >>> 9) + 0.5) * SHARE_STEP);
}

/** Between the values of a table of so many cells. */
function readTable(numbers: Float32Array, first: number, cells: number, place: number): number {
  const kept = Math.min(cells, Math.max(0, place));
  const cell = Math.min(cells - 1, Math.floor(kept));
  const below = numbers[first + cell];
  return fround(below + fround(fround(kept - cell) * fround(numbers[first + cell + 1] - below)));
}

/** At a share: `split` of the runs lie below the mode; the squares are the range times what lies on either side of the mode. */
function triangle(share: number, low: number, high: number, split: number, lowSquare: number, highSquare: number): number {
  return share < split ? fround(low + fround(Math.sqrt(fround(share * lowSquare)))) : fround(high - fround(Math.sqrt(fround(fround(1 - share) * highSquare))));
}

function wholeSpan(ticks: number): number {
  return (fround(Math.min(MOST_TICKS, Math.max(0, ticks)) + WHOLE) - WHOLE) * 2;
}

/**
 * Positions are worked ticks of the node's calendar after the project's start, doubled; the lowest bit is set where the
 * instant is the start of a period rather than the end of the one before, so that the later of two is the larger number.
 */
function placeEarly(words: Int32Array, record: number): void {
  const start = words[HEAD.scratch];
  const { inFrom, inTo } = RECORD;
  const kind = words[record];
  const [span, finish] = [words[record + RECORD.span], words[record + RECORD.finish]];
  const links = kind & KIND.underWay ? words[record + inTo] : words[record + inFrom];
  const [floor, finishFloor] = [words[record + RECORD.floor], words[record + RECORD.finishFloor]];
  const byFinish = start + LANES;
  for (let i = 0; i < LANES; i += 1) {
    words[start + i] = Math.max(floor, finishFloor - words[span + i]);
    words[byFinish + i] = finishFloor;
  }
  for (let link = links; link < words[record + inTo]; link += LINK_WORDS) {
    for (let i = 0; i < LANES; i += 1) {
      const bound = boundOf(words, link, i);
      if (words[link + 2] & LINK_KIND.toFinish) {
        words[start + i] = Math.max(words[start + i], bound - words[span + i]);
        words[byFinish + i] = Math.max(words[byFinish + i], bound);
      } else words[start + i] = Math.max(words[start + i], bound);
    }
  }
  if (kind & KIND.ceiled) {
    const [startCeiling, finishCeiling] = [words[record + RECORD.startCeiling], words[record + RECORD.finishCeiling]];
    for (let i = 0; i < LANES; i += 1) words[start + i] = Math.min(words[start + i], startCeiling, finishCeiling - words[span + i]);
  }
  for (let i = 0; i < LANES; i += 1) {
    const stays = (kind & KIND.vanishes) !== 0 && words[span + i] === 0;
    const reached = stays ? words[start + i] : (words[start + i] & -2) + words[span + i];
    words[finish + i] = Math.max(reached, words[byFinish + i]);
  }
}

function boundOf(words: Int32Array, link: number, i: number): number {
  const kind = words[link + 2];
  let position = words[words[link] + i];
  if (kind & LINK_KIND.fromStart) position = (position & -2) - words[words[link + 1] + i];
  if (kind & LINK_KIND.drawnLag) {
    const lag = words[words[link + 5] + i];
    return (lag === 0 ? position | (kind & LINK_KIND.fromStart ? 1 : 0) : position & -2) + lag - (lag >> 31);
  }
  if (kind & LINK_KIND.mapped) return mapped(words, words[link + 5], position + words[link + 4]);
  return (position & words[link + 3]) + words[link + 4];
}

/** Where a position on one axis lies on another. */
function mapped(words: Int32Array, map: number, position: number): number {
  const length = words[map + MAP.length];
  const cell = Math.min(words[map + MAP.lastCell], Math.max(0, Math.floor((position - 1 + length) / length)));
  const entry = words[map + MAP.entries + cell];
  const offset = position - (cell - 1) * length;
  const inCell = entry & 1 ? (offset === 1 ? (entry >> 1) & 1 : 1) : offset;
  return (entry >> 2) * 2 + inCell;
}

/** The latest finish among the nodes that nothing follows; with several calendars on the axis of wall-clock time. */
function findProjectFinish(words: Int32Array): void {
  const project = words[HEAD.project];
  for (let i = 0; i < LANES; i += 1) words[project + i] = words[HEAD.constantFinish];
  for (let at = words[HEAD.terminals]; at < words[HEAD.terminalsEnd]; at += 2) {
    const [finish, map] = [words[at], words[at + 1]];
    for (let i = 0; i < LANES; i += 1) {
      const reached = map === 0 ? words[finish + i] : mapped(words, map, words[finish + i]) & -2;
      words[project + i] = Math.max(words[project + i], reached);
    }
  }
}

/** The project's finish on the axis of each calendar. */
function fillCaps(words: Int32Array): void {
  for (let calendar = 0; calendar < words[HEAD.calendars]; calendar += 1) {
    const cap = words[HEAD.caps] + calendar * LANES;
    const map = words[words[HEAD.fromWall] + calendar];
    for (let i = 0; i < LANES; i += 1) {
      const project = words[words[HEAD.project] + i];
      words[cap + i] = (map === 0 ? project : mapped(words, map, project + 1)) & -2;
    }
  }
}

function placeLate(words: Int32Array, record: number): void {
  const { cap, late, finish, span, lateCap } = RECORD;
  const [own, ownSpan] = [words[record + late], words[record + span]];
  for (let i = 0; i < LANES; i += 1) words[own + i] = Math.min(words[words[record + cap] + i] & -2, words[record + lateCap]);
  for (let link = words[record + RECORD.outFrom]; link < words[record + RECORD.outTo]; link += LINK_WORDS) {
    for (let i = 0; i < LANES; i += 1) words[own + i] = Math.min(words[own + i], lateBoundOf(words, link, i, words[ownSpan + i]));
  }
  if (words[record] & KIND.startsBy) for (let i = 0; i < LANES; i += 1) words[own + i] = Math.min(words[own + i], words[record + RECORD.lateStart] + words[ownSpan + i]);
  if (words[record] & KIND.spent) return;
  let critical = 0;
  for (let i = 0; i < LANES; i += 1) if (words[own + i] <= (words[words[record + finish] + i] & -2)) critical += words[words[HEAD.live] + i];
  const node = (record - words[HEAD.records]) / NODE_WORDS;
  words[words[HEAD.critical] + node] += critical;
}

function lateBoundOf(words: Int32Array, link: number, i: number, ownSpan: number): number {
  const kind = words[link + 2];
  let position = words[words[link] + i];
  const span = words[words[link + 1] + i];
  if (!(kind & LINK_KIND.toFinish)) position -= span;
  // Work starts at the start of a period; what takes no time stays at the end of the one before.
  if (kind & LINK_KIND.mapped) position = mapped(words, words[link + 5], position + (span === 0 ? 0 : 1)) & -2;
  else position -= kind & LINK_KIND.drawnLag ? words[words[link + 5] + i] : words[link + 4];
  return kind & LINK_KIND.fromStart ? position + ownSpan : position;
}

const TENTH = fround(0.1);

/**
 * Adds this block's spans, their squares and their products with the project's length to the sums of each node. All are
 * whole minutes, so that no sum is rounded and the order of runs does not matter.
 */
export function sumBlock({ words, sums }: BlockMemory): void {
  const [records, behind, live] = [words[HEAD.records], words[HEAD.behind], words[HEAD.live]];
  const [first, minutes] = [words[HEAD.sums] / 2, words[HEAD.minutes] / 2];
  for (let node = 0; node < words[HEAD.nodes]; node += 1) {
    const done = words[behind + node];
    if (done < 0) continue;
    const span = words[records + node * NODE_WORDS + RECORD.span];
    let [sum, squares, products] = [0, 0, 0];
    for (let i = 0; i < LANES; i += 1) {
      if (words[live + i] === 0) continue;
      const own = Math.floor(fround(((words[span + i] >> 1) + done + 5) * TENTH));
      sum += own;
      squares += own * own;
      products += own * sums[minutes + i];
    }
    sums[first + 3 * node] += sum;
    sums[first + 3 * node + 1] += squares;
    sums[first + 3 * node + 2] += products;
  }
}

/** The finish of each reported node by the clock, in doubled ticks after the project's start. */
export function placeInstants({ words }: BlockMemory): void {
  let to = words[HEAD.instants];
  for (let at = words[HEAD.reported]; at < words[HEAD.reportedEnd]; at += 2) {
    for (let i = 0; i < LANES; i += 1) words[to + i] = mapped(words, words[at + 1], words[words[at] + i]) & -2;
    to += LANES;
  }
}
