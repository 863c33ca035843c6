import {
  anyText, duration, fault, fields, flag, listOf, mapOf, oneField, optional, percentage, type Shape, text, textOrNull, whole,
} from '../shapes/shape';
import type { Behaviours } from './behaviours';
import type { Cors } from './cors';
import type { Fault } from './fault';
import type { Mirror } from './mirror';
import type { Retries } from './retries';
import type { PathRewrite } from './rewrite';

type Delay = NonNullable<Fault['delay']>;
type Abort = NonNullable<Fault['abort']>;
type Origin = Cors['origins'][number];

const delay: Shape<Delay> = fields<Delay>({ time: duration, percent: percentage });

const timeLimit: Shape<string> = (value, at) => (value === 'off' ? undefined : duration(value, at));

const abortFields = fields<{ readonly percent: number; readonly status?: number; readonly grpcStatus?: string }>({
  percent: percentage, status: optional(whole(200, 599)), grpcStatus: optional(text),
});

const abort: Shape<Abort> = (value, at) => {
  const found = abortFields(value, at);
  if (found) return found;
  const { status, grpcStatus } = value as { readonly status?: number; readonly grpcStatus?: string };
  return (status === undefined) === (grpcStatus === undefined) ? fault(at, 'an object with one of status, grpcStatus', value) : undefined;
};

/** The values that each behaviour can have. A leaf without a shape does not compile. */
export const BEHAVIOUR_SHAPES: { readonly [Leaf in keyof Behaviours]-?: Shape<Behaviours[Leaf]> } = {
  timeout: optional(timeLimit),
  retries: optional(fields<Retries>({ attempts: whole(0), perTry: optional(duration), on: optional(listOf(text, 1)) })),
  fault: optional(fields<Fault>({ delay: optional(delay), abort: optional(abort) })),
  mirrors: optional(listOf(fields<Mirror>({
    version: optional(text), host: optional(text), port: optional(whole(1, 65535)), percent: percentage,
  }))),
  cors: optional(fields<Cors>({
    origins: listOf(oneField<Origin>({ exact: text, prefix: text, regex: text }), 1),
    methods: optional(listOf(text)),
    headers: optional(listOf(text)),
    exposeHeaders: optional(listOf(text)),
    maxAge: optional(duration),
    credentials: optional(flag),
  })),
  rewritePath: optional(fields<PathRewrite>({ match: text, rewrite: anyText })),
  rewriteAuthority: optional(text),
  requestHeaders: optional(mapOf(textOrNull)),
  responseHeaders: optional(mapOf(textOrNull)),
};
