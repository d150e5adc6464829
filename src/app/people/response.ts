/** What a browser sends back from a ceremony: its shape, and what its bytes say before they are verified. */
import { z } from 'zod';

const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/);

const transports = z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).max(8);

/** Unknown keys fall away: browsers send more than is needed. */
export const assertion = z.object({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8000),
    authenticatorData: base64url(8000),
    signature: base64url(8000),
    // A security key that was named its credential may leave it out.
    userHandle: base64url(100).nullish(),
  }),
});

export const attestation = z.object({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8000),
    attestationObject: base64url(40_000),
    // One that this version does not know is worth no refusal.
    transports: transports.optional().catch(undefined),
  }),
});

const clientData = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});

export type ClientData = z.output<typeof clientData>;

export function clientDataOf(encoded: string): ClientData | null {
  try {
    const parsed = clientData.safeParse(JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Flags and counter as the authenticator claims them, for saying why an answer was refused. */
export function claimsOf(authenticatorData: string): {
  readonly verified: boolean;
  readonly counter: number;
} {
  const bytes = Buffer.from(authenticatorData, 'base64url');
  if (bytes.length < 37) return { verified: false, counter: 0 };
  return { verified: (bytes.readUInt8(32) & 0x04) !== 0, counter: bytes.readUInt32BE(33) };
}
