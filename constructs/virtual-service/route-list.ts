import { isObject } from '../../lib/core/is-object';

/** The routes of one protocol in order: those of the props, then those that were added. @internal */
export class RouteList<Route> {
  private readonly given: readonly Route[] | undefined;
  private readonly added: Route[] = [];

  public constructor(given: readonly Route[] | undefined) {
    this.given = Array.isArray(given) ? [...given as readonly Route[]] : given;
  }

  /** How many there are. */
  public get length(): number {
    return this.routes().length;
  }

  /** Appends one. */
  public add(route: Route): void {
    this.added.push(route);
  }

  /** All of them. */
  public routes(): readonly Route[] {
    return [...Array.isArray(this.given) ? this.given as readonly Route[] : [], ...this.added];
  }

  /** All of them in Istio's words; nothing when there are none. What is no list is left as it is, and the check reports it. */
  public toSpec<Spec>(translate: (route: Route) => Spec): readonly Spec[] | undefined {
    if (this.given === undefined && this.added.length === 0) return undefined;
    if (this.given !== undefined && !Array.isArray(this.given)) return this.given as unknown as readonly Spec[];
    return this.routes().map((route) => (isObject(route) ? translate(route) : route as unknown as Spec));
  }
}
