import type { Path } from '../../../lib/core/finding';
import { quote } from '../../../lib/core/quote';
import type { AuthorizationFrom } from '../../../lib/kinds/authorization-policy/api';
import { isDnsLabel } from '../../../lib/values/host-name';
import { Principal } from '../../authorization-policy/principal';

/** Who may go through an egress gateway: the workloads of a namespace, or some of them. */
export type EgressClient = string | EgressClientAccounts;

/** The workloads of a namespace that run with one of these service accounts. */
export interface EgressClientAccounts {
  /** The namespace. */
  readonly namespace: string;
  /** Names of service accounts of the namespace, at least one. */
  readonly serviceAccounts: readonly string[];
}

/** The namespace of a client. @internal */
export function namespaceOfClient(client: EgressClient): string {
  return typeof client === 'string' ? client : client.namespace;
}

/** What is wrong with the list of clients, and at which of its entries. @internal */
export function clientsProblem(clients: unknown): { readonly at: Path; readonly message: string } | undefined {
  if (!Array.isArray(clients) || clients.length === 0) return { at: [], message: `Expected at least one client, got ${quote(clients)}` };
  for (const [i, client] of (clients as unknown[]).entries()) {
    if (typeof client === 'string') {
      if (!isDnsLabel(client)) return { at: [i], message: `Expected the name of a namespace, got ${quote(client)}` };
      continue;
    }
    const { namespace, serviceAccounts } = (client ?? {}) as Partial<EgressClientAccounts>;
    if (typeof namespace !== 'string' || !isDnsLabel(namespace)) {
      return { at: [i, 'namespace'], message: `Expected the name of a namespace, got ${quote(namespace)}` };
    }
    if (!Array.isArray(serviceAccounts) || serviceAccounts.length === 0 || !serviceAccounts.every(isAccount)) {
      return { at: [i, 'serviceAccounts'], message: `Expected names of service accounts, got ${quote(serviceAccounts)}` };
    }
  }
  return undefined;
}

/** A star would let in accounts that the program does not name. */
function isAccount(name: unknown): boolean {
  return typeof name === 'string' && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name);
}

/** The clients as sources of a policy, in an order of their own. @internal */
export function sourcesOf(clients: readonly EgressClient[]): AuthorizationFrom[] {
  const namespaces = [...new Set(clients.filter((client) => typeof client === 'string'))].sort();
  const principals = new Set(clients.flatMap((client) => (typeof client === 'string' ? [] : client.serviceAccounts
    .map((account) => Principal.serviceAccount(client.namespace, account)))));
  return [
    ...(principals.size > 0 ? [{ source: { principals: [...principals].sort() } }] : []),
    ...(namespaces.length > 0 ? [{ source: { namespaces } }] : []),
  ];
}
