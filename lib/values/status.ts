import { closest } from '../core/suggest';
import { defineValue } from '../core/value-rule';

/** An HTTP status that a route returns. */
export const httpStatus = defineValue<number>({
  id: 'value/http-status',
  severity: 'error',
  authority: 'istiod',
  summary: 'An HTTP status is a whole number from 200 to 600',
  why: 'istiod refuses the resource.',
  fix: 'write the status to return, such as 503',
  source: 'pkg/config/validation/validation.go#validateHTTPStatus',
  expected: 'an HTTP status from 200 to 600',
  test(value) {
    if (!Number.isInteger(value)) return 'it is not a whole number';
    return value < 200 || value > 600 ? 'it is outside the range' : undefined;
  },
  good: [200, 404, 503, 600],
  bad: [0, 100, 199, 601, 503.5, NaN],
});

/** The statuses of gRPC, by number from 0. */
export const GRPC_STATUSES = [
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;

/** A status of gRPC, by name. */
export type GrpcStatus = (typeof GRPC_STATUSES)[number];

/** A gRPC status that a route returns, by name. */
export const grpcStatus = defineValue({
  id: 'value/grpc-status',
  severity: 'error',
  authority: 'istiod',
  summary: 'A gRPC status is one of the seventeen names',
  why: 'istiod refuses the resource.',
  fix: 'write the name of the status in upper case, such as UNAVAILABLE',
  source: 'pkg/config/validation/validation.go#validateGRPCStatus',
  expected: 'a gRPC status such as UNAVAILABLE',
  test(text) {
    if (GRPC_STATUSES.some((status) => status === text)) return undefined;
    const meant = statusMeant(text);
    return meant === undefined ? 'gRPC has no status of that name' : `gRPC has no status of that name, perhaps ${meant} is meant`;
  },
  correct: statusMeant,
  good: ['OK', 'UNAVAILABLE', 'DEADLINE_EXCEEDED'],
  bad: ['', 'ok', '14', 'CANCELED', 'UNAVAILABLE '],
});

function statusMeant(text: string): string | undefined {
  return /^[0-9]{1,2}$/.test(text) ? GRPC_STATUSES[Number(text)] : closest(text, GRPC_STATUSES);
}
