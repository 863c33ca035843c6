import { policyRule } from './policy-rule';

/** Deprecated field consecutiveErrors. */
export const consecutiveErrorsDeprecated = policyRule({
  id: 'destination-rule/consecutive-errors-deprecated',
  onlyWith: ['consecutiveErrors'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Deprecated field consecutiveErrors',
  why: 'Istio ignores it: no endpoint is ejected because of it.',
  fix: 'write consecutive5xxErrors or consecutiveGatewayErrors',
  source: 'pkg/config/validation/validation.go#validateOutlierDetection',
  good: ['{outlierDetection: {consecutiveErrors: 0, consecutive5xxErrors: 5}}'],
  bad: [{ yaml: '{outlierDetection: {consecutiveErrors: 5}}', at: '.outlierDetection.consecutiveErrors' }],
  check({ of, at, policy }, report) {
    const { consecutiveErrors = 0 } = policy.outlierDetection ?? {};
    if (of !== 'host' || consecutiveErrors === 0) return;
    report([...at, 'outlierDetection', 'consecutiveErrors'], { message: `Deprecated field consecutiveErrors, got ${consecutiveErrors}` });
  },
});
