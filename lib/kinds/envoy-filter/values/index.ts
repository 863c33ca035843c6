export { decode } from './decode';
export { OBJECT_TYPES } from './object-types';
