export { schema } from './schema';
export { rules } from './rules';
