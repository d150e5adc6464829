/** The eight leaves of the RFC 6962 reference implementation's Merkle tree tests. */
import { fromHex } from '../../src/core/base/bytes.js';
import { unwrap } from '../../src/core/base/result.js';

export const referenceLeaves: readonly Uint8Array[] = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((digits) => unwrap(fromHex(digits)));
