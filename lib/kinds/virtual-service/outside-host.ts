import { isFqdn, isWildcardHost } from '../../values/host-name';

/** Ends of names that only a mesh, a cluster or a private network knows. */
const INSIDE = /(?:^|\.)(?:svc|local|internal|localdomain|localhost|lan|cluster|mesh|global)\.?$|\.svc\./i;

/** True for a name that clients outside of the mesh use too, such as `shop.example.com` or `*.example.com`. */
export function isOutsideHost(host: string): boolean {
  const name = host.replace(/^\*\./, '');
  return name.includes('.') && !INSIDE.test(name) && !/^[\d.]+$/.test(name) && isWildcardHost(host);
}

/** True for a short name or the full name of a Kubernetes service. */
export function isServiceHost(host: string): boolean {
  return isFqdn(host) && (!host.includes('.') || /\.svc(?:\.|$)/.test(host));
}
