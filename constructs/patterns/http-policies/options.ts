import type { StringMatch } from '../../../lib/kinds/_shared/string-match/api';
import type { CorsMethod } from '../../../lib/values/cors';
import type { GoDuration } from '../../../lib/values/go-duration';
import type { ExactlyOne } from '../../../lib/values/types';
import type { RequestOwner } from '../../owners/ingress-gateway/request-owner';
import type { RequestMatches } from '../../owners/host/request-matches';
import type { DelegateVirtualService } from '../../virtual-service/delegate-virtual-service';
import type { RoutedTarget } from './to';
import type { NoneOf } from '../../virtual-service/http-route';

/** What every {@link HttpPolicies} takes. */
export interface HttpPoliciesOptions {
  /** The service that the requests are for; or a host of an {@link IngressGateway}, for what holds at the gateway alone. */
  readonly service: RequestOwner;
  /**
   * The requests; of a list, those for which at least one entry holds. What is answered instead of being sent has to say it, or a prefix
   * that is redirected.
   *
   * @default - all requests
   */
  readonly match?: RequestMatches;
}

/** What requests are answered with instead of being sent on. */
export interface HttpPoliciesAnswers {
  /** Sends the client elsewhere. */
  readonly redirect: HttpPoliciesRedirect;
  /** Answers at once. */
  readonly directResponse: HttpPoliciesResponse;
  /** Leaves the requests to routes that another team writes. */
  readonly delegate: DelegateVirtualService;
}

/** Where requests are routed instead of to the service, and the requests that are. */
export interface HttpPoliciesRoute extends Required<Pick<HttpPoliciesOptions, 'match'>> {
  /**
   * Another service, or a port or a version of one: it takes the requests as it does those of its own clients, so its canary, its pins, its
   * timeout and its other behaviours hold for them too. Behaviours of this service hold where the other one has none. Changes may stand
   * beside it.
   */
  readonly to: RoutedTarget;
}

/** Changes of requests and responses. */
export interface HttpPoliciesChanges {
  /**
   * Changes the path or the host before the service sees it.
   *
   * @default - both stay
   */
  readonly rewrite?: HttpPoliciesRewrite;
  /**
   * What browsers may do with the responses in pages of other origins.
   *
   * @default - what the service says
   */
  readonly corsPolicy?: HttpPoliciesCors;
  /**
   * Changes headers of requests and of responses.
   *
   * @default - they stay
   */
  readonly headers?: HttpPoliciesHeaders;
}

/** Headers that change. */
export interface HttpPoliciesHeaders {
  /**
   * Changes the headers that the service sees.
   *
   * @default - they stay
   */
  readonly request?: HeaderChanges;
  /**
   * Changes the headers that the client sees.
   *
   * @default - they stay
   */
  readonly response?: HeaderChanges;
}

/** What {@link HttpPolicies} takes: changes, another service and the requests for it, or one response and the requests that get it. */
export type HttpPoliciesProps = HttpPoliciesOptions & (
  | (HttpPoliciesChanges & NoneOf<HttpPoliciesAnswers & Pick<HttpPoliciesRoute, 'to'>>)
  | (HttpPoliciesRoute & HttpPoliciesChanges & NoneOf<HttpPoliciesAnswers>)
  | (ExactlyOne<HttpPoliciesAnswers> & Required<Pick<HttpPoliciesOptions, 'match'>> & NoneOf<HttpPoliciesChanges & Pick<HttpPoliciesRoute, 'to'>>)
  | ({ readonly redirect: PrefixRedirect } & NoneOf<Omit<HttpPoliciesAnswers, 'redirect'> & HttpPoliciesChanges & Pick<HttpPoliciesRoute, 'to'>>)
);

/** Changes the path, the Host, or both; the path in one of these forms. */
export type HttpPoliciesRewrite = PrefixRewrite | RegexPathRewrite | AuthorityRewrite;

/** Takes a prefix off the path, segment by segment. */
export interface PrefixRewrite {
  /** The prefix, such as `/docs`: it holds for `/docs` and `/docs/a`, and not for `/docstore`. Other requests stay as they are. */
  readonly prefix: string;
  /** The path that takes its place, such as `/`. */
  readonly uri: string;
  /**
   * The Host that the service sees for these requests.
   *
   * @default - it stays
   */
  readonly authority?: string;
  /** Not beside a prefix. */
  readonly uriRegexRewrite?: never;
}

/** Replaces what a regex finds in the path. */
export interface RegexPathRewrite {
  /** What is found in the path, and what takes its place. */
  readonly uriRegexRewrite: PathRegex;
  /**
   * The Host that the service sees.
   *
   * @default - it stays
   */
  readonly authority?: string;
  /** Not beside a regex. */
  readonly prefix?: never;
  /** Not beside a regex. */
  readonly uri?: never;
}

/** A regex for paths, and what takes the place of what it finds. */
export interface PathRegex {
  /** What is found in the path, without its query: a regex in RE2 syntax, of at most 1024 bytes. All places are replaced. */
  readonly match: string;
  /** What takes its place; `\\1` in a TypeScript text is the text of the first group. */
  readonly rewrite: string;
}

/** Puts another Host in the place of the one that the client asked for. */
export interface AuthorityRewrite {
  /** The Host that the service sees. */
  readonly authority: string;
  /** Not here: see {@link PrefixRewrite}. */
  readonly prefix?: never;
  /** Not here: see {@link RegexPathRewrite}. */
  readonly uriRegexRewrite?: never;
  /** Not here: see {@link PrefixRewrite}. */
  readonly uri?: never;
}

/** Where a client is sent; what is not set stays as in the request. At least one part of the address is needed. */
export type HttpPoliciesRedirect = PathRedirect | PrefixRedirect;

/** Sends clients to one path, or leaves the path as it is. */
export interface PathRedirect extends RedirectAddress {
  /** The new path, whole. */
  readonly uri?: string;
  /** Not here: see {@link PrefixRedirect}. */
  readonly prefix?: never;
}

/** Sends clients from paths under one prefix to the same under another, segment by segment. Needs Istio 1.31. */
export interface PrefixRedirect extends RedirectAddress {
  /** The prefix, such as `/docs`: it holds for `/docs` and `/docs/a`, and not for `/docstore`. Other requests are not redirected. */
  readonly prefix: string;
  /** The path that takes its place, such as `/manual`. */
  readonly uri: string;
}

/** The target of a redirect, beside the path. */
export interface RedirectAddress {
  /** The new host. */
  readonly authority?: string;
  /** The new scheme. */
  readonly scheme?: 'http' | 'https';
  /** The new port, 1 to 65535. */
  readonly port?: number;
  /**
   * The status of the response. 307 and 308 keep the method of the request; 301 and 308 may be remembered by the client.
   *
   * @default 301
   */
  readonly redirectCode?: 301 | 302 | 303 | 307 | 308;
}

/** A response that the proxy sends itself. */
export interface HttpPoliciesResponse {
  /** The status, 200 to 599. */
  readonly status: number;
  /**
   * The body of the response, at most 1 MiB.
   *
   * @default - nothing
   */
  readonly body?: string;
}

/** What browsers may do with the responses in pages of other origins. */
export interface HttpPoliciesCors {
  /** Origins whose pages may read the responses, with scheme and port; a text is compared whole: `https://shop.example.com`. */
  readonly allowOrigins: readonly (string | StringMatch)[];
  /**
   * Methods that those pages may use.
   *
   * @default - those that browsers allow without asking: GET, HEAD and POST
   */
  readonly allowMethods?: readonly CorsMethod[];
  /**
   * Headers that those pages may send.
   *
   * @default - those that browsers allow without asking
   */
  readonly allowHeaders?: readonly string[];
  /**
   * Headers of the response that those pages may read.
   *
   * @default - those that browsers show without asking
   */
  readonly exposeHeaders?: readonly string[];
  /**
   * How long a browser may remember this, in whole seconds.
   *
   * @default - as long as the browser likes
   */
  readonly maxAge?: GoDuration;
  /**
   * Whether those pages may send cookies; not with the origin `*`.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;
}

/** Changes of headers. */
export interface HeaderChanges {
  /**
   * Headers by name and the value that they get, whatever they had.
   *
   * @default - none
   */
  readonly set?: Readonly<Record<string, string>>;
  /**
   * Headers that are taken out.
   *
   * @default - none
   */
  readonly remove?: readonly string[];
}
