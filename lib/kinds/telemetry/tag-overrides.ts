import type { Path } from '../../core/finding';
import type { Json } from '../../values/types';
import type { TelemetrySpec } from './api';

/** A change to a label, as its fields stand in YAML. */
export interface TagOverrideFields {
  readonly operation?: 'UPSERT' | 'REMOVE';
  readonly value?: string;
}

/** Every change to a label, with the label's name and where it stands. */
export function* tagOverrides({ metrics = [] }: Json<TelemetrySpec>): Generator<{ name: string; tag: TagOverrideFields; at: Path }> {
  for (const [i, { overrides = [] }] of metrics.entries()) {
    for (const [k, { tagOverrides: tags = {} }] of overrides.entries()) {
      for (const [name, tag] of Object.entries(tags)) yield { name, tag, at: ['spec', 'metrics', i, 'overrides', k, 'tagOverrides', name] };
    }
  }
}
