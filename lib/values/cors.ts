import { defineValue } from '../core/value-rule';
import { headerNameProblem } from './header';

/** The methods that a CORS policy can allow. */
export const CORS_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'] as const;

/** A method that a CORS policy can allow; the star stands for all. */
export type CorsMethod = (typeof CORS_METHODS)[number];

/** A method that a CORS policy allows. */
export const corsMethod = defineValue({
  id: 'value/cors-method',
  severity: 'error',
  authority: 'istiod',
  summary: 'A method to allow is an HTTP method in upper case, or a star',
  why: 'istiod refuses the resource.',
  fix: 'write the method in upper case, or * for all',
  source: 'pkg/config/validation/validation.go#validateCORSHTTPMethod',
  expected: 'an HTTP method such as GET, or *',
  test(text) {
    if (CORS_METHODS.some((method) => method === text)) return undefined;
    if (text === '') return 'it is empty';
    const meant = text.length <= 7 ? CORS_METHODS.find((method) => method === text.toUpperCase()) : undefined;
    return meant === undefined ? 'it is not one of the nine methods' : `methods are upper case, write ${meant}`;
  },
  correct: (text) => (text.length <= 10 ? CORS_METHODS.find((method) => method === text.trim().toUpperCase()) : undefined),
  good: ['GET', 'OPTIONS', '*'],
  bad: ['', 'get', 'PURGE', '**', 'GET '],
});

/** A header that a CORS policy allows or exposes. */
export const corsHeader = defineValue({
  id: 'value/cors-header',
  severity: 'error',
  authority: 'istiod',
  summary: 'A header to allow or expose is a header name, or a star',
  why: 'istiod refuses the resource.',
  fix: 'write a header name, or * for all',
  source: 'pkg/config/validation/validation.go#ValidateCORSHTTPHeaderName',
  expected: 'a header name, or *',
  test: headerNameProblem,
  good: ['content-type', '*', 'X-User'],
  bad: ['', 'content type', ':path', 'a:b'],
});
