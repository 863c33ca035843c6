import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import type { MeshEntry } from '../../mesh/mesh-entry';
import { asLabels, asList, asObject, asText, asTexts } from '../../mesh/unchecked';
import { isOfIstio, mutatingWebhooks, type Webhook } from '../webhooks';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const REVISION = 'istio.io/rev';
const CONFIGURATION = (name: string, selector: string): string => `apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {name: ${name}}\n`
  + `webhooks: [{name: ${name}.istio.io, clientConfig: {url: "https://istiod.example.com/inject"}, namespaceSelector: {matchLabels: {${selector}}}}]`;

/** Two webhooks that inject into the same pods. */
export const webhooksOverlap: Analyzer = {
  id: 'injection/webhooks-overlap',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Conflicting webhooks: pods are taken by one injector',
  why: 'Each of them injects a sidecar into the pod, so it gets two, or those of two revisions mixed.',
  fix: 'remove the installation that is not in use, or narrow the selectors of its webhook',
  source: [
    'pkg/config/analysis/analyzers/webhook/webhook.go#Analyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0139/',
  ],
  aliases: ['IST0139'],
  reads: ['MutatingWebhookConfiguration.admissionregistration.k8s.io'],
  check(mesh, report) {
    const injectors = injectorsOf(mutatingWebhooks(mesh));
    const revisions = [...new Set(injectors.flatMap(({ on, written }) => [...revisionsIn(on), ...revisionsOf(written)]))].sort();
    // istioctl knows a webhook by the names of its object and of itself.
    const byKey = new Map(injectors.map((webhook) => [keyOf(webhook), webhook]));
    const seen = new Set<string>();
    for (const namespace of combined('istio-injection', ['enabled', 'disabled'], revisions)) {
      const open = injectors.filter(({ takesNamespace }) => takesNamespace(namespace));
      if (open.length < 2) continue;
      for (const object of combined('sidecar.istio.io/inject', ['true', 'false'], revisions)) {
        const keys = [...new Set(open.filter(({ takesObject }) => takesObject(object)).map(keyOf))].sort();
        if (keys.length > 1) seen.add(JSON.stringify(keys));
      }
    }
    reportOnce(report, [...seen].flatMap((text) => {
      const keys = JSON.parse(text) as readonly string[];
      return keys.map((key) => {
        const { on, path, name } = byKey.get(key)!;
        const others = keys.filter((each) => each !== key).map((each) => byKey.get(each)!);
        return {
          key: JSON.stringify(keys.filter((each) => each !== key)),
          at: { on, path },
          detail: {
            message: `Expected one webhook for the same pods, got ${quote(name)} beside ${others.slice(0, 3).map((other) => `${quote(other.name)} of ${renderResource(other.on.id)}`).join(', ')}`,
            related: others.slice(0, 20).map((other) => ({ on: other.on, path: other.path })),
          },
        };
      });
    }));
  },
  good: [`${CONFIGURATION('a', 'istio.io/rev: a')}\n---\n${CONFIGURATION('b', 'istio.io/rev: b')}`],
  bad: [{ yaml: `${CONFIGURATION('a', 'istio-injection: enabled')}\n---\n${CONFIGURATION('b', 'istio-injection: enabled')}`, at: [0, 'webhooks[0]'] }],
};

/** The webhooks of objects that are Istio's, by a revision or by the name of one of their webhooks. */
export function injectorsOf(webhooks: readonly Webhook[]): readonly Webhook[] {
  const objects = new Set(webhooks.filter((webhook) => isOfIstio(webhook) || revisionsIn(webhook.on).length > 0 || revisionsOf(webhook.written).length > 0).map(({ on }) => on)); // eslint-disable-line max-len -- one sentence
  return webhooks.filter(({ on }) => objects.has(on));
}

function revisionsIn({ resource: { metadata: { labels = {} } } }: MeshEntry): readonly string[] {
  return labels[REVISION] === undefined ? [] : [labels[REVISION]];
}

/** The revisions that the selectors of a webhook name. */
function revisionsOf({ namespaceSelector, objectSelector }: Readonly<Record<string, unknown>>): readonly string[] {
  return [namespaceSelector, objectSelector].map(asObject).flatMap(({ matchLabels, matchExpressions }) => {
    const { [REVISION]: own } = asLabels(matchLabels);
    const listed = asList(matchExpressions).map(asObject).filter(({ key }) => asText(key) === REVISION);
    return [...(own === undefined ? [] : [own]), ...listed.flatMap(({ values }) => asTexts(values))];
  });
}

/** Labels that namespaces and pods may have: with and without the label of injection, and with and without each revision. */
function combined(label: string, values: readonly string[], revisions: readonly string[]): readonly Readonly<Record<string, string>>[] {
  const own = [{}, ...values.map((value) => ({ [label]: value }))];
  return [...own, ...revisions.flatMap((revision) => own.map((labels) => ({ ...labels, [REVISION]: revision })))];
}

function keyOf({ on, name }: Webhook): string {
  return `${on.id.name}/${name}`;
}
