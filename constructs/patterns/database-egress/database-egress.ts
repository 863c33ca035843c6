import type { Construct } from 'constructs';
import type { Policy } from '../../../lib/composition/leaves/policy';
import { quote } from '../../../lib/core/quote';
import type { GoDuration } from '../../../lib/values/go-duration';
import { isPort } from '../../../lib/values/port';
import { Pattern } from '../../core/pattern';
import type { ExternalServiceProps } from '../../owners/external-service/external-props';
import { ExternalService } from '../../owners/external-service/external-service';
import type { ServicePortOptions } from '../../owners/host/ports';

/** The database; `tcp` for any other protocol over TCP. */
export type DatabaseEngine = 'mysql' | 'postgres' | 'redis' | 'mongo' | 'tcp';

/** The name of the port: `tcp-mysql`, `tcp-postgres` … */
export type DatabasePortName<Engine extends DatabaseEngine = DatabaseEngine> = Engine extends 'tcp' ? 'tcp' : `tcp-${Engine}`;

/** What {@link DatabaseEgress} takes. */
export interface DatabaseEgressProps<Engine extends DatabaseEngine = DatabaseEngine> extends Pick<ExternalServiceProps, 'host' | 'namespace' | 'exportTo' | 'resolution'> {
  /** The database. */
  readonly engine: Engine;
  /**
   * The port that clients call, 1 to 65535.
   *
   * @default - 3306 for mysql, 5432 for postgres, 6379 for redis, 27017 for mongo; required for tcp
   */
  readonly port?: number;
  /**
   * IP addresses or CIDR blocks that clients call, no other database's of the same port; or `'auto-allocated'`, where the proxies resolve
   * DNS. Proxies tell databases apart by address and port alone.
   */
  readonly addresses: readonly string[] | 'auto-allocated';
  /**
   * Most connections of each client's proxy.
   *
   * @default - no limit
   */
  readonly maxConnections?: number;
  /**
   * How long connecting may take; at least 1ms.
   *
   * @default '10s'
   */
  readonly connectTimeout?: GoDuration;
  /**
   * How long a connection may be silent before the proxy closes it. It has to be longer than the pool of the application keeps one.
   *
   * @default '24h'; Envoy's own is an hour
   */
  readonly idleTimeout?: GoDuration;
  /**
   * How long a connection is silent before the proxy probes the other side, every 30 seconds and three times.
   *
   * @default '5m', less than networks take to forget a connection
   */
  readonly keepalive?: GoDuration;
}

const PORTS: Readonly<Record<DatabaseEngine, number | undefined>> = {
  mysql: 3306, postgres: 5432, redis: 6379, mongo: 27017, tcp: undefined,
};

/**
 * A database outside the mesh, over TCP: connections that last, and none that reach another database of the same port. It makes the
 * {@link service}, which other patterns can say more about.
 *
 * Encryption is left to the driver: most databases agree on TLS in words of their own. No endpoint is taken out of the pool for its
 * errors, as often only one of them accepts writes. The name of the port is `tcp-` and the engine.
 *
 * @throws ConfigError `external-service/shared-address` at synth, when another database has the same address and port
 * @see https://istio.io/latest/blog/2018/egress-tcp/
 * @example
 * const orders = new DatabaseEgress(chart, 'orders-db', {
 *   engine: 'postgres', host: 'orders.db.example.com', addresses: ['10.20.0.0/24'], maxConnections: 50,
 * });
 * orders.service.explain();
 */
export class DatabaseEgress<Engine extends DatabaseEngine = DatabaseEngine> extends Pattern {
  /** The owner of the database's host. */
  public readonly service: ExternalService<DatabasePortName<Engine>>;

  public constructor(scope: Construct, id: string, props: DatabaseEgressProps<Engine>) {
    super(scope, id, props, {
      host: true, namespace: true, exportTo: true, resolution: true, engine: true, port: true, addresses: true, maxConnections: true,
      connectTimeout: true, idleTimeout: true, keepalive: true,
    } satisfies Record<keyof DatabaseEgressProps, true>);
    const { engine, maxConnections } = props;
    if (typeof engine !== 'string' || !Object.hasOwn(PORTS, engine)) this.refuseOption('engine', `Expected one of ${Object.keys(PORTS).join(', ')}, got ${quote(engine)}`);
    const number = props.port ?? PORTS[engine];
    if (!isPort(number)) {
      this.refuseOption('port', `Expected the port that clients call, from 1 to 65535, got ${quote(number)}`);
    }
    if (maxConnections !== undefined && !isWhole(maxConnections)) {
      this.refuseOption('maxConnections', `Expected a whole number above 0, got ${quote(maxConnections)}`);
    }
    const { host, namespace, exportTo, resolution, addresses } = props;
    const name = engine === 'tcp' ? 'tcp' : `tcp-${engine}`;
    this.service = new ExternalService<DatabasePortName<Engine>>(this, 'Service', {
      host, namespace, exportTo, resolution, addresses,
      ports: { [name]: { number, protocol: 'TCP' } } as Record<DatabasePortName<Engine>, ServicePortOptions>,
    });
    this.service.contribute(this, { policies: [{ policy: this.policy(props) }] });
  }

  private policy({ maxConnections, connectTimeout = '10s', idleTimeout = '24h', keepalive = '5m' }: DatabaseEgressProps): Policy {
    return {
      'limits.connections': maxConnections,
      'limits.connectTimeout': this.durationOption<GoDuration>('connectTimeout', connectTimeout),
      'limits.tcpIdleTimeout': this.durationOption<GoDuration>('idleTimeout', idleTimeout),
      'limits.keepalive': { time: this.durationOption<GoDuration>('keepalive', keepalive), interval: '30s', probes: 3 },
    };
  }
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}
