import { z } from 'zod';

/** zod's record, with `__proto__` as a key like others: zod passes over it, and would leave its value unchecked. Copies nothing. */
const AnyKeyRecord = z.core.$constructor<z.ZodRecord, z.core.$ZodRecordDef>('AnyKeyRecord', (inst, def) => {
  z.ZodRecord.init(inst, def as Parameters<typeof z.ZodRecord.init>[1]);
  inst._zod.parse = (payload, context) => {
    const input = payload.value as unknown;
    if (!z.core.util.isPlainObject(input)) {
      payload.issues.push({ code: 'invalid_type', expected: 'record', input, inst });
      return payload;
    }
    for (const key of Object.keys(input)) {
      const { issues } = def.valueType._zod.run({ value: input[key], issues: [] }, context) as z.core.ParsePayload;
      for (const issue of issues) payload.issues.push({ ...issue, path: [key, ...issue.path ?? []] });
    }
    return payload;
  };
});

/** A map from any text to entries. */
export function anyKeyRecord<T extends z.ZodType>(entry: T) {
  return new AnyKeyRecord({ type: 'record', keyType: z.string(), valueType: entry }) as z.ZodRecord<z.ZodString, T>;
}
