import type { Construct } from 'constructs';
import type { Affinity, AffinityCookie } from '../../../lib/composition/leaves/balancing';
import { quote } from '../../../lib/core/quote';
import type { HttpCookieAttribute } from '../../../lib/kinds/_shared/consistent-hash/api';
import type { GoDuration } from '../../../lib/values/go-duration';
import type { ExactlyOne } from '../../../lib/values/types';
import { assertOptions, Pattern } from '../../core/pattern';
import { assertOwner } from '../../owners/host/assert-owner';
import type { HostOwner } from '../../owners/host/host-owner';
import { COOKIE_NAME } from '../../virtual-service/cookie';

/** What of a request keeps it at one endpoint. */
export interface StickySessionKeys {
  /** The value of a cookie, which the proxy sets where the request has none. */
  readonly cookie: StickySessionCookie;
  /** The value of a header, in lower case, such as `end-user`. Requests without it go anywhere. */
  readonly header: string;
  /** The value of a query parameter. Requests without it go anywhere. */
  readonly queryParam: string;
  /** The address that the client connects from: behind a load balancer that is the load balancer's. The only key for TCP. */
  readonly sourceIp: true;
}

/** A cookie that keeps a client at one endpoint. */
export interface StickySessionCookie {
  /** Name of the cookie: letters, digits and the signs that HTTP allows in a name. */
  readonly name: string;
  /**
   * How long the cookie lives; `'0s'` for as long as the browser is open.
   *
   * @default '0s'
   */
  readonly ttl?: GoDuration;
  /**
   * Path of the cookie.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * What the cookie says besides, such as `{ name: 'SameSite', value: 'Lax' }` or `{ name: 'Secure' }`, which has no value; each once, and
   * not `Path`, `Max-Age` and `HttpOnly`, which Envoy writes itself. Needs Istio 1.28.
   *
   * @default - none
   */
  readonly attributes?: readonly HttpCookieAttribute[];
}

/** What {@link StickySession} takes beside the key. */
export interface StickySessionOptions<PortName extends string = string, VersionName extends string = string> {
  /** The service whose clients stay. */
  readonly service: HostOwner<PortName, VersionName>;
  /**
   * The port that it is for.
   *
   * @default - all ports
   */
  readonly port?: NoInfer<PortName>;
  /**
   * The version that it is for: clients of it stay at one of its endpoints, and other versions are left as they are.
   *
   * @default - all versions
   */
  readonly version?: NoInfer<VersionName>;
}

/** What {@link StickySession} takes: one key. */
export type StickySessionProps<PortName extends string = string, VersionName extends string = string> =
  StickySessionOptions<PortName, VersionName> & ExactlyOne<StickySessionKeys>;

const RING_SIZE = 1024;
const ENVOYS = ['path', 'max-age', 'httponly'];

/**
 * Keeps each client at one endpoint of a service. It is soft: when endpoints come, go or fail, some clients move. Within a {@link Canary}
 * it keeps a client at one endpoint of the version that chance picks, so make the canary sticky as well.
 *
 * @throws ConfigError `reference/unknown-port` and `reference/unknown-version` for a port or a version that the service does not have
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
 * @example
 * const editor = new MeshService(chart, 'editor', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new StickySession(chart, 'editor-session', { service: editor, cookie: { name: 'editor', ttl: '1h' } });
 */
export class StickySession<PortName extends string = string, VersionName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: StickySessionProps<PortName, VersionName>) {
    super(scope, id, props, {
      service: true, port: true, version: true, cookie: true, header: true, queryParam: true, sourceIp: true,
    } satisfies Record<keyof StickySessionOptions | keyof StickySessionKeys, true>);
    const { service, port, version, cookie, header, queryParam, sourceIp } = props;
    assertOwner(this, service);
    const keys = [cookie, header, queryParam, sourceIp].filter((key) => key !== undefined);
    if (keys.length !== 1) this.refuseOption('', `Expected one of "cookie", "header", "queryParam" and "sourceIp", got ${quote(keys.length)}`);
    service.contribute(this, { policies: [{
      ...(port === undefined ? {} : { port }), ...(version === undefined ? {} : { version }),
      policy: { balancing: { affinity: this.affinity(props), ringSize: RING_SIZE } },
    }] });
  }

  private affinity({ cookie, header, queryParam: query, sourceIp }: StickySessionProps): Affinity {
    if (header !== undefined) {
      if (typeof header !== 'string' || header !== header.toLowerCase() || header === '') {
        this.refuseOption('header', `Expected the name of a header in lower case, got ${quote(header)}`);
      }
      return { header };
    }
    if (query !== undefined) {
      if (typeof query !== 'string' || query === '') this.refuseOption('queryParam', `Expected the name of a parameter, got ${quote(query)}`);
      return { query };
    }
    if (cookie !== undefined) return { cookie: this.cookie(cookie) };
    if (sourceIp !== true) this.refuseOption('sourceIp', `Expected true or nothing, got ${quote(sourceIp)}`);
    return { clientAddress: true };
  }

  private cookie(cookie: StickySessionCookie): AffinityCookie {
    assertOptions(this, cookie, {
      name: true, ttl: true, path: true, attributes: true,
    } satisfies Record<keyof StickySessionCookie, true>, ['cookie']);
    const { name, ttl = '0s', path = '/', attributes } = cookie;
    if (typeof name !== 'string' || !COOKIE_NAME.test(name)) this.refuseOption('cookie.name', `Expected the name of a cookie, got ${quote(name)}`);
    if (typeof path !== 'string' || !path.startsWith('/')) this.refuseOption('cookie.path', `Expected a path, got ${quote(path)}`);
    const taken = this.attributes(attributes ?? []).find((attribute) => ENVOYS.includes(attribute));
    if (taken !== undefined) this.refuseOption('cookie.attributes', `Expected what Envoy does not write itself, got ${quote(taken)}`);
    return { name, ttl: this.durationOption<GoDuration>('cookie.ttl', ttl), path, ...(attributes ? { attributes } : {}) };
  }

  /** The names of the attributes, in lower case. */
  private attributes(attributes: readonly HttpCookieAttribute[]): string[] {
    const isList = Array.isArray(attributes) && attributes.every((one: Partial<HttpCookieAttribute> | null) => typeof one?.name === 'string');
    const names = isList ? attributes.map(({ name }) => name.toLowerCase()) : [];
    if (!isList || new Set(names).size < names.length) {
      this.refuseOption('cookie.attributes', `Expected attributes, each once, got ${quote(attributes)}`, "write [{ name: 'Secure' }]");
    }
    return names;
  }
}
