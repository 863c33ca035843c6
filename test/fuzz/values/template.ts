import * as fc from 'fast-check';
import { maybe, named, sequence, several, type ValueGrammar } from '../grammar';
import { mutated } from '../mutate';

const piece = fc.constantFrom('{{ .Values.x }}', '{{- if a }}', '{{*}}', '{{**}}', '{a}', '%REQ(:path)%', '%%', '%START_TIME(%s)%', '${A}', '/', '.', '{{', '}}', '%', 'a');

export const templates: ValueGrammar = {
  name: 'template',
  takes: named(/(path|paths\[\]|host|hosts\[\]|format|text|value|expression|exact|prefix)$/i),
  values: mutated(several(sequence(piece, maybe(fc.constant('.com'))), 5)),
};
