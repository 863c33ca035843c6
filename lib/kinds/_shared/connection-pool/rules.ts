import type { Path } from '../../../core/finding';
import type { Rule } from '../../../core/rule';
import { defineTable, type RuleRow, type TableScope } from '../../../core/rule-table';
import type { Json } from '../../../values/types';
import type { ConnectionPoolSettings } from './api';

/** A connection pool and where it stands. */
export interface PlacedPool {
  readonly at: Path;
  readonly pool: Json<ConnectionPoolSettings>;
}

const rows: readonly RuleRow<PlacedPool>[] = [
  {
    id: ['destination-rule/pool-not-empty', 'sidecar/pool-not-empty'],
    onlyWith: ['connectionPool', 'inboundConnectionPool'],
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected limits on TCP, on HTTP, or both',
    why: 'istiod refuses the resource: an empty connection pool limits nothing.',
    fix: 'add tcp or http, or remove the connection pool',
    source: 'pkg/config/validation/validation.go#validateConnectionPool',
    good: ['{tcp: {}}'],
    bad: [{ yaml: '{}', at: '' }],
    check({ at, pool }, report) {
      if (pool.tcp === undefined && pool.http === undefined) report(at, { message: 'Expected tcp or http, got an empty connection pool' });
    },
  },
  {
    id: ['destination-rule/pool-limit-negative', 'sidecar/pool-limit-negative'],
    onlyWith: ['connectionPool', 'inboundConnectionPool'],
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected limits of 0 or more',
    why: 'istiod refuses the resource.',
    fix: 'write a positive limit, or leave it out for none',
    source: 'pkg/config/validation/validation.go#validateConnectionPool',
    good: ['{tcp: {maxConnections: 0}, http: {maxRetries: 3}}'],
    bad: [{ yaml: '{tcp: {maxConnections: -1}}', at: '.tcp.maxConnections' }, { yaml: '{http: {maxRetries: -1}}', at: '.http.maxRetries' }],
    check({ at, pool: { tcp = {}, http = {} } }, report) {
      const limits: readonly (readonly [string, string, number | undefined])[] = [
        ['tcp', 'maxConnections', tcp.maxConnections],
        ['http', 'http1MaxPendingRequests', http.http1MaxPendingRequests],
        ['http', 'http2MaxRequests', http.http2MaxRequests],
        ['http', 'maxRequestsPerConnection', http.maxRequestsPerConnection],
        ['http', 'maxRetries', http.maxRetries],
        ['http', 'maxConcurrentStreams', http.maxConcurrentStreams],
      ];
      for (const [part, field, limit = 0] of limits) if (limit < 0) report([...at, part, field], { message: `Expected 0 or more, got ${limit}` });
    },
  },
  {
    id: ['destination-rule/pool-upgrade-conflict', 'sidecar/pool-upgrade-conflict'],
    onlyWith: ['useClientProtocol'],
    severity: 'error',
    authority: 'istiod',
    summary: 'Conflicting fields: h2UpgradePolicy UPGRADE and useClientProtocol',
    why: 'istiod refuses the resource: UPGRADE always uses HTTP/2, useClientProtocol the protocol of the client.',
    fix: 'keep one of them',
    source: 'pkg/config/validation/validation.go#validateConnectionPool',
    good: ['{http: {h2UpgradePolicy: UPGRADE, useClientProtocol: false}}'],
    bad: [{ yaml: '{http: {h2UpgradePolicy: UPGRADE, useClientProtocol: true}}', at: '.http' }],
    check({ at, pool: { http } }, report) {
      if (http?.h2UpgradePolicy !== 'UPGRADE' || !http.useClientProtocol) return;
      report([...at, 'http'], { message: 'Expected h2UpgradePolicy UPGRADE or useClientProtocol, got both' });
    },
  },
  {
    id: ['destination-rule/pool-keep-alive-whole', 'sidecar/pool-keep-alive-whole'],
    onlyWith: ['http2KeepAlive'],
    severity: 'error',
    authority: 'istiod',
    summary: 'Expected interval and timeout of the HTTP/2 keep-alive',
    why: 'istiod refuses the resource: neither of the two has a default.',
    fix: 'set both',
    source: 'pkg/config/validation/validation.go#validateConnectionPool',
    good: ['{http: {http2KeepAlive: {interval: 30s, timeout: 5s}}}'],
    bad: [{ yaml: '{http: {http2KeepAlive: {interval: 30s}}}', at: '.http.http2KeepAlive' }],
    check({ at, pool: { http } }, report) {
      const keepAlive = http?.http2KeepAlive;
      if (keepAlive === undefined) return;
      const missing = (['interval', 'timeout'] as const).filter((field) => keepAlive[field] === undefined);
      if (missing.length > 0) report([...at, 'http', 'http2KeepAlive'], { message: `Expected interval and timeout, got no ${missing.join(' and no ')}` });
    },
  },
];

/** What connection pools may be, as rules of a kind. */
export function connectionPoolRules<Spec>(scope: TableScope<Spec, PlacedPool>): readonly Rule<Spec>[] {
  return defineTable(scope, rows);
}
