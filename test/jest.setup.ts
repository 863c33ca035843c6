// The first four change what cdk8s writes, and the last, which `npm test` sets, changes which tsconfig.json a program of another folder
// gets. A test that wants one sets it itself.
for (const name of ['CDK8S_DISABLE_SORT', 'CDK8S_OUTDIR', 'CDK8S_LEGACY_HASH', 'CDK8S_RECORD_CONSTRUCT_METADATA', 'TSX_TSCONFIG_PATH']) {
  delete process.env[name];
}
