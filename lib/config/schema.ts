import { z } from 'zod';
import { FAIL_ON } from '../core/fail-on';
import { FORMER_IDS } from '../core/former-ids';
import { KNOWN_RULES } from '../core/known-rules.gen';
import { DEFAULT_RELEASE, RELEASES } from '../core/release';
import { SEVERITIES } from '../core/suppression/severities';

const severity = z.enum(SEVERITIES).meta({ id: 'Severity' });
const severities = {
  ...Object.fromEntries(Object.keys(KNOWN_RULES).map((rule) => [rule, severity.optional()])),
  ...Object.fromEntries(Object.entries(FORMER_IDS).map(([former, rule]) => (
    [former, severity.optional().meta({ deprecated: true, description: `Now called ${rule}.` })]
  ))),
};

/** What the file may hold. The descriptions are what editors show, through the JSON schema that is made from this. */
export const configSchema = z.strictObject({
  release: z.enum(RELEASES).optional()
    .describe(`The Istio release that will run the config. Default: ${DEFAULT_RELEASE}.`),
  rootNamespace: z.string().optional()
    .describe('The namespace whose policies hold for the whole mesh. Default: istio-system.'),
  clusterDomain: z.string().optional()
    .describe('The DNS domain of the cluster, the end of every service\'s full name. Default: cluster.local.'),
  trustDomain: z.string().optional()
    .describe('The trust domain of the mesh, the first part of every workload\'s identity. Default: cluster.local.'),
  failOn: z.enum(FAIL_ON).optional()
    .describe('The least severity that fails a check: the command, the plugin of the cdk8s CLI and the synth, which errors always stop. Default: error.'),
  world: z.enum(['open', 'closed']).optional()
    .describe('closed: what is checked and the context are all that the cluster has. open: what is not among them may exist elsewhere. Default: open.'),
  context: z.array(z.string()).optional()
    .describe('Files and folders with resources that are there too, such as what a cluster has, from the folder of this file. They are not checked.'),
  meshConfig: z.unknown().optional().meta({
    anyOf: [{ type: 'object', additionalProperties: true }, { type: 'string' }],
    description: 'The MeshConfig of the mesh: its fields, a text of YAML, or the path of a file with it, with the ConfigMap istio or with an IstioOperator.',
  }),
  analyzers: z.array(z.string()).optional()
    .describe('Packages, or paths of modules from the folder of this file, that export analyzers. They run beside those of cdk8s-istio.'),
  severities: z.strictObject(severities).optional()
    .describe('Severities that findings shall have, by rule. What the API server refuses stays an error.'),
  acknowledge: z.array(z.strictObject({
    rule: z.string().describe('The rule, as the finding names it.'),
    reason: z.string().describe('Why the findings may stay. Without one, nothing is suppressed.'),
    resource: z.string().optional().describe('The resources it is for, as findings write them, such as "VirtualService shop/*". Default: all.'),
  })).optional()
    .describe('Findings that are known and stay.'),
  skip: z.array(z.string()).optional()
    .describe('Files that are not checked: globs, from the folder of this file. Constructs are skipped in code: configureMesh(scope, { skip: true }).'),
  clusters: z.record(z.string(), z.string()).optional()
    .describe('The clusters that files are for: globs, from the folder of this file, and the name of a cluster. The first glob that matches counts. Nothing of one cluster is held against another.'),
});

/** The file as it is written, once nothing in it is wrong. */
export type ConfigFile = z.infer<typeof configSchema>;
