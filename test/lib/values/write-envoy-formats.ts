import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Asks a real Envoy which texts it takes as the value of a header, and writes its verdicts:
 *
 *   ENVOY=… npx tsx --tsconfig tsconfig.dev.json test/lib/values/write-envoy-formats.ts [text…]
 */

const FILE = join(__dirname, 'envoy-formats.json');
const HTTP = 'type.googleapis.com/envoy.extensions.filters';

function configWith(value: string): object {
  const routes = [{ match: { prefix: '/' }, directResponse: { status: 200 }, requestHeadersToAdd: [{ header: { key: 'x', value } }] }];
  return { staticResources: { listeners: [{
    name: 'l',
    address: { socketAddress: { address: '127.0.0.1', portValue: 1 } },
    filterChains: [{ filters: [{ name: 'http', typedConfig: {
      '@type': `${HTTP}.network.http_connection_manager.v3.HttpConnectionManager`,
      statPrefix: 'x',
      httpFilters: [{ name: 'router', typedConfig: { '@type': `${HTTP}.http.router.v3.Router` } }],
      routeConfig: { virtualHosts: [{ name: 'all', domains: ['*'], routes }] },
    } }] }],
  }] } };
}

function isTaken(envoy: string, value: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'format-'));
  try {
    writeFileSync(join(folder, 'envoy.json'), JSON.stringify(configWith(value)));
    const { status, error } = spawnSync(envoy, ['--mode', 'validate', '-c', join(folder, 'envoy.json'), '-l', 'off']);
    if (error) throw error;
    return status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const known = Object.keys(JSON.parse(readFileSync(FILE, 'utf8')) as object);
const texts = [...new Set([...known, ...process.argv.slice(2)])];
writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, isTaken(process.env.ENVOY!, text)])), undefined, 1)}\n`);
