/** A fault of this package, not of the user's config: please report it. */
export class InternalError extends Error {
  public constructor(what: string, cause?: unknown) {
    super(`${what}. This is a fault of cdk8s-istio, please report it with the config that caused it.`, { cause });
    this.name = 'InternalError';
  }
}
