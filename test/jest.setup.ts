// Each of these changes what cdk8s writes; a test that wants one sets it itself.
for (const name of ['CDK8S_DISABLE_SORT', 'CDK8S_OUTDIR', 'CDK8S_LEGACY_HASH', 'CDK8S_RECORD_CONSTRUCT_METADATA']) {
  delete process.env[name];
}
