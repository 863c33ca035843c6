import { decideAccess } from '../../lib/access/decide-access';
import { type FormatRun, printTable } from './format';
import { type MeshCase, viewsOf } from './mesh-case';

/** A mesh, a workload in it, and requests that reach it. */
export interface AuthorizationCase extends MeshCase {
  readonly requests: readonly AccessSpec[];
  /** Whether each is let in; not there in a case that is only asked. */
  readonly answers?: readonly unknown[];
}

interface AccessSpec {
  readonly proxy: string;
  readonly port: number;
  /** The client's identity; without one it sends plaintext. */
  readonly from?: string;
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly claims?: Readonly<Record<string, unknown>> | 'bad';
}

/** A key set for the text that stands for it in the cases. */
const KEYS = JSON.stringify('{"keys":[{"kty":"RSA","kid":"k","e":"AQAB","n":"AQAB"}]}').slice(1, -1);

/** Our answers to a case, in the form of the recorded ones. */
export function decideAuthorization(given: AuthorizationCase): unknown[] {
  const docs = JSON.parse(JSON.stringify(given.docs).replaceAll('$JWKS', KEYS)) as readonly unknown[];
  const views = viewsOf({ ...given, docs });
  return given.requests.map(({ proxy, port, from, method = 'GET', host = 'workload', path = '/', headers = {}, claims }) => {
    const decision = decideAccess(views.get(proxy)!, {
      port, sourceIp: '127.0.0.1', destinationIp: given.proxies.find(({ name }) => name === proxy)!.ip ?? '10.244.255.1',
      ...(from === undefined ? {} : { from }),
      ...(claims === undefined ? {} : { token: claims === 'bad' ? 'invalid' : claims }),
      request: {
        method, path, authority: host, scheme: from ? 'https' : 'http',
        headers: Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      },
    });
    if (decision.is === 'allowed') return 200;
    return decision.is === 'unknown' ? decision.because : REFUSALS[decision.why];
  });
}

const REFUSALS = {
  'no mutual TLS': 'no mTLS', 'no TLS is taken': 'no listener', token: 401, audience: 403, 'no rule allows it': 403, 'a rule denies it': 403,
};

/** Both answers to each request of a case. */
export function compareAuthorization(
  given: AuthorizationCase,
): { readonly ask: AccessSpec; readonly theirs: unknown; readonly ours: unknown }[] {
  const ours = decideAuthorization(given);
  return given.requests.map((ask, i) => ({ ask, theirs: given.answers?.[i], ours: ours[i] }));
}

/** Compares all cases and prints agreement, for each recorded answer by itself. */
export const runAuthorization: FormatRun<AuthorizationCase> = (cases, print, most) => {
  const counts = new Map<string, { asked: number; agreed: number }>();
  const wrong: string[] = [];
  for (const given of cases) {
    for (const { ask, theirs, ours } of compareAuthorization(given)) {
      const count = counts.get(String(theirs)) ?? { asked: 0, agreed: 0 };
      counts.set(String(theirs), count);
      count.asked++;
      if (theirs === ours) count.agreed++;
      else wrong.push(`  ${given.id} ${JSON.stringify(ask)}\n    Envoy: ${String(theirs)}\n    we: ${String(ours)}`);
    }
  }
  printTable([['answer', 'asked', 'agreed'], ...[...counts].map(([kind, { asked, agreed }]) => [kind, String(asked), String(agreed)])], print);
  print(`${cases.length} meshes with access, ${wrong.length} other answers`);
  for (const line of wrong.slice(0, most)) print(line);
  return wrong.length === 0;
};
