import { choices, quote } from '../core/quote';
import { defineValue } from '../core/value-rule';
import { requestUri, schemelessProblem } from './request-uri';

const SCHEMES = ['http', 'https', 'oci', 'file'];

/** Where a WebAssembly module is: a URL, or the name of an image. */
export const wasmUrl = defineValue({
  id: 'value/wasm-url',
  severity: 'error',
  authority: 'api-server',
  summary: 'A module is at an oci://, http://, https:// or file:// URL, or is the name of an image',
  why: 'The API server refuses the resource.',
  fix: 'write the scheme in front: oci://registry:5000/image:tag',
  source: ['manifests/charts/base/files/crd-all.gen.yaml#WasmPlugin.spec.url', 'pkg/config/validation/validation.go#validateWasmPluginURL'],
  cel: [
    'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "oci", "file"]) : (isURL("http://" + self) &&\n'
      + 'url("http://" + self).getScheme() in ["", "http", "https", "oci", "file"])',
    'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "file", "oci"]) : (isURL("http://" + self) &&\n'
      + 'url("http://" + self).getScheme() in ["", "http", "https", "file", "oci"])',
  ],
  expected: 'the URL of a module',
  test(text) {
    const { scheme, problem } = requestUri(text);
    // What is no URL is read as an image, or as a file of a web server without the scheme.
    if (scheme === undefined) return requestUri(`http://${text}`).problem === undefined ? undefined : problem;
    if (scheme === '') return schemelessProblem(text);
    if (SCHEMES.includes(scheme)) return undefined;
    return `its scheme is ${quote(scheme)}, expected ${choices(SCHEMES)}`;
  },
  good: [
    'oci://ghcr.io/acme/filter:v1', 'https://acme.com/filter.wasm', 'file:///etc/filter.wasm', 'HTTP://acme.com', 'docker.io/acme/filter:v1',
    '/etc/filter.wasm', 'https://acme.com:port', 'http://[::1]:80/a', 'http://[1.2.3.4]/', '*', '//acme.com/filter.wasm', '///%20',
  ],
  bad: [
    'localhost:5000/filter', 'ftp://acme.com/filter.wasm', 'unix:///filter.wasm', '%zz', 'http://acme.com/%zz', 'oci://acme.com/a?b#%zz', 'a b',
    '//@sha256:%20', '//**a\\', '//a b/c',
  ],
});
