import { isCidr } from '../values/ip';
import { readMeshConfig } from './read-mesh-config';
import { yamlValue } from './yaml-value';

/**
 * Why the value of an annotation is not one that the injector takes; undefined where it is, or where nothing is known about
 * the annotation.
 */
export function annotationProblem(name: string, value: string): string | undefined {
  return Object.hasOwn(PROBLEMS, name) ? PROBLEMS[name]!(value) : undefined;
}

type Problem = (value: string) => string | undefined;

const TRAFFIC = 'traffic.sidecar.istio.io';
const READINESS = 'readiness.status.sidecar.istio.io';

const PROBLEMS: Readonly<Record<string, Problem>> = {
  'sidecar.istio.io/interceptionMode': (value) => (['REDIRECT', 'TPROXY', 'NONE'].includes(value) ? undefined : 'expected REDIRECT, TPROXY or NONE'),
  'status.sidecar.istio.io/port': portProblem,
  [`${READINESS}/initialDelaySeconds`]: wholeNumber,
  [`${READINESS}/periodSeconds`]: wholeNumber,
  [`${READINESS}/failureThreshold`]: wholeNumber,
  [`${TRAFFIC}/includeOutboundIPRanges`]: orStar(ranges),
  [`${TRAFFIC}/excludeOutboundIPRanges`]: ranges,
  [`${TRAFFIC}/includeInboundPorts`]: orStar(ports),
  [`${TRAFFIC}/excludeInboundPorts`]: ports,
  [`${TRAFFIC}/excludeOutboundPorts`]: ports,
  [`${TRAFFIC}/excludeInterfaces`]: interfaces,
  [`${TRAFFIC}/kubevirtInterfaces`]: interfaces,
  'istio.io/reroute-virtual-interfaces': interfaces,
  'prometheus.istio.io/merge-metrics': (value) => (/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value) ? undefined : 'expected true or false'),
  'proxy.istio.io/config': proxyConfig,
  'sidecar.istio.io/proxyCPU': quantity,
  'sidecar.istio.io/proxyCPULimit': quantity,
  'sidecar.istio.io/proxyMemory': quantity,
  'sidecar.istio.io/proxyMemoryLimit': quantity,
};

function orStar(problem: Problem): Problem {
  return (value) => (value === '*' ? undefined : problem(value));
}

function portProblem(value: string): string | undefined {
  const text = value.trim();
  return /^\d{1,5}$/.test(text.replace(/^0+(?=\d)/, '')) && Number(text) <= 65535 ? undefined : 'expected a number from 0 to 65535';
}

function ports(value: string): string | undefined {
  return value.trim() === '' || value.split(',').every((port) => portProblem(port) === undefined) ? undefined : 'expected ports with commas between';
}

function wholeNumber(value: string): string | undefined {
  return /^\d{1,40}$/.test(value) && Number(value) < 2 ** 32 ? undefined : 'expected a whole number';
}

function ranges(value: string): string | undefined {
  return value === '' || value.split(',').every((range) => range.includes('/') && isCidr(range)) ? undefined : 'expected ranges such as 10.0.0.0/8, with commas and no spaces between';
}

function interfaces(value: string): string | undefined {
  const isName = (name: string): boolean => /^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/.test(name.trim());
  return value === '' || value.split(',').every(isName) ? undefined : 'expected names of network interfaces with commas between';
}

/** A quantity of Kubernetes. */
function quantity(value: string): string | undefined {
  const isQuantity = value.length <= 100 && /^[+-]?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/.test(value);
  return isQuantity ? undefined : 'expected a quantity such as 100m or 128Mi';
}

function proxyConfig(value: string): string | undefined {
  const read = yamlValue(value);
  if (!read) return 'expected YAML';
  if (read.value === undefined || read.value === null) return undefined;
  const problem = readMeshConfig({ defaultConfig: read.value }).problems.find(({ isUnknown }) => !isUnknown);
  return problem && `${problem.message.replace(/^E/, 'e')}`;
}
