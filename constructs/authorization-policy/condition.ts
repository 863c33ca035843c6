import { markCopy } from '../../lib/core/package-copy';
import { quote } from '../../lib/core/quote';
import type { AuthorizationCondition } from '../../lib/kinds/authorization-policy/api';
import { nestedClaims } from '../../lib/kinds/authorization-policy/nested-claims';
import { throwFinding } from '../core/refuse';
import { assertSome } from './assert-some';
import { policyRules } from './policy-rules';

/** The attributes of requests that Istio knows. */
export type RequestAttribute =
  | 'source.ip' | 'remote.ip' | 'source.namespace' | 'source.principal' | 'source.serviceAccount' | 'source.trustDomain'
  | 'destination.ip' | 'destination.port' | 'connection.sni'
  | 'request.auth.principal' | 'request.auth.audiences' | 'request.auth.presenter'
  | `request.auth.claims[${string}]` | `request.headers[${string}]` | `experimental.envoy.filters.${string}[${string}]`;

/**
 * An attribute of requests, waiting for the values to compare it with.
 *
 * @example
 * Condition.header('x-tenant').noneOf('test-*');
 */
export class Attribute {
  static {
    markCopy(this.prototype);
  }

  /** @internal */
  public constructor(private readonly key: RequestAttribute) {}

  /** The attribute has one of the values; a star at either end stands for anything. */
  public oneOf(...values: readonly string[]): Condition {
    assertSome('oneOf', 'value', values);
    return new Condition({ key: this.key, values });
  }

  /** The attribute has none of the values; a star at either end stands for anything. */
  public noneOf(...notValues: readonly string[]): Condition {
    assertSome('noneOf', 'value', notValues);
    return new Condition({ key: this.key, notValues });
  }
}

/**
 * Something that must hold of a request, beside where it comes from and what it is for.
 *
 * @example
 * Condition.claim('groups').oneOf('admin', 'ops');
 */
export class Condition {
  static {
    markCopy(this.prototype);
  }

  /** A header, by its name. */
  public static header(name: string): Attribute {
    return new Attribute(`request.headers[${name}]`);
  }

  /**
   * A claim of the token; several names are those of nested claims, from the outside in. Needs a RequestAuthentication.
   *
   * @throws ConfigError `authorization-policy-construct/nested-claim` for names of nested claims with dots between them
   * @example
   * Condition.claim('realm_access', 'roles').oneOf('admin');
   */
  public static claim(...names: readonly string[]): Attribute {
    assertSome('claim', 'name', names);
    names.forEach((name, i) => {
      const nested = typeof name === 'string' ? nestedClaims(name) : undefined;
      if (nested === undefined) return;
      const meant = names.flatMap((each, j) => (j === i ? nested : [each])).map((each) => `'${each}'`).join(', ');
      throwFinding(policyRules.nestedClaim, undefined, ['claim', i], {
        message: `Expected each name of a nested claim by itself, got ${quote(name)}`,
        fix: `write Condition.claim(${meant}); for one claim of that name, Condition.attribute('request.auth.claims[${name}]')`,
      });
    });
    return new Attribute(`request.auth.claims[${names.join('][')}]`);
  }

  /** The audiences of the token. */
  public static audiences(): Attribute {
    return new Attribute('request.auth.audiences');
  }

  /** The address of the peer that connects. */
  public static sourceIp(): Attribute {
    return new Attribute('source.ip');
  }

  /** The address of the original client, as X-Forwarded-For or the proxy protocol says. */
  public static remoteIp(): Attribute {
    return new Attribute('remote.ip');
  }

  /** The port of the workload. */
  public static port(): Attribute {
    return new Attribute('destination.port');
  }

  /** The server name of the TLS connection. */
  public static sni(): Attribute {
    return new Attribute('connection.sni');
  }

  /** Any attribute that Istio knows, by its key; `source.trustDomain` needs Istio 1.30. */
  public static attribute(key: RequestAttribute): Attribute {
    return new Attribute(key);
  }

  /** @internal */
  public constructor(private readonly spec: AuthorizationCondition) {}

  /** The condition in Istio's words. */
  public toSpec(): AuthorizationCondition {
    return this.spec;
  }
}
