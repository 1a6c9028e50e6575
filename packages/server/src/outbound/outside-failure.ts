/** Why a call to another server was not made or gave nothing. */

export type OutsideCode =
  /** The address may not be called: its form, its port, or where its name leads. */
  | "outbound/refused"
  | "outbound/unreachable"
  | "outbound/too-slow"
  | "outbound/too-large"
  | "outbound/redirected"
  | "outbound/content-type";

/** `message` is a sentence for whoever gave the address. It never says what stands behind a name, so that nobody can feel out our network. */
export class OutsideFailure extends Error {
  readonly code: OutsideCode;
  constructor(code: OutsideCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
