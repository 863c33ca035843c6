import { Resolution, ServiceEntry } from 'cdk8s-istio';
import type { Topic } from '../recipe';

const topic: Topic = {
  title: 'Services outside the mesh',
  recipes: {
    '041-serviceentry-baidu.yaml': {
      title: 'A website under its DNS name, over plain HTTP',
      build: (chart) => new ServiceEntry(chart, 'baidu', {
        metadata: { name: 'baidu' },
        hosts: ['www.baidu.com'],
        ports: { http: { number: 80, protocol: 'HTTP' } },
        location: 'MESH_EXTERNAL',
        resolution: Resolution.dns(),
      }),
    },
    '076-serviceentry-httpbin-ext.yaml': {
      title: 'A public test API, so that its calls can be routed, timed out and measured',
      build: (chart) => new ServiceEntry(chart, 'httpbin', {
        metadata: { name: 'httpbin-ext' },
        hosts: ['httpbin.org'],
        ports: { http: { number: 80, protocol: 'HTTP' } },
        location: 'MESH_EXTERNAL',
        resolution: Resolution.dns(),
      }),
    },
    '077-serviceentry-google.yaml': {
      title: 'A website over HTTPS that the application itself encrypts',
      build: (chart) => new ServiceEntry(chart, 'google', {
        metadata: { name: 'google' },
        hosts: ['www.google.com'],
        ports: { https: { number: 443, protocol: 'HTTPS' } },
        location: 'MESH_EXTERNAL',
        resolution: Resolution.dns(),
      }),
    },
    '079-serviceentry-cnn.yaml': {
      title: 'A website on both its ports, to be led through the egress gateway',
      build: (chart) => new ServiceEntry(chart, 'cnn', {
        metadata: { name: 'cnn' },
        hosts: ['edition.cnn.com'],
        ports: { 'http-port': { number: 80, protocol: 'HTTP' }, https: { number: 443, protocol: 'HTTPS' } },
        resolution: Resolution.dns(),
      }),
    },
    '083-serviceentry-cnn.yaml': {
      title: 'A website over TLS that the application encrypts, without a word on what is inside: it is routed by its SNI',
      build: (chart) => new ServiceEntry(chart, 'cnn', {
        metadata: { name: 'cnn' },
        hosts: ['edition.cnn.com'],
        ports: { tls: { number: 443, protocol: 'TLS' } },
        resolution: Resolution.dns(),
      }),
    },
    '172-serviceentry-my-nginx.yaml': {
      title: 'Pods of the own namespace under a name and an address that Kubernetes does not give them',
      build: (chart) => new ServiceEntry(chart, 'nginx', {
        metadata: { name: 'my-nginx' },
        hosts: ['my-nginx.mesh-external.svc.cluster.local'],
        addresses: ['192.168.198.159'],
        ports: { https: { number: 443, protocol: 'HTTPS' } },
        location: 'MESH_INTERNAL',
        resolution: Resolution.workloads({ run: 'my-nginx' }),
      }),
    },
  },
};

export default topic;
