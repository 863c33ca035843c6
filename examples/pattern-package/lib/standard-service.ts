import { Canary, CircuitBreaker, header, MeshService, Resilience, type GoDuration } from 'cdk8s-istio';
import { Construct } from 'constructs';

/** The steps in which a version is rolled out, in percent. */
export type RolloutWeight = 0 | 1 | 5 | 25 | 50 | 100;

/** A version on its way in. */
export interface Rollout<VersionName extends string> {
  /** The version that gets what the new one does not. */
  readonly from: NoInfer<VersionName>;
  /** The new version. */
  readonly to: NoInfer<VersionName>;
  /** The part of requests that the new version gets. */
  readonly weight: RolloutWeight;
}

/** What a team says about its service. */
export interface StandardServiceProps<VersionName extends string> {
  /**
   * The port that clients use, HTTP as everywhere in this house.
   *
   * @default 8080
   */
  readonly port?: number;
  /** The labels of the pods of each version. */
  readonly versions: Readonly<Record<VersionName, Readonly<Record<string, string>>>>;
  /**
   * A version on its way in; requests with `x-canary: true` reach it at any weight.
   *
   * @default - requests go to all pods
   */
  readonly rollout?: Rollout<VersionName>;
  /**
   * The most that a request may take, with two safe retries in it.
   *
   * @default '3s'
   */
  readonly timeout?: GoDuration;
}

/** A service with everything that the platform team wants on each: a timeout, safe retries, a circuit breaker and a way to roll out. */
export class StandardService<VersionName extends string> extends Construct {
  /** The host, for whatever a team wants to add. */
  public readonly service: MeshService<'http', VersionName>;

  public constructor(scope: Construct, id: string, props: StandardServiceProps<VersionName>) {
    super(scope, id);
    const { port = 8080, versions, rollout, timeout = '3s' } = props;
    this.service = new MeshService(this, 'Service', { name: id, ports: { http: { number: port, protocol: 'HTTP' } }, versions });
    const { service } = this;
    new Resilience(this, 'Resilience', { service, timeout });
    new CircuitBreaker(this, 'CircuitBreaker', { service, consecutive5xxErrors: 5, http2MaxRequests: 1024 });
    if (rollout) {
      const { from, to, weight } = rollout;
      new Canary(this, 'Canary', { service, stable: from, canary: to, weight, always: header('x-canary').exact('true') });
    }
  }
}
