import type { Construct } from 'constructs';
import type { Behaviours } from '../../../lib/composition/behaviours';
import type { BehaviourClaim, Outcome, Redirect } from '../../../lib/composition/model';
import type { RequestMatch } from '../../../lib/composition/request-match';
import { matchImplies } from '../../../lib/composition/join';
import { choices, quote } from '../../../lib/core/quote';
import { assertOptions, Pattern } from '../../core/pattern';
import { assertOwner } from '../../mesh-service/host-owner';
import { requestMatches } from '../../mesh-service/request-matches';
import { DelegateVirtualService } from '../../virtual-service/delegate-virtual-service';
import type {
  HeaderChanges, HttpPoliciesAnswers, HttpPoliciesChanges, HttpPoliciesCors, HttpPoliciesOptions, HttpPoliciesProps, HttpPoliciesRedirect,
  HttpPoliciesResponse, PrefixRewrite, RegexPathRewrite,
} from './options';
import { corsOf } from './cors';
import { rewriteOf } from './rewrite';

const HEADERS = { set: true, remove: true } as const satisfies Record<keyof HeaderChanges, true>;
const KNOWN = {
  rewrite: { prefix: true, regex: true, to: true, authority: true } satisfies Record<keyof PrefixRewrite | keyof RegexPathRewrite, true>,
  cors: {
    allowOrigins: true, allowMethods: true, allowHeaders: true, exposeHeaders: true, maxAge: true, allowCredentials: true,
  } satisfies Record<keyof HttpPoliciesCors, true>,
  requestHeaders: HEADERS,
  responseHeaders: HEADERS,
  redirect: { path: true, authority: true, scheme: true, port: true, status: true } satisfies Record<keyof HttpPoliciesRedirect, true>,
  directResponse: { status: true, body: true } satisfies Record<keyof HttpPoliciesResponse, true>,
};

const STATUSES: readonly number[] = [301, 302, 303, 307, 308] satisfies HttpPoliciesRedirect['status'][];

/**
 * Says what is done to requests on the way to a service, or what they are answered with instead: rewritten paths, headers, CORS; a
 * redirect, a direct response, or the routes of another team.
 *
 * Changes hold for whatever else is done with the requests: a {@link Canary} splits them all the same. Answers come before everything else.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 * @example
 * const docs = new MeshService(chart, 'docs', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new HttpPolicies(chart, 'docs-prefix', { service: docs, rewrite: { prefix: '/docs', to: '/' } });
 * new HttpPolicies(chart, 'docs-moved', { service: docs, match: path.prefix('/old/'), redirect: { path: '/new/', status: 308 } });
 */
export class HttpPolicies extends Pattern {
  public constructor(scope: Construct, id: string, props: HttpPoliciesProps) {
    super(scope, id, props, {
      service: true, match: true, rewrite: true, cors: true, requestHeaders: true, responseHeaders: true,
      redirect: true, directResponse: true, delegate: true,
    } satisfies Record<keyof HttpPoliciesOptions | keyof HttpPoliciesAnswers | keyof HttpPoliciesChanges, true>);
    const { service, match } = props;
    assertOwner(this, service);
    this.assertNested(props);
    const when = requestMatches(this, match, 'match');
    const then = this.answer(props, when);
    const changes = (['rewrite', 'cors', 'requestHeaders', 'responseHeaders'] as const).filter((option) => props[option] !== undefined);
    if (then && changes.length > 0) this._refuseOption(changes[0]!, `Expected an answer or changes, got both`, 'make an HttpPolicies for each');
    if (!then && changes.length === 0) this._refuseOption('', 'Expected something that is done to requests, got nothing');
    if (then) {
      const all = "write match: path.prefix('/') if that is meant";
      if (when.length === 0) this._refuseOption('match', 'Expected the requests that are answered, got all of them', all);
      service._add(this, { exceptions: when.map((each) => ({ name: id, when: [each], then })) });
      return;
    }
    const claims = this.changes(props, when).filter(({ behaviours }) => Object.keys(behaviours).length > 0);
    service._add(this, { behaviours: claims.map((claim) => ({ name: id, ...claim })) });
  }

  private assertNested({ rewrite, cors, requestHeaders, responseHeaders, redirect, directResponse }: HttpPoliciesProps): void {
    const nested = { rewrite, cors, requestHeaders, responseHeaders, redirect, directResponse };
    for (const [option, value] of Object.entries(nested)) {
      if (value !== undefined) assertOptions(this, value, KNOWN[option as keyof typeof KNOWN], [option]);
    }
  }

  private answer({ redirect, directResponse, delegate }: HttpPoliciesProps, when: readonly RequestMatch[]): Outcome | undefined {
    const said = Object.entries({ redirect, directResponse, delegate }).flatMap(([option, value]) => (value === undefined ? [] : [option]));
    if (said.length > 1) this._refuseOption(said[1]!, `Expected one answer, got ${said.join(' and ')}`);
    if (redirect) return { kind: 'redirect', redirect: this.redirect(redirect, when) };
    if (directResponse) {
      const { status, body } = directResponse;
      const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
      if (!isStatus) this._refuseOption('directResponse.status', `Expected a status from 200 to 599, got ${quote(status)}`);
      if (typeof (body ?? '') !== 'string') this._refuseOption('directResponse.body', `Expected a text, got ${quote(body)}`);
      return { kind: 'answer', status, ...(body === undefined ? {} : { body }) };
    }
    if (delegate === undefined) return undefined;
    if (!(delegate instanceof DelegateVirtualService) || delegate.namespace === undefined) {
      return this._refuseOption('delegate', `Expected a DelegateVirtualService with a namespace, got ${quote(delegate)}`);
    }
    return { kind: 'delegate', name: delegate.name, namespace: delegate.namespace };
  }

  private redirect({ path, authority, scheme, port, status }: HttpPoliciesRedirect, when: readonly RequestMatch[]): Redirect {
    const redirect = { path, authority, scheme, port };
    if (Object.values(redirect).every((part) => part === undefined)) {
      this._refuseOption('redirect', 'Expected where to, got nothing', "write path: '/new/'");
    }
    if (path !== undefined && !/^\/[^#\s]*$/.test(path)) this._refuseOption('redirect.path', `Expected a path such as "/new/", got ${quote(path)}`);
    if (port !== undefined) this._whole('redirect.port', port, 1, 65535);
    if (status !== undefined && !STATUSES.includes(status)) {
      this._refuseOption('redirect.status', `Expected ${choices(STATUSES)}, got ${quote(status)}`);
    }
    const isElsewhere = authority !== undefined || scheme !== undefined || port !== undefined;
    const isAgain = (match: RequestMatch): boolean => matchImplies({ ...match, path: { exact: path! } }, match);
    if (!isElsewhere && when.some(isAgain)) {
      const message = `Expected a path that is not redirected again, got ${quote(path)}`;
      this._refuseOption('redirect.path', message, 'narrow the match, or choose another path');
    }
    return { ...redirect, ...(status === undefined ? {} : { status }) };
  }

  private changes(props: HttpPoliciesProps, when: readonly RequestMatch[]): Omit<BehaviourClaim, 'name'>[] {
    const { rewrite, cors, requestHeaders, responseHeaders } = props;
    const behaviours = {
      ...(cors === undefined ? {} : { cors: corsOf(this, cors, when) }),
      ...this.headers('request', requestHeaders),
      ...this.headers('response', responseHeaders),
    };
    return [...rewrite === undefined ? [] : [rewriteOf(this, rewrite, when)], { when, behaviours }];
  }

  private headers(side: 'request' | 'response', changes: HeaderChanges | undefined): Behaviours {
    const { set = {}, remove = [] } = changes ?? {};
    const areNames = typeof set === 'object' && set !== null && Array.isArray(remove) && remove.every((name) => typeof name === 'string');
    if (!areNames) this._refuseOption(`${side}Headers`, `Expected headers to set by name and a list of names to remove, got ${quote(changes)}`);
    for (const name of [...Object.keys(set), ...remove]) {
      const fix = /^(?:host|:authority)$/i.test(name) ? "write rewrite: { authority: '…' }" : undefined;
      if (fix || name !== name.toLowerCase()) this._refuseOption(`${side}Headers`, `Expected names of headers in lower case, got ${quote(name)}`, fix);
    }
    return Object.fromEntries([
      ...Object.entries(set).map(([name, value]) => [`${side} header ${name}`, value]),
      ...remove.map((name) => [`${side} header ${name}`, null]),
    ]) as Behaviours;
  }
}
