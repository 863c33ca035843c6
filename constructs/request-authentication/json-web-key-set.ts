/**
 * The public keys of an issuer, as it publishes them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517
 */
export interface JsonWebKeySet {
  /** The keys; a token names the one that signed it by its `kid`. */
  readonly keys: readonly JsonWebKey[];
}

/** A public key. Private ones do not compile: whoever can read the resource could issue tokens with them. */
export type JsonWebKey = RsaKey | EllipticCurveKey | OctetKeyPair;

/** What keys of every type may say. */
export interface JsonWebKeyFields {
  /** The key's name, as the header of tokens has it. */
  readonly kid?: string;
  /** The algorithm that the key is for, such as `RS256`. */
  readonly alg?: string;
  /** What the key is for; `sig` for the keys of an issuer. */
  readonly use?: string;
  /** What may be done with the key, such as `verify`. */
  readonly key_ops?: readonly string[];
  /** Certificates of the key, the key's own first, in base64. */
  readonly x5c?: readonly string[];
  /** Fingerprint (SHA-1) of the first certificate. */
  readonly x5t?: string;
  /** The private part of a key: never part of a resource. */
  readonly d?: never;
}

/** An RSA public key. */
export interface RsaKey extends JsonWebKeyFields {
  /** The type of the key. */
  readonly kty: 'RSA';
  /** The modulus, in URL-safe base64. */
  readonly n: string;
  /** The exponent, in URL-safe base64; mostly `AQAB`. */
  readonly e: string;
}

/** A public key on an elliptic curve. */
export interface EllipticCurveKey extends JsonWebKeyFields {
  /** The type of the key. */
  readonly kty: 'EC';
  /** The curve, such as `P-256`. */
  readonly crv: string;
  /** The point's first coordinate, in URL-safe base64. */
  readonly x: string;
  /** The point's second coordinate, in URL-safe base64. */
  readonly y: string;
}

/** An Edwards curve public key, such as one for Ed25519. */
export interface OctetKeyPair extends JsonWebKeyFields {
  /** The type of the key. */
  readonly kty: 'OKP';
  /** The curve, such as `Ed25519`. */
  readonly crv: string;
  /** The key, in URL-safe base64. */
  readonly x: string;
}
