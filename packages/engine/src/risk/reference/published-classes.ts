/** Reference classes of others, as they published them: quantiles with their citation, never single cases. */

export interface PublishedClass {
  readonly id: string;
  readonly title: string;
  /** What the overruns are of: the length from start to finish, or the cost. */
  readonly measure: "duration" | "cost";
  readonly cases: number;
  /** Share of the projects whose overrun was at most `overrun` (actual over first estimate, less 1). */
  readonly quantiles: readonly { readonly share: number; readonly overrun: number }[];
  /** What a quantile cannot say. */
  readonly note: string;
  readonly citation: string;
}

export const PUBLISHED_CLASSES: readonly PublishedClass[] = [
  {
    id: "landmark-2006",
    title: "Commercial software, one company",
    measure: "duration",
    cases: 106,
    quantiles: [
      { share: 0.5, overrun: 0.79 },
      { share: 0.8, overrun: 1.62 },
    ],
    note: "First estimates were targets more than forecasts; the company sold software for oil and gas.",
    citation: "T. Little, Schedule Estimation and Uncertainty Surrounding the Cone of Uncertainty, IEEE Software 23(3), 2006, pages 48-54, doi 10.1109/MS.2006.82",
  },
  {
    id: "oxford-2023",
    title: "IT projects of firms and agencies",
    measure: "cost",
    cases: 5392,
    quantiles: [{ share: 0.82, overrun: 0.5 }],
    note: "The 18 % beyond overran by 447 % on average: what lies beyond the quantile has no end that could be planned for.",
    citation: "B. Flyvbjerg, D. Gardner, How Big Things Get Done, 2023, appendix on base rates of cost risk",
  },
];
