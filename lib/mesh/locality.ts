/** Where a workload runs: a region, a zone in it, a part of that. Unknown parts are empty. */
export interface Locality {
  readonly region: string;
  readonly zone: string;
  readonly subzone: string;
}

/** The locality that `eu/a/rack1` means. */
export function parseLocality(text: string): Locality {
  const [region = '', zone = '', subzone = ''] = text.split('/');
  return { region, zone, subzone };
}

/** The locality that the labels of a pod or WorkloadEntry name; in a label dots stand for slashes. */
export function labelledLocality(labels: Readonly<Record<string, string>>): string {
  const text = labels['topology.istio.io/locality'] ?? labels['istio-locality'] ?? '';
  return text.includes('/') ? text : text.replaceAll('.', '/');
}

/** The labels that istiod adds to a workload from what it knows about its place. */
export function topologyLabels(locality: string, node?: string): Readonly<Record<string, string>> {
  const { region, zone, subzone } = parseLocality(locality);
  return {
    ...(region === '' ? {} : { 'topology.kubernetes.io/region': region }),
    ...(zone === '' ? {} : { 'topology.kubernetes.io/zone': zone }),
    ...(subzone === '' ? {} : { 'topology.istio.io/subzone': subzone }),
    'topology.istio.io/cluster': 'Kubernetes',
    ...(node === undefined ? {} : { 'kubernetes.io/hostname': node }),
  };
}
