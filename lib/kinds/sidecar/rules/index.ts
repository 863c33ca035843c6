import { connectionPools } from './connection-pools';
import { defaultEndpoint } from './default-endpoint';
import { duplicateImport } from './duplicate-import';
import { egressHosts } from './egress-hosts';
import { egressProxy } from './egress-proxy';
import { egressProxyShortHost } from './egress-proxy-short-host';
import { exclusionRelease } from './exclusion-release';
import { httpPoolOnTcp } from './http-pool-on-tcp';
import { importsAllAlready } from './imports-all-already';
import { ingressTls } from './ingress-tls';
import { listenerBind } from './listener-bind';
import { listenerPort } from './listener-port';
import { noCaptureOfSockets } from './no-capture-of-sockets';
import { notEmpty } from './not-empty';
import { portlessListenerLast } from './portless-listener-last';
import { proxyNeedsAllowAny } from './proxy-needs-allow-any';
import { selectorKey } from './selector-key';
import { selectorSelectsAll } from './selector-selects-all';
import { serverTls } from './server-tls';
import { uniqueListeners } from './unique-listeners';

/** The rules of Sidecar. */
export const rules = [
  connectionPools, defaultEndpoint, duplicateImport, egressHosts, egressProxy, egressProxyShortHost, exclusionRelease,
  httpPoolOnTcp, importsAllAlready,
  ingressTls, listenerBind, listenerPort, noCaptureOfSockets, notEmpty, portlessListenerLast, proxyNeedsAllowAny, selectorKey,
  selectorSelectsAll, serverTls, uniqueListeners,
].flat();
