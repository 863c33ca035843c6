import type { HeaderChanges } from '../requests/header-changes';
import type { HttpRequest } from './request';

type Headers = HttpRequest['headers'];

/** The headers after some changes: what is removed goes first, then what is set, and at last what is added. */
export function changedHeaders(headers: Headers, changes: HeaderChanges | undefined, request: HttpRequest): Headers {
  if (!changes) return headers;
  const removed = new Set(changes.remove.map((name) => name.toLowerCase()));
  let changed: Headers = headers.filter(([name]) => !removed.has(name));
  const evaluated = (all: HeaderChanges['set']): Headers => (
    all.map(({ name, value }) => [name.toLowerCase(), headerValue(value, request)] as const).filter(([, value]) => value !== '')
  );
  // What values refer to is what the request had before.
  const [set, added] = [evaluated(changes.set), evaluated(changes.add)];
  for (const [name, value] of set) changed = replaced(changed, name, value);
  return [...changed, ...added];
}

function replaced(headers: Headers, name: string, value: string): Headers {
  const at = headers.findIndex(([each]) => each === name);
  const others = headers.filter(([each], i) => each !== name || i === at);
  return at < 0 ? [...headers, [name, value]] : others.map((header) => (header[0] === name ? [name, value] : header));
}

/** The text of a value in which `%REQ(name)%` stands for a header, and two percent signs for one. What else Envoy knows stays as it is. */
function headerValue(value: string, request: HttpRequest): string {
  return value.replace(/%%|%REQ\(([^)?]+)(?:\?([^)]+))?\)%/g, (_, name?: string, other?: string) => {
    if (name === undefined) return '%';
    return requestValue(request, name) ?? (other === undefined ? undefined : requestValue(request, other)) ?? '';
  });
}

function requestValue({ method, path, authority, scheme, headers }: HttpRequest, name: string): string | undefined {
  const pseudo: Readonly<Record<string, string>> = {
    ':method': method, ':path': path, ':authority': authority, ':scheme': scheme, host: authority,
  };
  return pseudo[name.toLowerCase()] ?? headers.find(([each]) => each === name.toLowerCase())?.[1];
}
