/** Waiting that can be cut short: back-off between attempts ends as soon as there is news. */

export function pauses(): { readonly pause: (milliseconds: number) => Promise<void>; readonly wake: () => void } {
  const sleepers = new Set<() => void>();
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      sleepers.add(done);
    });
  return { pause, wake: () => [...sleepers].forEach((done) => done()) };
}
