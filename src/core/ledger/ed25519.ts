/**
 * Ed25519 (RFC 8032), verified so strictly that no sound verifier disagrees with an acceptance:
 * key and nonce canonically encoded and of prime order, the scalar reduced. What lies between the
 * strict and the lenient reading of the standard is refused here, so that browser, server and
 * other people's tools reach one verdict.
 */
import { ed25519 } from '@noble/curves/ed25519.js';

export const SEED_LENGTH = 32;
export const PUBLIC_KEY_LENGTH = 32;
const SIGNATURE_LENGTH = 64;

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return new Uint8Array(ed25519.getPublicKey(seed));
}

export function signEd25519(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(ed25519.sign(message, seed));
}

export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== PUBLIC_KEY_LENGTH || signature.length !== SIGNATURE_LENGTH) return false;
  return (
    ofPrimeOrder(publicKey) &&
    ofPrimeOrder(signature.subarray(0, 32)) &&
    ed25519.verify(signature, message, publicKey, { zip215: false })
  );
}

/** Whether the bytes are the one encoding of a point of the prime-order group, not its identity. */
export function ofPrimeOrder(bytes: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(bytes, false);
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}
