import type { Path } from '../core/finding';
import { isIp } from '../values/ip';
import type { Mesh } from '../mesh/mesh';
import type { MeshEntry } from '../mesh/mesh-entry';
import { asList, asObject, asText } from '../mesh/unchecked';

/** A webhook of Istio's, and the address of the control plane behind it. */
export interface RemoteIstiod {
  readonly on: MeshEntry;
  readonly path: Path;
  readonly hook: string;
  readonly url: string;
  readonly problem: 'blank' | 'no URL' | 'an address' | undefined;
}

/** The kinds of objects that webhooks are in. */
const WEBHOOK_KINDS = [
  'MutatingWebhookConfiguration.admissionregistration.k8s.io', 'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
] as const;

/** The webhooks of the objects that an installation of Istio makes. */
export function* remoteIstiods(mesh: Mesh): Generator<RemoteIstiod> {
  for (const kind of WEBHOOK_KINDS) {
    for (const on of mesh.istioctl.all(kind)) {
      if (!isOfIstio(kind, on.id.name)) continue;
      for (const [i, webhook] of asList(on.resource.webhooks).map(asObject).entries()) {
        const { url, service } = asObject(webhook.clientConfig);
        const hasUrl = url !== undefined && url !== null;
        const problem = hasUrl ? urlProblem(String(url)) : service === undefined || service === null ? 'blank' : undefined;
        yield { on, path: ['webhooks', i, 'clientConfig', ...(hasUrl ? ['url'] : [])], hook: asText(webhook.name) ?? '', url: hasUrl ? String(url) : '', problem };
      }
    }
  }
}

function isOfIstio(kind: (typeof WEBHOOK_KINDS)[number], name: string): boolean {
  if (kind.startsWith('Mutating')) return name.startsWith('istio-sidecar-injector');
  return name === 'istiod-default-validator' || name.startsWith('istio-validator');
}

/** What Go's reader of URLs says about one. */
function urlProblem(url: string): RemoteIstiod['problem'] {
  const [, authority] = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/([^/?#]*)/.exec(url) ?? [];

  if (/[\0-\x1f\x7f]/.test(url) || url.startsWith(':') || /%(?![0-9a-fA-F]{2})/.test(url)) return 'no URL';
  if (authority === undefined) return /^[^/?#]*:/.test(url) && !/^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(url) ? 'no URL' : undefined;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const [, name, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(host) ?? [];
  if (name === undefined || (port !== undefined && !/^\d*$/.test(port)) || /[ "<>\\^`{|}]/.test(name)) return 'no URL';
  return isIp(name.replace(/^\[|\]$/g, '')) ? 'an address' : undefined;
}
