import { noGrpcProbe } from './no-grpc-probe';
import { probeCommand } from './probe-command';
import { probeHeaderName } from './probe-header-name';
import { probeMethod } from './probe-method';
import { probeScheme } from './probe-scheme';
import { template } from './template';

/** The rules of WorkloadGroup. */
export const rules = [noGrpcProbe, probeCommand, probeHeaderName, probeMethod, probeScheme, ...template];
