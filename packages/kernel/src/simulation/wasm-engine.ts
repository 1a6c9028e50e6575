/** The engine of blocks in WebAssembly, where the machine has it: the same numbers as the one in JavaScript, several times sooner. */
import { BLOCK_CODE } from "./block-code.ts";
import { memoryOf } from "./block-image.ts";
import type { BlockEngine } from "./block-engine.ts";

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

interface WasmExports {
  readonly runBlock: (firstRun: number) => void;
  readonly sumBlock: () => void;
  readonly placeInstants: () => void;
}

/** The part of the platform's interface that is used; the pure floors know no platform's types. */
declare const WebAssembly:
  | {
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Memory: new (size: { initial: number }) => WasmMemory;
      readonly Instance: new (module: object, imports: { readonly env: { readonly memory: WasmMemory } }) => { readonly exports: WasmExports };
    }
  | undefined;

const PAGE_BYTES = 65_536;
/** 256 MB: larger plans run in JavaScript, which asks for memory in smaller pieces. */
const MOST_PAGES = 4096;

let compiled: object | undefined;
let isMissing = false;

/** Engines by the image they were made from: memory that is new to a process is slow at first. */
const engines = new WeakMap<ArrayBuffer, BlockEngine>();

/** Undefined where the machine has no vector code, or a page's security policy forbids it. */
export function wasmEngine(image: ArrayBuffer): BlockEngine | undefined {
  const known = engines.get(image);
  if (known) return refilled(known, image);
  const pages = Math.ceil(image.byteLength / PAGE_BYTES);
  if (isMissing || pages > MOST_PAGES || typeof WebAssembly === "undefined") return undefined;
  try {
    compiled ??= new WebAssembly.Module(bytesOf(BLOCK_CODE));
    const memory = new WebAssembly.Memory({ initial: pages });
    const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
    const engine = { memory: memoryOf(memory.buffer), run: exports.runBlock, sum: exports.sumBlock, placeInstants: exports.placeInstants };
    engines.set(image, engine);
    return refilled(engine, image);
  } catch {
    isMissing = true;
    return undefined;
  }
}

function refilled(engine: BlockEngine, image: ArrayBuffer): BlockEngine {
  engine.memory.words.set(new Int32Array(image));
  return engine;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function bytesOf(base64: string): Uint8Array {
  const end = base64.indexOf("=");
  const text = end < 0 ? base64 : base64.slice(0, end);
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of text) {
    held = (held << 6) | DIGITS.indexOf(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 255;
    at += 1;
  }
  return bytes;
}
