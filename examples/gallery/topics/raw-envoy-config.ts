import { IstioEnvoyFilter } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Raw Envoy configuration, where no other kind has the words: to be tried again with every upgrade',
  recipes: {
    '146-envoyfilter-lb-passthrough.yaml': {
      title: 'Lets a request choose its endpoint by header, on one cluster of the gateway that balances by PASSTHROUGH',
      known: { 'envoy-filter/no-stable-interface': 'no other kind has this setting, so try the patch with every upgrade' },
      build: (chart) => new IstioEnvoyFilter(chart, 'passthrough', {
        metadata: { name: 'lb-passthrough', namespace: 'istio-system' },
        spec: {
          workloadSelector: { labels: { istio: 'ingressgateway' } },
          configPatches: [{
            applyTo: 'CLUSTER',
            match: { cluster: { name: 'outbound|9080|v1|productpage.istio.svc.cluster.local' } },
            patch: { operation: 'MERGE', value: { original_dst_lb_config: { use_http_header: true } } },
          }],
        },
      }),
    },
  },
};

export default topic;
