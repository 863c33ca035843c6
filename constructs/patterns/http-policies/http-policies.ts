import type { Construct } from 'constructs';
import type { Behaviours, Cors, Outcome, Redirect } from '../../../lib/composition/model';
import type { RequestMatch } from '../../../lib/composition/request-match';
import { joinMatches } from '../../../lib/composition/join';
import { quote } from '../../../lib/core/quote';
import { Pattern } from '../../core/pattern';
import { assertOwner } from '../../mesh-service/host-owner';
import { requestMatches } from '../../mesh-service/request-matches';
import { DelegateVirtualService } from '../../virtual-service/delegate-virtual-service';
import type {
  HeaderChanges, HttpPoliciesAnswers, HttpPoliciesChanges, HttpPoliciesCors, HttpPoliciesOptions, HttpPoliciesProps, HttpPoliciesRedirect,
} from './options';
import { prefixRewrite } from './prefix-rewrite';

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
    const when = requestMatches(this, match, 'match');
    const then = this.answer(props);
    const changes = (['rewrite', 'cors', 'requestHeaders', 'responseHeaders'] as const).filter((option) => props[option] !== undefined);
    if (then && changes.length > 0) this._refuseOption(changes[0]!, `Expected an answer or changes, got both`, 'make an HttpPolicies for each');
    if (!then && changes.length === 0) this._refuseOption('', 'Expected something that is done to requests, got nothing');
    if (then) {
      const all = "write match: path.prefix('/') if that is meant";
      if (when.length === 0) this._refuseOption('match', 'Expected the requests that are answered, got all of them', all);
      service._add(this, { exceptions: when.map((each) => ({ name: id, when: [each], then })) });
      return;
    }
    const { rewrite, ...others } = this.changes(props);
    const claims = [
      { name: id, when, behaviours: others },
      { name: id, when: this.underPrefix(when, props), behaviours: rewrite === undefined ? {} : { rewrite } },
    ];
    service._add(this, { behaviours: claims.filter(({ behaviours }) => Object.keys(behaviours).length > 0) });
  }

  private answer({ redirect, directResponse, delegate }: HttpPoliciesProps): Outcome | undefined {
    const said = Object.entries({ redirect, directResponse, delegate }).flatMap(([option, value]) => (value === undefined ? [] : [option]));
    if (said.length > 1) this._refuseOption(said[1]!, `Expected one answer, got ${said.join(' and ')}`);
    if (redirect) return { kind: 'redirect', redirect: this.redirect(redirect) };
    if (directResponse) {
      const { status, body } = directResponse;
      const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
      if (!isStatus) this._refuseOption('directResponse.status', `Expected a status from 200 to 599, got ${quote(status)}`);
      return { kind: 'answer', status, ...(body === undefined ? {} : { body }) };
    }
    if (delegate === undefined) return undefined;
    if (!(delegate instanceof DelegateVirtualService) || delegate.namespace === undefined) {
      return this._refuseOption('delegate', `Expected a DelegateVirtualService with a namespace, got ${quote(delegate)}`);
    }
    return { kind: 'delegate', name: delegate.name, namespace: delegate.namespace };
  }

  private redirect({ path, authority, scheme, port, status }: HttpPoliciesRedirect): Redirect {
    const redirect = { path, authority, scheme, port };
    if (Object.values(redirect).every((part) => part === undefined)) this._refuseOption('redirect', 'Expected where to, got nothing', "write path: '/new/'");
    return { ...redirect, ...(status === undefined ? {} : { status }) };
  }

  private changes({ rewrite, cors, requestHeaders, responseHeaders }: HttpPoliciesProps): Behaviours {
    return {
      ...(rewrite === undefined ? {} : { rewrite: 'prefix' in rewrite ? { pathRegex: prefixRewrite(rewrite) } : { ...rewrite } }),
      ...(cors === undefined ? {} : { cors: this.cors(cors) }),
      ...this.headers('request', requestHeaders),
      ...this.headers('response', responseHeaders),
    };
  }

  /** A prefix ends where a segment of the path does: `/docs` holds for `/docs/a`, and not for `/docstore`. */
  private underPrefix(when: readonly RequestMatch[], { rewrite }: HttpPoliciesProps): readonly RequestMatch[] {
    if (rewrite === undefined || !('prefix' in rewrite) || typeof rewrite.prefix !== 'string') return when;
    const prefix = rewrite.prefix.replace(/\/+$/, '');
    if (!/^\/[^?#]*$/.test(rewrite.prefix) || prefix === '') this._refuseOption('rewrite.prefix', `Expected a path such as "/docs", got ${quote(rewrite.prefix)}`);
    if (typeof rewrite.to !== 'string' || !rewrite.to.startsWith('/')) this._refuseOption('rewrite.to', `Expected a path such as "/", got ${quote(rewrite.to)}`);
    const { matches, problem } = joinMatches(when, [{ path: { exact: prefix } }, { path: { prefix: `${prefix}/` } }]);
    if (matches.length > 0 && !problem) return matches;
    return this._refuseOption('match', `Expected requests under ${quote(rewrite.prefix)}, got others`, 'leave out the match on the path');
  }

  private cors({ maxAge, allowOrigins, allowCredentials, ...rest }: HttpPoliciesCors): Cors {
    if (!Array.isArray(allowOrigins) || allowOrigins.length === 0) this._refuseOption('cors.allowOrigins', `Expected origins, got ${quote(allowOrigins)}`);
    if (allowCredentials && (allowOrigins as readonly unknown[]).includes('*')) {
      this._refuseOption('cors.allowOrigins', 'Expected origins by name beside allowCredentials, got "*"', 'name the origins: browsers refuse the combination');
    }
    return {
      origins: allowOrigins.map((origin) => (typeof origin === 'string' ? { exact: origin } : origin)),
      ...(rest.allowMethods ? { methods: rest.allowMethods } : {}),
      ...(rest.allowHeaders ? { headers: rest.allowHeaders } : {}),
      ...(rest.exposeHeaders ? { exposeHeaders: rest.exposeHeaders } : {}),
      ...(maxAge === undefined ? {} : { maxAge: this._duration('cors.maxAge', maxAge) }),
      ...(allowCredentials === undefined ? {} : { credentials: allowCredentials }),
    };
  }

  private headers(side: 'request' | 'response', changes: HeaderChanges | undefined): Behaviours {
    const { set = {}, remove = [] } = changes ?? {};
    return Object.fromEntries([
      ...Object.entries(set).map(([name, value]) => [`${side} header ${name}`, value]),
      ...remove.map((name) => [`${side} header ${name}`, null]),
    ]) as Behaviours;
  }
}
