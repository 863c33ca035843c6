import { quote } from '../../lib/core/quote';
import { isSameWord, unknownName } from '../../lib/core/suggest';

/** A word that options of this package have for an idea. @internal */
export interface Word {
  /** The idea, as the glossary has it. */
  readonly idea: string;
  /** Other words for it: no option has them, and a program that writes one of them reads this word. */
  readonly others: readonly string[];
  /** What to write; the word alone where nothing has to be added to it. */
  readonly write?: string;
}

/** The words of options; Istio's own where it has one for the idea. @internal */
export const VOCABULARY: Readonly<Record<string, Word>> = {
  workload: {
    idea: 'pods, as `{ labels, serviceAccount? }`', write: 'workload: { labels: { … } }',
    others: ['selector', 'workloadSelector', 'podSelector', 'pods', 'matchLabels'],
  },
  dnsWorkload: { idea: 'the pods that resolve DNS', others: ['dnsPods'], write: 'dnsWorkload: { labels: { … } }' },
  percentage: { idea: 'a part of the requests, in percent', others: ['percent', 'share', 'ratio'] },
  weight: { idea: 'the share of a version', others: ['percent', 'percentage', 'share'] },
  versions: { idea: 'groups of pods of a service, by their labels', others: ['subsets'] },
  https: { idea: 'TLS at a gateway', others: ['tls'], write: 'https: { credentialName: … }' },
  credentialName: { idea: 'a Secret with a certificate', others: ['secretName', 'secret', 'certificate'] },
  destination: { idea: 'where mirrored requests and a weighted share of a route go', others: ['target', 'mirrorTo'] },
  uri: { idea: 'the path that takes the place of the one that was asked for', others: ['path', 'newPath', 'replacement', 'to'] },
  uriRegexRewrite: {
    idea: 'a regex for paths, and what takes the place of what it finds', others: ['regex', 'regexRewrite'],
    write: 'uriRegexRewrite: { match: …, rewrite: … }',
  },
  redirectCode: { idea: 'the status of a redirect', others: ['status', 'code', 'statusCode'] },
  status: { idea: 'the status of a direct response', others: ['code', 'statusCode', 'httpStatus'] },
  corsPolicy: { idea: 'what browsers may do with responses in pages of other origins', others: ['cors'] },
  retryOn: { idea: 'the failures after which a request is tried again', others: ['conditions', 'on', 'retries'] },
  attempts: { idea: 'how often a request is tried again', others: ['numRetries', 'count', 'tries'] },
  perTryTimeout: { idea: 'the most that one attempt may take', others: ['perTry', 'tryTimeout'] },
  fixedDelay: { idea: 'how long a fault holds requests back', others: ['time', 'delay', 'duration'] },
  httpStatus: { idea: 'the status with which a fault aborts requests', others: ['status', 'code', 'statusCode'] },
  outlierDetection: { idea: 'taking failing endpoints out of the pool', others: ['ejection', 'outliers'], write: 'outlierDetection: false' },
  http1MaxPendingRequests: { idea: 'the most requests that wait for a connection', others: ['maxPendingRequests', 'pendingRequests'] },
  http2MaxRequests: { idea: 'the most requests at once, whatever the version of HTTP', others: ['maxRequests', 'maxConcurrentRequests'] },
  failoverPriority: { idea: 'labels by which the next best endpoints are found', others: ['order', 'priority'] },
  failover: { idea: 'which region takes over from which', others: ['regions'] },
  sourceIp: { idea: 'the address of a client', others: ['clientAddress', 'clientIp', 'useSourceIp'], write: 'sourceIp: true' },
  queryParam: { idea: 'a parameter of the query', others: ['query', 'queryParameter', 'httpQueryParameterName'] },
  header: { idea: 'the header by which an endpoint is chosen', others: ['httpHeaderName'] },
  cookie: { idea: 'the cookie by which an endpoint or a version is chosen', others: ['httpCookie'] },
  ttl: { idea: 'how long a cookie lasts', others: ['maxAge', 'lifetime'] },
  sni: { idea: 'the name for which a client asks in TLS', others: ['serverName', 'hostname'] },
  portLevelMtls: { idea: 'which TLS single ports accept', others: ['ports', 'portLevel'] },
  outboundTrafficPolicy: { idea: 'what happens to calls of unknown destinations', others: ['outbound', 'outboundPolicy'] },
  defaultEndpoint: { idea: 'where an ingress listener forwards to', others: ['forwardTo', 'endpoint'] },
};

/** Options that have moved into another one, and what to write. @internal */
export const MOVED: Readonly<Record<string, readonly string[]>> = {
  serviceAccount: ['workload: { serviceAccount: … }'],
  attempts: ['retries: { attempts: … }'],
  perTry: ['retries: { perTryTimeout: … }'],
  perTryTimeout: ['retries: { perTryTimeout: … }'],
  retryOn: ['retries: { retryOn: … }'],
  allMethods: ['retries: { allMethods: true }'],
  requestHeaders: ['headers: { request: { … } }'],
  responseHeaders: ['headers: { response: { … } }'],
  set: ['request: { set: { … } }'],
  remove: ['request: { remove: [ … ] }'],
  add: ['set: { … }'],
  host: ['authority: …'],
};

/** What is refused of an option that a construct does not have: the word that it has for the same idea comes first. @internal */
export function unknownOption(option: string, known: readonly string[]): { readonly message: string; readonly fix?: string } {
  const wanted = rightWord(option, known);
  if (wanted === undefined) return unknownName(option, known, 'no options');
  return { message: `Expected ${wanted}, got ${quote(option)}`, fix: `write ${wanted}` };
}

/** What to write for an idea among the options that are known. */
function rightWord(option: string, known: readonly string[]): string | undefined {
  const moved = Object.hasOwn(MOVED, option) ? MOVED[option]!.find((write) => known.includes(write.split(':')[0]!)) : undefined;
  if (moved !== undefined) return moved;
  const word = known.find((name) => Object.hasOwn(VOCABULARY, name) && VOCABULARY[name]!.others.some((other) => isSameWord(other, option)));
  return word === undefined ? undefined : VOCABULARY[word]!.write ?? word;
}
