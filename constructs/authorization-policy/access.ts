import { isObject } from '../../lib/core/is-object';
import { markCopy } from '../../lib/core/package-copy';
import { quote } from '../../lib/core/quote';
import type { AuthorizationOperation, AuthorizationRule, AuthorizationSource } from '../../lib/kinds/authorization-policy/api';
import { grammarOfField } from '../../lib/kinds/authorization-policy/match-grammars';
import { throwFinding } from '../core/refuse';
import { Condition } from './condition';
import { assertSome } from './assert-some';
import { policyRules } from './policy-rules';

/** What a request comes from, by identity: one of the two ways to say it. */
export type SourceIdentity =
  | (Pick<AuthorizationSource, 'serviceAccounts' | 'notServiceAccounts'>
    & { readonly [K in 'principals' | 'notPrincipals' | 'namespaces' | 'notNamespaces']?: never })
  | (Pick<AuthorizationSource, 'principals' | 'notPrincipals' | 'namespaces' | 'notNamespaces'>
    & { readonly [K in 'serviceAccounts' | 'notServiceAccounts']?: never });

/** Where a request comes from. Service accounts name their namespace themselves, so they stand without principals and namespaces. */
export type SourceOptions = Omit<AuthorizationSource, keyof SourceIdentity> & SourceIdentity;

/** What a request is for; ports are numbers, methods in upper case. */
export interface OperationOptions extends Omit<AuthorizationOperation, 'ports' | 'notPorts' | 'methods' | 'notMethods'> {
  /** HTTP methods in upper case, such as GET; of gRPC it is always POST. */
  readonly methods?: readonly Uppercase<string>[];
  /** HTTP methods that are left out, in upper case. */
  readonly notMethods?: readonly Uppercase<string>[];
  /** Ports of the workload. */
  readonly ports?: readonly number[];
  /** Ports of the workload that are left out. */
  readonly notPorts?: readonly number[];
}

/**
 * Requests that a policy is about: from one of the sources, to one of the operations, under all of the conditions. A value: each method
 * gives a copy.
 *
 * @example
 * Access.from({ principals: [Principal.serviceAccount('shop', 'cart')] })
 *   .to({ methods: ['GET'], paths: ['/orders/{*}'] })
 *   .when(Condition.header('x-tenant').oneOf('acme'));
 */
export class Access {
  static {
    markCopy(this.prototype);
  }

  /** Every request. */
  public static readonly anything = new Access({});

  /**
   * Requests from one of the sources.
   *
   * @throws ConfigError `authorization-policy-construct/empty-list` without any source
   * @throws ConfigError `authorization-policy-construct/value-matches-nothing` for an identity or a namespace that no request has
   */
  public static from(...sources: readonly SourceOptions[]): Access {
    return Access.anything.from(...sources);
  }

  /**
   * Requests to one of the operations.
   *
   * @throws ConfigError `authorization-policy-construct/empty-list` without any operation
   * @throws ConfigError `authorization-policy-construct/value-matches-nothing` for a path, a method or a host that no request has
   */
  public static to(...operations: readonly OperationOptions[]): Access {
    return Access.anything.to(...operations);
  }

  /** Requests under all of the conditions. */
  public static when(...conditions: readonly Condition[]): Access {
    return Access.anything.when(...conditions);
  }

  private constructor(private readonly rule: AuthorizationRule) {}

  /** The same from these sources as well: one of all of them is enough. */
  public from(...sources: readonly SourceOptions[]): Access {
    assertSome('from', 'source', sources);
    sources.forEach((source, i) => assertMatchable('from', i, source));
    const from = sources.map((source) => ({ source: source as AuthorizationSource }));
    return new Access({ ...this.rule, from: [...this.rule.from ?? [], ...from] });
  }

  /** The same to these operations as well: one of all of them is enough. */
  public to(...operations: readonly OperationOptions[]): Access {
    assertSome('to', 'operation', operations);
    operations.forEach((operation, i) => assertMatchable('to', i, operation));
    const to = operations.map((operation) => ({ operation: withPortTexts(operation) }));
    return new Access({ ...this.rule, to: [...this.rule.to ?? [], ...to] });
  }

  /** The same under these conditions as well: all of them must hold. */
  public when(...conditions: readonly Condition[]): Access {
    assertSome('when', 'condition', conditions);
    const when = conditions.map((condition) => (condition instanceof Condition ? condition.toSpec() : condition));
    return new Access({ ...this.rule, when: [...this.rule.when ?? [], ...when] });
  }

  /** The rule in Istio's words, for use with {@link IstioAuthorizationPolicy}. */
  public toSpec(): AuthorizationRule {
    return this.rule;
  }
}

/** Refuses what no request has; what is no list of texts is for the check of the spec. */
function assertMatchable(option: 'from' | 'to', index: number, part: unknown): void {
  if (!isObject(part)) return;
  for (const [field, values] of Object.entries(part)) {
    const grammar = Array.isArray(values) ? grammarOfField(field) : undefined;
    (grammar ? values as readonly unknown[] : []).forEach((value, i) => {
      const mismatch = typeof value === 'string' && value !== '' ? grammar!.test(value) : undefined;
      if (mismatch === undefined) return;
      const { reason, fix } = mismatch;
      const message = `Expected ${grammar!.expected}, got ${quote(value)}: ${reason}`;
      throwFinding(policyRules.valueMatchesNothing, undefined, [option, index, field, i], { message, ...(fix ? { fix } : {}) });
    });
  }
}

/** Istio writes ports as text. What is no list of numbers goes through, for the check to see. */
function withPortTexts(operation: OperationOptions): AuthorizationOperation {
  if (operation === null || typeof operation !== 'object') return operation;
  const asText = (port: unknown): unknown => (typeof port === 'number' ? String(port) : port);
  const texts = (ports: unknown): unknown => (Array.isArray(ports) ? ports.map(asText) : ports);
  const { ports, notPorts, ...rest } = operation;
  return { ...rest, ports: texts(ports), notPorts: texts(notPorts) } as AuthorizationOperation;
}
