import { compareText } from '../../core/compare-text';
import type { HttpRouteSpec } from '../../mesh/virtual-services';

/** Changes of headers: what is removed goes first, then what is set, then what is added beside what is there. */
export interface HeaderChanges {
  readonly remove: readonly string[];
  readonly set: readonly HeaderValue[];
  readonly add: readonly HeaderValue[];
}

/** A header and its value, in which `%…%` stands for what Envoy knows of the request. */
export interface HeaderValue {
  readonly name: string;
  readonly value: string;
}

/** The changes that a route, or a destination of it, asks for, and the host that a header names. */
export interface Operations {
  readonly request: HeaderChanges | undefined;
  readonly response: HeaderChanges | undefined;
  readonly host: string | undefined;
}

type HeadersSpec = HttpRouteSpec['headers'];
type OperationsSpec = NonNullable<NonNullable<HeadersSpec>['request']>;

/** The host may be set by a header, all others of its kind are dropped. Source: route/route.go#TranslateHeadersOperations. */
export function operationsOf(spec: HeadersSpec): Operations {
  const { request, response } = spec ?? {};
  return { request: changes(request), response: changes(response), host: hostOf(request?.set) || hostOf(request?.add) };
}

function changes({ set = {}, add = {}, remove = [] }: OperationsSpec = {}): HeaderChanges | undefined {
  const all = { remove: remove.filter((name) => !isInternal(name)), set: values(set), add: values(add) };
  return all.remove.length + all.set.length + all.add.length === 0 ? undefined : all;
}

function values(headers: Readonly<Record<string, string>>): readonly HeaderValue[] {
  return Object.entries(headers).filter(([name]) => !isInternal(name)).map(([name, value]) => ({ name, value }))
    .sort((a, b) => compareText(a.name, b.name));
}

function hostOf(headers: Readonly<Record<string, string>> = {}): string | undefined {
  const name = Object.keys(headers).filter((each) => /^(:authority|host)$/i.test(each)).pop();
  return name === undefined ? undefined : headers[name];
}

function isInternal(name: string): boolean {
  return name.startsWith(':') || name.toLowerCase() === 'host';
}

/** Changes of a route together with those of its only destination. */
export function joinedChanges(first: HeaderChanges | undefined, next: HeaderChanges | undefined): HeaderChanges | undefined {
  if (!first || !next) return first ?? next;
  return { remove: [...first.remove, ...next.remove], set: [...first.set, ...next.set], add: [...first.add, ...next.add] };
}
