import { z } from 'zod';
export const schema = z.looseObject({});
export const rules = [];
