/** What the ways to an estimate are called on the screen. */
export const METHODS = { threePoint: "Three points", analogous: "Like an earlier task", parametric: "Size times rate", bottomUp: "Sum of its parts", team: "By the team", referenceClass: "Class of earlier projects" } as const;
