/** Events in the order of time; of those at one time the lower rank comes first. A binary heap. */

export interface Event {
  readonly tick: number;
  readonly rank: number;
}

export interface EventQueue<E extends Event> {
  readonly push: (event: E) => void;
  readonly pop: () => E | undefined;
}

export function eventQueue<E extends Event>(): EventQueue<E> {
  const heap: E[] = [];
  const isBefore = (a: E | undefined, b: E | undefined): boolean => a !== undefined && b !== undefined && (a.tick < b.tick || (a.tick === b.tick && a.rank < b.rank));
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one === undefined || other === undefined) return;
    heap[a] = other;
    heap[b] = one;
  };
  return {
    push: (event) => {
      let at = heap.push(event) - 1;
      for (let parent = (at - 1) >> 1; at > 0 && isBefore(event, heap[parent]); parent = (at - 1) >> 1) {
        swap(at, parent);
        at = parent;
      }
    },
    pop: () => {
      const first = heap[0];
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return first;
      heap[0] = last;
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const least = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
        if (!isBefore(heap[least], heap[at])) return first;
        swap(at, least);
        at = least;
      }
    },
  };
}
