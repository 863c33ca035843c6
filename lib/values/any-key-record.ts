import { z } from 'zod';
import { isObject } from '../core/is-object';

/** zod's record, with `__proto__` as a key like others: zod passes over it, so that its value would stay unchecked. */
const AnyKeyRecord = z.core.$constructor<z.ZodRecord, z.core.$ZodRecordDef>('AnyKeyRecord', (inst, def) => {
  z.ZodRecord.init(inst, def as Parameters<typeof z.ZodRecord.init>[1]);
  const { parse } = inst._zod;
  inst._zod.parse = (payload, context) => {
    const input = payload.value as unknown;
    const parsed = parse(payload, context) as z.core.ParsePayload<Record<string, unknown>>;
    if (!isObject(input) || parsed.value === input || !Object.hasOwn(input, '__proto__')) return parsed;
        const { value, issues } = def.valueType._zod.run({ value: input.__proto__, issues: [] }, context) as z.core.ParsePayload;
    for (const issue of issues) parsed.issues.push({ ...issue, path: ['__proto__', ...issue.path ?? []] });
    Object.defineProperty(parsed.value, '__proto__', { value, enumerable: true, configurable: true, writable: true });
    return parsed;
  };
});

/** A map from any text to entries. */
export function anyKeyRecord<T extends z.ZodType>(entry: T) {
  return new AnyKeyRecord({ type: 'record', keyType: z.string(), valueType: entry }) as z.ZodRecord<z.ZodString, T>;
}
