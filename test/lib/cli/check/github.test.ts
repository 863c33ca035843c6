import { BAD, folderOf, NOTED, run, virtualService, WARNED } from '../../../support/command';

const annotations = async (files: Record<string, string>): Promise<string[]> => (
  (await run(folderOf(files), ['check', '.', '-o', 'github'])).stdout.split('\n').filter(Boolean)
);

test('each finding is one workflow command at its line', async () => {
  expect(await annotations({ 'a.yaml': BAD })).toEqual([
    '::error file=a.yaml,line=8,endLine=8,col=7,endColumn=19,title=value/duration::'
    + 'Expected a duration of at least 1ms, such as 5s or 1h30m, got "3": the unit is missing, write 3s%0A'
    + 'VirtualService shop/reviews spec.http[0].timeout%0A'
    + 'fix: write 3s',
  ]);
});

test('by severity', async () => {
  const said = await annotations({ 'a.yaml': `${BAD}---\n${WARNED}---\n${NOTED}` });
  expect(said.map((line) => line.split(' ')[0])).toEqual(['::error', '::warning', '::notice']);
});

test('what would end a property or the command is escaped', async () => {
  const said = await annotations({ 'a,b:50%.yaml': virtualService('route: [{destination: {host: a}}]\n      timeout: "5%0A::error::x\\r\\n"') });
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^::error file=a%2Cb%3A50%25\.yaml,line=8,/);
  expect(said[0]).toContain('got "5%250A::error::x\\r\\n"'); // quoted, and % escaped
});

test('a place of several lines has no columns', async () => {
  const several = virtualService('timeout: |\n          3\n          4');
  expect((await annotations({ 'a.yaml': several }))[0]).toMatch(/^::error file=a\.yaml,line=7,endLine=9,title=/);
});

test('the summary goes to stderr', async () => {
  expect((await run(folderOf({ 'a.yaml': BAD }), ['check', '.', '-o', 'github'])).stderr).toBe('Checked 1 resource: 1 error\n');
});
