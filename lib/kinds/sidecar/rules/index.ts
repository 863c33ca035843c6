import { connectionPools } from './connection-pools';
import { defaultEndpoint } from './default-endpoint';
import { duplicateImport, egressHosts, importsAllAlready } from './egress-hosts';
import { egressProxy, egressProxyShortHost, proxyNeedsAllowAny } from './egress-proxy';
import { exclusionRelease } from './exclusion-release';
import { httpPoolOnTcp } from './http-pool-on-tcp';
import { ingressTls } from './ingress-tls';
import { listenerBind } from './listener-bind';
import { listenerPort } from './listener-port';
import { noCaptureOfSockets } from './no-capture-of-sockets';
import { notEmpty } from './not-empty';
import { portlessListenerLast } from './portless-listener-last';
import { serverTls } from './server-tls';
import { selectorKey, selectorSelectsAll } from './selector';
import { uniqueListeners } from './unique-listeners';

/** The rules of Sidecar. */
export const rules = [
  connectionPools, defaultEndpoint, duplicateImport, egressHosts, egressProxy, egressProxyShortHost, exclusionRelease,
  httpPoolOnTcp, importsAllAlready,
  ingressTls, listenerBind, listenerPort, noCaptureOfSockets, notEmpty, portlessListenerLast, proxyNeedsAllowAny, selectorKey,
  selectorSelectsAll, serverTls, uniqueListeners,
].flat();
