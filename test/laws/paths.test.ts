import fc from 'fast-check';
import { parsePath, renderPath } from '../../lib/core/finding';

test('the text of a path is read as the same path', () => {
  const key = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z_$][\w$-]*$/), fc.constantFrom('__proto__', '"]', '[0]', 'a.b', '\n'));
  fc.assert(fc.property(fc.array(fc.oneof(key, fc.nat())), (path) => {
    expect(parsePath(renderPath(path))).toEqual(path);
  }));
});
