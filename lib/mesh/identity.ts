/** The identity of a service account, as certificates carry it. */
export function identityOf(trustDomain: string, namespace: string, account: string): string {
  return `spiffe://${trustDomain}/ns/${namespace}/sa/${account}`;
}

/** Identities, and each of this mesh in its other trust domains too. */
export function withAliases(identities: Iterable<string>, aliases: readonly string[]): readonly string[] {
  const all = new Set(identities);
  if (aliases.length > 0) {
    for (const identity of [...all]) {
      const rest = /^spiffe:\/\/[^/]+(\/ns\/[^/]+\/sa\/[^/]+)$/.exec(identity)?.[1];
      if (rest !== undefined) for (const domain of aliases) all.add(`spiffe://${domain}${rest}`);
    }
  }
  return [...all].sort();
}
