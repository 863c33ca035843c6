import type { MeshEntry } from './mesh-entry';
import { asObject } from './unchecked';

/** The keys that a gateway takes a certificate and its key from, the first pair that is there. */
const PAIRS = [['cert', 'key'], ['tls.crt', 'tls.key']] as const;

/**
 * Whether a Secret has a certificate and its key, as far as can be seen without reading them: the keys are there, and what
 * stands behind them is
 * base64 of a PEM block with something in it. A Secret with keys alone, as it may be given instead of its data, is taken as
 * right. Nothing of
 * the data is kept.
 */
export function hasCertificate({ resource }: MeshEntry): boolean {
  const [data, texts] = [asObject(resource.data), asObject(resource.stringData)];
  const pair = PAIRS.find((keys) => keys.every((key) => Object.hasOwn(data, key) || Object.hasOwn(texts, key)));
  return pair !== undefined && pair.every((key) => (Object.hasOwn(texts, key) ? isPem(texts[key]) : isPemInBase64(data[key])));
}

function isPemInBase64(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'string' && isPem(Buffer.from(value, 'base64').toString('latin1'));
}

function isPem(text: unknown): boolean {
  if (text === null || text === undefined || text === '') return true;
  return typeof text === 'string' && /-----BEGIN [^-]+-----\s+[A-Za-z0-9+/=]/.test(text) && text.includes('-----END ');
}
