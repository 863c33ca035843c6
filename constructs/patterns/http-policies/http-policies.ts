import type { Construct } from 'constructs';
import type { Behaviours } from '../../../lib/composition/leaves/behaviours';
import type { BehaviourClaim } from '../../../lib/composition/contribution';
import type { Outcome } from '../../../lib/composition/outcome';
import type { RequestMatch } from '../../../lib/match/request-match';
import { isObject } from '../../../lib/core/is-object';
import { quote } from '../../../lib/core/quote';
import { assertOptions, Pattern } from '../../core/pattern';
import { HostOwner } from '../../owners/host/host-owner';
import { assertRequestOwner } from '../../owners/ingress-gateway/request-owner';
import { requestMatches } from '../../owners/host/request-matches';
import { DelegateVirtualService } from '../../virtual-service/delegate-virtual-service';
import type {
  HeaderChanges, HttpPoliciesAnswers, HttpPoliciesChanges, HttpPoliciesCors, HttpPoliciesHeaders, HttpPoliciesOptions, HttpPoliciesProps,
  HttpPoliciesRedirect, HttpPoliciesResponse, HttpPoliciesRoute, PrefixRewrite, RegexPathRewrite,
} from './options';
import { corsOf } from './cors';
import { redirectsOf } from './redirect';
import { rewriteOf } from './rewrite';
import { otherService } from './to';

const HEADERS = { set: true, remove: true } as const satisfies Record<keyof HeaderChanges, true>;
const KNOWN = {
  rewrite: {
    prefix: true, uri: true, uriRegexRewrite: true, authority: true,
  } satisfies Record<keyof PrefixRewrite | keyof RegexPathRewrite, true>,
  corsPolicy: {
    allowOrigins: true, allowMethods: true, allowHeaders: true, exposeHeaders: true, maxAge: true, allowCredentials: true,
  } satisfies Record<keyof HttpPoliciesCors, true>,
  headers: { request: true, response: true } satisfies Record<keyof HttpPoliciesHeaders, true>,
  redirect: {
    prefix: true, uri: true, authority: true, scheme: true, port: true, redirectCode: true,
  } satisfies Record<keyof HttpPoliciesRedirect, true>,
  directResponse: { status: true, body: true } satisfies Record<keyof HttpPoliciesResponse, true>,
};

/** What HTTP takes for the name of a header, in the case that Envoy has them in. */
const HEADER_NAME = /^:?[a-z0-9!#$%&'*+.^_`|~-]+$/;

/**
 * Changes requests to a service, with rewritten paths, headers and CORS, or has the proxy respond instead, with a redirect or a direct
 * response; or hands some requests to another service, or to the routes of another team.
 *
 * Changes hold whatever else happens to the requests: a {@link Canary} splits them all the same. Redirects and responses come before all
 * else.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 * @example
 * const docs = new MeshService(chart, 'docs', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new HttpPolicies(chart, 'docs-prefix', { service: docs, rewrite: { prefix: '/docs', uri: '/' } });
 * new HttpPolicies(chart, 'docs-moved', { service: docs, redirect: { prefix: '/old', uri: '/new', redirectCode: 308 } });
 * new HttpPolicies(chart, 'docs-gone', { service: docs, match: path.exact('/draft'), directResponse: { status: 410 } });
 * const search = new MeshService(chart, 'docs-search', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new HttpPolicies(chart, 'docs-search-moved', { service: docs, match: path.prefix('/search/'), to: search });
 */
export class HttpPolicies extends Pattern {
  public constructor(scope: Construct, id: string, props: HttpPoliciesProps) {
    super(scope, id, props, {
      service: true, match: true, rewrite: true, corsPolicy: true, headers: true,
      redirect: true, directResponse: true, delegate: true, to: true,
    } satisfies Record<keyof HttpPoliciesOptions | keyof HttpPoliciesRoute | keyof HttpPoliciesAnswers | keyof HttpPoliciesChanges, true>);
    const { service, match } = props;
    assertRequestOwner(this, service);
    this.assertNested(props);
    const when = requestMatches(this, match, 'match');
    const outcomes = this.outcomes(props, when);
    const changes = (['rewrite', 'corsPolicy', 'headers'] as const).filter((option) => props[option] !== undefined);
    if (outcomes && props.to === undefined && changes.length > 0) {
      this.refuseOption(changes[0]!, `Expected redirect, directResponse or delegate, or changes, got both`, 'make an HttpPolicies for each');
    }
    if (!outcomes && changes.length === 0) this.refuseOption('', 'Expected something that is done to requests, got nothing');
    if (outcomes) {
      const all = "write match: path.prefix('/') if that is meant";
      if (outcomes.length === 0) this.refuseOption('match', 'Expected a match beside redirect, directResponse, delegate or to, got none', all);
    }
    const claims = this.changes(props, when).filter(({ behaviours }) => Object.keys(behaviours).length > 0);
    service.contribute(this, {
      ...(outcomes ? { exceptions: outcomes.map(({ when: each, then }) => ({ name: id, when: [each], then })) } : {}),
      ...(claims.length > 0 ? { behaviours: claims.map((claim) => ({ name: id, ...claim })) } : {}),
    });
  }

  private assertNested({ rewrite, corsPolicy, headers, redirect, directResponse }: HttpPoliciesProps): void {
    const nested = { rewrite, corsPolicy, headers, redirect, directResponse };
    for (const [option, value] of Object.entries(nested)) {
      if (value !== undefined) assertOptions(this, value, KNOWN[option as keyof typeof KNOWN], [option]);
    }
  }

  /** What happens to each request; `undefined` where requests are only changed. */
  private outcomes(props: HttpPoliciesProps, when: readonly RequestMatch[]): { when: RequestMatch; then: Outcome }[] | undefined {
    const { redirect } = props;
    const then = this.outcome(props);
    if (then) return when.map((each) => ({ when: each, then }));
    if (redirect === undefined) return undefined;
    return redirectsOf(this, redirect, when).map((one) => ({ when: one.when, then: { kind: 'redirect', redirect: one.redirect } }));
  }

  /** The outcome that all requests share, if they do. */
  private outcome({ service, redirect, directResponse, delegate, to }: HttpPoliciesProps): Outcome | undefined {
    const options = { redirect, directResponse, delegate, to };
    const given = (Object.keys(options) as (keyof typeof options)[]).filter((option) => options[option] !== undefined);
    if (given.length > 1) this.refuseOption(given[1]!, `Expected one of redirect, directResponse, delegate and to, got ${given.join(' and ')}`);
    if (directResponse) {
      const { status, body } = directResponse;
      const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
      if (!isStatus) this.refuseOption('directResponse.status', `Expected a status from 200 to 599, got ${quote(status)}`);
      if (typeof (body ?? '') !== 'string') this.refuseOption('directResponse.body', `Expected a text, got ${quote(body)}`);
      return { kind: 'response', status, ...(body === undefined ? {} : { body }) };
    }
    if (to !== undefined) {
      if (!(service instanceof HostOwner)) {
        return this.refuseOption('to', 'Expected a service beside "to", got a host of a gateway', 'expose the other service there: path(…)');
      }
      return otherService(this, service, to);
    }
    if (delegate === undefined) return undefined;
    if (!(delegate instanceof DelegateVirtualService) || delegate.namespace === undefined) {
      return this.refuseOption('delegate', `Expected a DelegateVirtualService with a namespace, got ${quote(delegate)}`);
    }
    return { kind: 'delegate', name: delegate.name, namespace: delegate.namespace };
  }

  private changes(props: HttpPoliciesProps, when: readonly RequestMatch[]): Omit<BehaviourClaim, 'name'>[] {
    const { rewrite, corsPolicy, headers = {} } = props;
    const behaviours = {
      ...(corsPolicy === undefined ? {} : { cors: corsOf(this, corsPolicy, when) }),
      ...(headers.request === undefined ? {} : { requestHeaders: this.headers('headers.request', headers.request) }),
      ...(headers.response === undefined ? {} : { responseHeaders: this.headers('headers.response', headers.response) }),
    };
    return [...rewrite === undefined ? [] : [rewriteOf(this, rewrite, when)], { when, behaviours }];
  }

  private headers(option: 'headers.request' | 'headers.response', changes: HeaderChanges): NonNullable<Behaviours['requestHeaders']> {
    assertOptions(this, changes, HEADERS, option.split('.'));
    const { set = {}, remove = [] } = changes;
    const areNames = isObject(set) && Array.isArray(remove) && remove.every((name) => typeof name === 'string');
    if (!areNames) this.refuseOption(option, `Expected headers to set by name and a list of names to remove, got ${quote(changes)}`);
    for (const name of [...Object.keys(set), ...remove]) {
      const fix = /^(?:host|:authority)$/i.test(name) ? "write rewrite: { authority: '…' }" : undefined;
      if (fix || !HEADER_NAME.test(name)) this.refuseOption(option, `Expected names of headers in lower case, got ${quote(name)}`, fix);
    }
    for (const [name, value] of Object.entries(set)) {
      if (typeof value !== 'string') this.refuseOption(option, `Expected a text for ${quote(name)}, got ${quote(value)}`);
      if (remove.includes(name)) this.refuseOption(option, `Expected ${quote(name)} to be set or removed, got both`);
    }
    if (Object.keys(set).length + remove.length === 0) this.refuseOption(option, 'Expected headers to set or to remove, got none');
    return { ...set, ...Object.fromEntries(remove.map((name) => [name, null])) };
  }
}
