/** A block of runs as vector code (AssemblyScript, four lanes at a time): the same operations in the same order as block-twin.ts. */

/** Bytes of one column: 64 lanes of 32 bits. */
const COLUMN: usize = 256;

/** As in block-image.ts. */
const HEAD_NODES: usize = 0;
const HEAD_CODE: usize = 1;
const HEAD_CODE_END: usize = 2;
const HEAD_RECORDS: usize = 3;
const HEAD_TERMINALS: usize = 4;
const HEAD_TERMINALS_END: usize = 5;
const HEAD_PROJECT: usize = 6;
const HEAD_CAPS: usize = 7;
const HEAD_CALENDARS: usize = 8;
const HEAD_FROM_WALL: usize = 9;
const HEAD_SCRATCH: usize = 10;
const HEAD_CRITICAL: usize = 11;
const HEAD_CONSTANT_FINISH: usize = 12;
const HEAD_LIVE: usize = 13;
const HEAD_WANTS_SLACK: usize = 14;
const HEAD_BEHIND: usize = 26;
const HEAD_SUMS: usize = 27;
const HEAD_MINUTES: usize = 28;
const HEAD_REPORTED: usize = 29;
const HEAD_REPORTED_END: usize = 30;
const HEAD_INSTANTS: usize = 31;

const STRIDE: usize = 48;
const NODE_BYTES: usize = 60;
const LINK_BYTES: usize = 24;

const KIND_GIVEN: i32 = 1;
const KIND_VANISHES: i32 = 2;
const KIND_UNDER_WAY: i32 = 4;
const KIND_SPENT: i32 = 8;
const KIND_SIMPLE: i32 = 16;
const KIND_CEILED: i32 = 32;
const KIND_STARTS_BY: i32 = 64;

const LINK_TO_FINISH: i32 = 1;
const LINK_FROM_START: i32 = 2;
const LINK_DRAWN_LAG: i32 = 4;
const LINK_MAPPED: i32 = 8;

const GOLDEN: i32 = 0x9e3779b9;
const WHOLE_SIGNED: f32 = 12582912;
const WHOLE_SIGNED_BITS: i32 = 0x4b400000;
const MOST_LAG: f32 = 4194303;

/**
 * Constants of the inner loops stand in the header (`CONSTANTS` of block-image.ts). Written into the code, the engine would
 * build each anew for every four lanes; read from memory before a loop, they stay in registers.
 */
// @ts-ignore: decorator
@inline function constant(index: usize): v128 {
  return v128.load32_splat((16 + index) << 2);
}

// @ts-ignore: decorator
@inline function word(place: usize): i32 {
  return load<i32>(place << 2);
}

/** The address that a word names. */
// @ts-ignore: decorator
@inline function placeAt(address: usize): usize {
  return (<usize>load<i32>(address)) << 2;
}

export function runBlock(firstRun: i32): void {
  const code = <usize>word(HEAD_CODE) << 2;
  const codeEnd = <usize>word(HEAD_CODE_END) << 2;
  for (let at = code; at < codeEnd; at += STRIDE) carryOut(at, firstRun);
  const records = <usize>word(HEAD_RECORDS) << 2;
  const end = records + <usize>word(HEAD_NODES) * NODE_BYTES;
  for (let record = records; record < end; record += NODE_BYTES) {
    const kind = load<i32>(record);
    if (kind & KIND_GIVEN) continue;
    if (kind & KIND_SIMPLE) placeSimple(record);
    else placeEarly(record);
  }
  findProjectFinish();
  if (word(HEAD_WANTS_SLACK) == 0) return;
  fillCaps();
  for (let record = end; record > records; ) {
    record -= NODE_BYTES;
    placeLate(record);
  }
}

function carryOut(at: usize, firstRun: i32): void {
  const to = placeAt(at + 4);
  const a = placeAt(at + 8);
  const b = placeAt(at + 12);
  const key = load<i32>(at + 16);
  const count = load<i32>(at + 20);
  const f0 = f32x4.splat(load<f32>(at + 24));
  const f1 = f32x4.splat(load<f32>(at + 28));
  const f2 = f32x4.splat(load<f32>(at + 32));
  const f3 = f32x4.splat(load<f32>(at + 36));
  const f4 = f32x4.splat(load<f32>(at + 40));
  switch (load<i32>(at)) {
    case 0:
      drawShares(to, key, firstRun);
      return;
    case 1:
      drawTriangles(to, key, firstRun, at);
      return;
    case 2:
      for (let i: usize = 0; i < COLUMN; i += 16) v128.store(to + i, triangle(v128.load(a + i), f0, f1, f2, f3, f4));
      return;
    case 3:
      readTable(to, a, <usize>key << 2, count, f0, f1, f2, f3);
      return;
    case 4:
      for (let i: usize = 0; i < COLUMN; i += 4) store<f32>(to + i, step(<usize>key << 2, count, load<f32>(a + i)));
      return;
    case 5:
      for (let i: usize = 0; i < COLUMN; i += 16) {
        const share = v128.load(a + i);
        const isBetween = v128.and(f32x4.ge(share, f0), f32x4.lt(share, f1));
        v128.store(to + i, v128.and(isBetween, f32x4.splat(1)));
      }
      return;
    case 6:
      for (let i: usize = 0; i < COLUMN; i += 16) v128.store(to + i, v128.bitselect(f0, v128.load(b + i), f32x4.eq(v128.load(a + i), f32x4.splat(0))));
      return;
    case 7:
      for (let i: usize = 0; i < COLUMN; i += 16) v128.store(to + i, f32x4.mul(v128.load(a + i), v128.load(b + i)));
      return;
    case 8:
      for (let i: usize = 0; i < COLUMN; i += 16) v128.store(to + i, f32x4.add(v128.load(a + i), v128.load(b + i)));
      return;
    case 9:
      for (let i: usize = 0; i < COLUMN; i += 16) v128.store(to + i, f32x4.pmax(v128.load(a + i), v128.load(b + i)));
      return;
    case 10:
      for (let i: usize = 0; i < COLUMN; i += 16) v128.store(to + i, f32x4.add(f32x4.mul(v128.load(a + i), f0), f1));
      return;
    case 11:
      for (let i: usize = 0; i < COLUMN; i += 16) v128.store(to + i, wholeSpan(v128.load(a + i), constant(5), constant(6), constant(7)));
      return;
    case 12:
      for (let i: usize = 0; i < COLUMN; i += 16) {
        const kept = f32x4.pmin(f32x4.pmax(v128.load(a + i), f32x4.splat(-MOST_LAG)), f32x4.splat(MOST_LAG));
        v128.store(to + i, i32x4.shl(i32x4.sub(f32x4.add(kept, f32x4.splat(WHOLE_SIGNED)), i32x4.splat(WHOLE_SIGNED_BITS)), 1));
      }
      return;
    case 13:
      mix(to, <usize>key << 2, count);
      return;
    case 15:
      drawTable(to, a, key, count, firstRun, f0, f1);
      return;
    case 14:
      for (let i: usize = 0; i < COLUMN; i += 16) v128.store(to + i, f32x4.convert_i32x4_s(i32x4.shr_s(v128.load(a + i), 1)));
      return;
  }
}

// @ts-ignore: decorator
@inline function spreadRuns(firstRun: i32): v128 {
  return i32x4.mul(i32x4.add(i32x4.splat(firstRun), i32x4(0, 1, 2, 3)), i32x4.splat(GOLDEN));
}

function drawShares(to: usize, key: i32, firstRun: i32): void {
  const keys = i32x4.splat(key);
  const firstMix = constant(0);
  const secondMix = constant(1);
  const one = constant(2);
  const less = constant(3);
  const stride = constant(4);
  let runs = spreadRuns(firstRun);
  for (let i: usize = 0; i < COLUMN; i += 16) {
    v128.store(to + i, shareOf(keys, runs, firstMix, secondMix, one, less));
    runs = i32x4.add(runs, stride);
  }
}

function drawTriangles(to: usize, key: i32, firstRun: i32, at: usize): void {
  const keys = i32x4.splat(key);
  const low = v128.load32_splat(at + 24);
  const high = v128.load32_splat(at + 28);
  const split = v128.load32_splat(at + 32);
  const lowSquare = v128.load32_splat(at + 36);
  const highSquare = v128.load32_splat(at + 40);
  const firstMix = constant(0);
  const secondMix = constant(1);
  const one = constant(2);
  const less = constant(3);
  const stride = constant(4);
  const none = constant(5);
  const most = constant(6);
  const whole = constant(7);
  let runs = spreadRuns(firstRun);
  for (let i: usize = 0; i < COLUMN; i += 16) {
    const share = shareOf(keys, runs, firstMix, secondMix, one, less);
    const isLow = f32x4.lt(share, split);
    const square = v128.bitselect(f32x4.mul(share, lowSquare), f32x4.mul(f32x4.sub(one, share), highSquare), isLow);
    const root = f32x4.sqrt(square);
    const ticks = v128.bitselect(f32x4.add(low, root), f32x4.sub(high, root), isLow);
    v128.store(to + i, wholeSpan(ticks, none, most, whole));
    runs = i32x4.add(runs, stride);
  }
}

/** Shares from 2^-24 to 1 - 2^-24: 23 bits behind the point of a number from 1 to 2, less 1 - 2^-24. */
// @ts-ignore: decorator
@inline function shareOf(keys: v128, runs: v128, firstMix: v128, secondMix: v128, one: v128, less: v128): v128 {
  let x = v128.xor(runs, keys);
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), firstMix);
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), secondMix);
  x = v128.xor(x, i32x4.shr_u(x, 16));
  return f32x4.sub(v128.or(i32x4.shr_u(x, 9), one), less);
}

// @ts-ignore: decorator
@inline function triangle(share: v128, low: v128, high: v128, split: v128, lowSquare: v128, highSquare: v128): v128 {
  const isLow = f32x4.lt(share, split);
  const square = v128.bitselect(f32x4.mul(share, lowSquare), f32x4.mul(f32x4.sub(f32x4.splat(1), share), highSquare), isLow);
  const root = f32x4.sqrt(square);
  return v128.bitselect(f32x4.add(low, root), f32x4.sub(high, root), isLow);
}

/** The bits of 2^23 + n less those of 2^23 are n. */
// @ts-ignore: decorator
@inline function wholeSpan(ticks: v128, none: v128, most: v128, whole: v128): v128 {
  const bits = f32x4.add(f32x4.pmin(f32x4.pmax(ticks, none), most), whole);
  return i32x4.shl(i32x4.sub(bits, whole), 1);
}

function readTable(to: usize, a: usize, table: usize, count: i32, f0: v128, f1: v128, f2: v128, f3: v128): void {
  const last = f32x4.splat(<f32>count);
  const lastCell = i32x4.splat(count - 1);
  const none = constant(5);
  for (let i: usize = 0; i < COLUMN; i += 16) {
    const place = f32x4.add(f32x4.mul(v128.load(a + i), f2), f3);
    v128.store(to + i, f32x4.add(f0, f32x4.mul(f1, valueInTable(table, place, last, lastCell, none))));
  }
}

function drawTable(to: usize, table: usize, key: i32, count: i32, firstRun: i32, f0: v128, f1: v128): void {
  const keys = i32x4.splat(key);
  const firstMix = constant(0);
  const secondMix = constant(1);
  const one = constant(2);
  const less = constant(3);
  const stride = constant(4);
  const none = constant(5);
  const most = constant(6);
  const whole = constant(7);
  const last = f32x4.splat(<f32>count);
  const lastCell = i32x4.splat(count - 1);
  let runs = spreadRuns(firstRun);
  for (let i: usize = 0; i < COLUMN; i += 16) {
    const place = f32x4.mul(shareOf(keys, runs, firstMix, secondMix, one, less), last);
    const ticks = f32x4.add(f0, f32x4.mul(f1, valueInTable(table, place, last, lastCell, none)));
    v128.store(to + i, wholeSpan(ticks, none, most, whole));
    runs = i32x4.add(runs, stride);
  }
}

// @ts-ignore: decorator
@inline function valueInTable(table: usize, wanted: v128, last: v128, lastCell: v128, none: v128): v128 {
  const place = f32x4.pmin(f32x4.pmax(wanted, none), last);
  const cells = i32x4.min_s(i32x4.trunc_sat_f32x4_s(place), lastCell);
  const part = f32x4.sub(place, f32x4.convert_i32x4_s(cells));
  const first = v128.load64_lane(table + (<usize>i32x4.extract_lane(cells, 1) << 2), v128.load64_zero(table + (<usize>i32x4.extract_lane(cells, 0) << 2)), 1);
  const second = v128.load64_lane(table + (<usize>i32x4.extract_lane(cells, 3) << 2), v128.load64_zero(table + (<usize>i32x4.extract_lane(cells, 2) << 2)), 1);
  const below = v128.shuffle<i32>(first, second, 0, 2, 4, 6);
  const above = v128.shuffle<i32>(first, second, 1, 3, 5, 7);
  return f32x4.add(below, f32x4.mul(part, f32x4.sub(above, below)));
}

// @ts-ignore: decorator
@inline function step(first: usize, count: i32, share: f32): f32 {
  let entry = first;
  const last = first + (<usize>(count - 1) << 3);
  while (entry < last && share >= load<f32>(entry)) entry += 8;
  return load<f32>(entry + 4);
}

function mix(to: usize, first: usize, count: i32): void {
  const end = first + (<usize>count << 3);
  for (let i: usize = 0; i < COLUMN; i += 16) {
    let sum = f32x4.splat(0);
    for (let entry = first; entry < end; entry += 8) sum = f32x4.add(sum, f32x4.mul(v128.load(placeAt(entry) + i), f32x4.splat(load<f32>(entry + 4))));
    v128.store(to + i, sum);
  }
}

/** A node after links from finish to start in its own calendar alone: nearly all nodes of most plans. */
function placeSimple(record: usize): void {
  const links = placeAt(record + 4);
  const end = placeAt(record + 8);
  const span = placeAt(record + 36);
  const finish = placeAt(record + 40);
  const floor = i32x4.splat(load<i32>(record + 20));
  const even = constant(8);
  if (links == end) {
    const start = v128.and(floor, even);
    for (let i: usize = 0; i < COLUMN; i += 16) v128.store(finish + i, i32x4.add(start, v128.load(span + i)));
    return;
  }
  const first = placeAt(links);
  const firstMask = i32x4.splat(load<i32>(links + 12));
  const firstLag = i32x4.splat(load<i32>(links + 16));
  if (links + LINK_BYTES == end) {
    for (let i: usize = 0; i < COLUMN; i += 16) {
      const start = i32x4.max_s(floor, i32x4.add(v128.and(v128.load(first + i), firstMask), firstLag));
      v128.store(finish + i, i32x4.add(v128.and(start, even), v128.load(span + i)));
    }
    return;
  }
  const second = placeAt(links + LINK_BYTES);
  const secondMask = i32x4.splat(load<i32>(links + LINK_BYTES + 12));
  const secondLag = i32x4.splat(load<i32>(links + LINK_BYTES + 16));
  const rest = links + 2 * LINK_BYTES;
  for (let i: usize = 0; i < COLUMN; i += 16) {
    let start = i32x4.max_s(floor, i32x4.add(v128.and(v128.load(first + i), firstMask), firstLag));
    start = i32x4.max_s(start, i32x4.add(v128.and(v128.load(second + i), secondMask), secondLag));
    for (let link = rest; link < end; link += LINK_BYTES) {
      const bound = i32x4.add(v128.and(v128.load(placeAt(link) + i), i32x4.splat(load<i32>(link + 12))), i32x4.splat(load<i32>(link + 16)));
      start = i32x4.max_s(start, bound);
    }
    v128.store(finish + i, i32x4.add(v128.and(start, even), v128.load(span + i)));
  }
}

function placeEarly(record: usize): void {
  const kind = load<i32>(record);
  const end = placeAt(record + 8);
  const links = kind & KIND_UNDER_WAY ? end : placeAt(record + 4);
  const floor = i32x4.splat(load<i32>(record + 20));
  const finishFloor = i32x4.splat(load<i32>(record + 24));
  const span = placeAt(record + 36);
  const finish = placeAt(record + 40);
  const vanishes = i32x4.splat(kind & KIND_VANISHES ? -1 : 0);
  const startCeiling = i32x4.splat(load<i32>(record + 48));
  const finishCeiling = i32x4.splat(load<i32>(record + 52));
  const even = i32x4.splat(-2);
  for (let i: usize = 0; i < COLUMN; i += 16) {
    const own = v128.load(span + i);
    let start = i32x4.max_s(floor, i32x4.sub(finishFloor, own));
    let byFinish = finishFloor;
    for (let link = links; link < end; link += LINK_BYTES) {
      const bound = boundOf(link, i);
      if (load<i32>(link + 8) & LINK_TO_FINISH) {
        start = i32x4.max_s(start, i32x4.sub(bound, own));
        byFinish = i32x4.max_s(byFinish, bound);
      } else start = i32x4.max_s(start, bound);
    }
    if (kind & KIND_CEILED) start = i32x4.min_s(start, i32x4.min_s(startCeiling, i32x4.sub(finishCeiling, own)));
    const stays = v128.and(vanishes, i32x4.eq(own, i32x4.splat(0)));
    const reached = v128.bitselect(start, i32x4.add(v128.and(start, even), own), stays);
    v128.store(finish + i, i32x4.max_s(reached, byFinish));
  }
}

// @ts-ignore: decorator
@inline function boundOf(link: usize, i: usize): v128 {
  const kind = load<i32>(link + 8);
  let position = v128.load(placeAt(link) + i);
  if (kind & LINK_FROM_START) position = i32x4.sub(v128.and(position, i32x4.splat(-2)), v128.load(placeAt(link + 4) + i));
  if (kind & LINK_DRAWN_LAG) {
    const lag = v128.load(placeAt(link + 20) + i);
    const kept = v128.or(position, i32x4.splat(kind & LINK_FROM_START ? 1 : 0));
    const base = v128.bitselect(kept, v128.and(position, i32x4.splat(-2)), i32x4.eq(lag, i32x4.splat(0)));
    return i32x4.sub(i32x4.add(base, lag), i32x4.shr_s(lag, 31));
  }
  const offset = i32x4.splat(load<i32>(link + 16));
  if (kind & LINK_MAPPED) return mapped(placeAt(link + 20), i32x4.add(position, offset));
  return i32x4.add(v128.and(position, i32x4.splat(load<i32>(link + 12))), offset);
}

/** Where positions on one axis lie on another. Half a unit keeps whole multiples of the cell's length away from rounding. */
function mapped(map: usize, position: v128): v128 {
  const length = v128.load32_splat(map);
  const last = v128.load32_splat(map + 4);
  const perLength = v128.load64_splat(map + 8);
  const place = i32x4.sub(i32x4.add(position, length), i32x4.splat(1));
  const half = f64x2.splat(0.5);
  const low = f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_s(place), half), perLength);
  const high = f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_s(v128.shuffle<i32>(place, place, 2, 3, 2, 3)), half), perLength);
  let cells = v128.shuffle<i32>(i32x4.trunc_sat_f64x2_s_zero(low), i32x4.trunc_sat_f64x2_s_zero(high), 0, 1, 4, 5);
  cells = i32x4.min_s(i32x4.max_s(cells, i32x4.splat(0)), last);
  const first = map + 16;
  let entries = v128.load32_zero(first + (<usize>i32x4.extract_lane(cells, 0) << 2));
  entries = v128.load32_lane(first + (<usize>i32x4.extract_lane(cells, 1) << 2), entries, 1);
  entries = v128.load32_lane(first + (<usize>i32x4.extract_lane(cells, 2) << 2), entries, 2);
  entries = v128.load32_lane(first + (<usize>i32x4.extract_lane(cells, 3) << 2), entries, 3);
  const one = i32x4.splat(1);
  const offset = i32x4.add(i32x4.sub(position, i32x4.mul(cells, length)), length);
  const stands = i32x4.neg(v128.and(entries, one));
  const standing = v128.bitselect(v128.and(i32x4.shr_u(entries, 1), one), one, i32x4.eq(offset, one));
  return i32x4.add(i32x4.shl(i32x4.shr_s(entries, 2), 1), v128.bitselect(standing, offset, stands));
}

function findProjectFinish(): void {
  const project = <usize>word(HEAD_PROJECT) << 2;
  const constant = i32x4.splat(word(HEAD_CONSTANT_FINISH));
  for (let i: usize = 0; i < COLUMN; i += 16) v128.store(project + i, constant);
  const end = <usize>word(HEAD_TERMINALS_END) << 2;
  for (let at = <usize>word(HEAD_TERMINALS) << 2; at < end; at += 8) {
    const finish = placeAt(at);
    const map = placeAt(at + 4);
    for (let i: usize = 0; i < COLUMN; i += 16) {
      const own = v128.load(finish + i);
      const reached = map == 0 ? own : v128.and(mapped(map, own), i32x4.splat(-2));
      v128.store(project + i, i32x4.max_s(v128.load(project + i), reached));
    }
  }
}

function fillCaps(): void {
  const project = <usize>word(HEAD_PROJECT) << 2;
  const calendars = <usize>word(HEAD_CALENDARS);
  for (let calendar: usize = 0; calendar < calendars; calendar++) {
    const cap = (<usize>word(HEAD_CAPS) << 2) + calendar * COLUMN;
    const map = placeAt((<usize>word(HEAD_FROM_WALL) + calendar) << 2);
    for (let i: usize = 0; i < COLUMN; i += 16) {
      const finish = v128.load(project + i);
      const image = map == 0 ? finish : mapped(map, i32x4.add(finish, i32x4.splat(1)));
      v128.store(cap + i, v128.and(image, i32x4.splat(-2)));
    }
  }
}

function placeLate(record: usize): void {
  const from = placeAt(record + 12);
  const end = placeAt(record + 16);
  const lateCap = v128.load32_splat(record + 28);
  const cap = placeAt(record + 32);
  const span = placeAt(record + 36);
  const finish = placeAt(record + 40);
  const late = placeAt(record + 44);
  const live = <usize>word(HEAD_LIVE) << 2;
  const even = constant(8);
  for (let i: usize = 0; i < COLUMN; i += 16) v128.store(late + i, i32x4.min_s(v128.and(v128.load(cap + i), even), lateCap));
  for (let link = from; link < end; link += LINK_BYTES) {
    if (load<i32>(link + 8) == 0) boundByStart(link, late);
    else for (let i: usize = 0; i < COLUMN; i += 16) v128.store(late + i, i32x4.min_s(v128.load(late + i), lateBoundOf(link, i, v128.load(span + i))));
  }
  if (load<i32>(record) & KIND_STARTS_BY) {
    const lateStart = v128.load32_splat(record + 56);
    for (let i: usize = 0; i < COLUMN; i += 16) v128.store(late + i, i32x4.min_s(v128.load(late + i), i32x4.add(lateStart, v128.load(span + i))));
  }
  if (load<i32>(record) & KIND_SPENT) return;
  let critical = i32x4.splat(0);
  for (let i: usize = 0; i < COLUMN; i += 16) {
    const isCritical = i32x4.le_s(v128.load(late + i), v128.and(v128.load(finish + i), even));
    critical = i32x4.add(critical, v128.and(isCritical, v128.load(live + i)));
  }
  const node = (record - (<usize>word(HEAD_RECORDS) << 2)) / NODE_BYTES;
  const count = (<usize>word(HEAD_CRITICAL) + node) << 2;
  const sum = i32x4.extract_lane(critical, 0) + i32x4.extract_lane(critical, 1) + i32x4.extract_lane(critical, 2) + i32x4.extract_lane(critical, 3);
  store<i32>(count, load<i32>(count) + sum);
}

/** A link from finish to start in one calendar. */
// @ts-ignore: decorator
@inline function boundByStart(link: usize, late: usize): void {
  const theirs = placeAt(link);
  const span = placeAt(link + 4);
  const lag = v128.load32_splat(link + 16);
  for (let i: usize = 0; i < COLUMN; i += 16) {
    const bound = i32x4.sub(i32x4.sub(v128.load(theirs + i), v128.load(span + i)), lag);
    v128.store(late + i, i32x4.min_s(v128.load(late + i), bound));
  }
}

// @ts-ignore: decorator
@inline function lateBoundOf(link: usize, i: usize, own: v128): v128 {
  const kind = load<i32>(link + 8);
  let position = v128.load(placeAt(link) + i);
  const span = v128.load(placeAt(link + 4) + i);
  if (!(kind & LINK_TO_FINISH)) position = i32x4.sub(position, span);
  if (kind & LINK_MAPPED) {
    const form = v128.and(i32x4.ne(span, i32x4.splat(0)), i32x4.splat(1));
    position = v128.and(mapped(placeAt(link + 20), i32x4.add(position, form)), i32x4.splat(-2));
  } else if (kind & LINK_DRAWN_LAG) position = i32x4.sub(position, v128.load(placeAt(link + 20) + i));
  else position = i32x4.sub(position, i32x4.splat(load<i32>(link + 16)));
  return kind & LINK_FROM_START ? i32x4.add(position, own) : position;
}

/**
 * Adds this block's spans, their squares and their products with the project's length to the sums of each node. All are
 * whole minutes in 64-bit numbers, so that no sum is rounded and the order of runs does not matter.
 */
export function sumBlock(): void {
  const nodes = <usize>word(HEAD_NODES);
  const records = <usize>word(HEAD_RECORDS) << 2;
  const behind = <usize>word(HEAD_BEHIND) << 2;
  const sums = <usize>word(HEAD_SUMS) << 2;
  const minutes = <usize>word(HEAD_MINUTES) << 2;
  const live = <usize>word(HEAD_LIVE) << 2;
  const tenth = constant(9);
  for (let node: usize = 0; node < nodes; node++) {
    const done = load<i32>(behind + (node << 2));
    if (done < 0) continue;
    const span = placeAt(records + node * NODE_BYTES + 36);
    const more = i32x4.splat(done + 5);
    let sum = f64x2.splat(0);
    let squares = f64x2.splat(0);
    let products = f64x2.splat(0);
    for (let i: usize = 0; i < COLUMN; i += 16) {
      const ticks = f32x4.convert_i32x4_s(i32x4.add(i32x4.shr_s(v128.load(span + i), 1), more));
      const own = v128.and(f32x4.floor(f32x4.mul(ticks, tenth)), i32x4.neg(v128.load(live + i)));
      const low = f64x2.promote_low_f32x4(own);
      const high = f64x2.promote_low_f32x4(v128.shuffle<i32>(own, own, 2, 3, 2, 3));
      sum = f64x2.add(sum, f64x2.add(low, high));
      squares = f64x2.add(squares, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
      products = f64x2.add(products, f64x2.add(f64x2.mul(low, v128.load(minutes + 2 * i)), f64x2.mul(high, v128.load(minutes + 2 * i + 16))));
    }
    const own = sums + node * 24;
    store<f64>(own, load<f64>(own) + f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
    store<f64>(own + 8, load<f64>(own + 8) + f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
    store<f64>(own + 16, load<f64>(own + 16) + f64x2.extract_lane(products, 0) + f64x2.extract_lane(products, 1));
  }
}

/** The finish of each reported node by the clock, in doubled ticks after the project's start. */
export function placeInstants(): void {
  const end = <usize>word(HEAD_REPORTED_END) << 2;
  let to = <usize>word(HEAD_INSTANTS) << 2;
  for (let at = <usize>word(HEAD_REPORTED) << 2; at < end; at += 8) {
    const finish = placeAt(at);
    const map = placeAt(at + 4);
    for (let i: usize = 0; i < COLUMN; i += 16) v128.store(to + i, v128.and(mapped(map, v128.load(finish + i)), i32x4.splat(-2)));
    to += COLUMN;
  }
}
