/** The steps in which progress is marked with one click, percent. */
export const PROGRESS_STEPS = [0, 25, 50, 75, 100] as const;
