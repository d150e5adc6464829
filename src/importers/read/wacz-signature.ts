/**
 * The signature over the list of a WACZ file (WACZ Auth 0.1): either with a bare key, which says only
 * that the list is unchanged since, or for a web domain, with its certificate chain and a time stamp.
 * Offline it is checked that signature, chain, name, days and stamp agree with one another and that the
 * chain ends at an authority of the public web; whether the certificate was withdrawn is not known.
 */
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { z } from 'zod';
import { type ReadMetadata, type ReadWarning } from '../../app/read-file.js';
import { grave, note, pageText } from './reading.js';

export const signedDataShape = z.object({
  hash: z.string(),
  signature: z.string(),
  created: z.string().optional(),
  software: z.string().optional(),
  publicKey: z.string().optional(),
  domain: z.string().optional(),
  domainCert: z.string().optional(),
  timeSignature: z.string().optional(),
  timestampCert: z.string().optional(),
});

export type SignedData = z.infer<typeof signedDataShape>;

export interface SignatureVerdict {
  readonly metadata: readonly ReadMetadata[] & ReadMetadata[];
  readonly warnings: readonly ReadWarning[];
}

export async function checkSignature(signed: SignedData, actual: string): Promise<SignatureVerdict> {
  const faults = [
    ...signatureFaults(signed, actual),
    ...domainFaults(signed),
    ...(await stampFaults(signed)),
  ];
  const value = (state: string): ReadMetadata[] => [
    { name: 'signature', value: state, checked: true },
    ...(signed.domain === undefined ? [] : [{ name: 'signed for', value: pageText(signed.domain) }]),
    ...(signed.created === undefined ? [] : [{ name: 'signed on', value: pageText(signed.created) }]),
  ];
  if (faults.length > 0)
    return {
      metadata: value('failed'),
      warnings: faults.map((fault) =>
        grave('signature-failed', `The signature fails: ${fault}.`, 'datapackage-digest.json'),
      ),
    };
  return {
    metadata: value(
      signed.domain === undefined
        ? 'right for the key in the file'
        : 'right for the certificate of the domain',
    ),
    warnings: [
      note(
        'signer-unchecked',
        signed.domain === undefined
          ? 'The signature names nobody: it shows only that the list was not changed since.'
          : 'Whether the certificate was withdrawn since, and who made the time stamp, was not checked.',
      ),
    ],
  };
}

function signatureFaults(signed: SignedData, actual: string): string[] {
  if (signed.hash !== actual) return ['it is over another list'];
  const key = keyOf(signed);
  if (key === null) return ['its key cannot be read'];
  const data = Buffer.from(signed.hash);
  const signature = Buffer.from(signed.signature, 'base64');
  const right = (['der', 'ieee-p1363'] as const).some((dsaEncoding) => {
    try {
      return verify('sha256', data, { key, dsaEncoding }, signature);
    } catch {
      return false;
    }
  });
  return right ? [] : ['it does not fit the list and the key'];
}

function keyOf(signed: SignedData) {
  try {
    if (signed.domainCert !== undefined) return certificates(signed.domainCert)[0]?.publicKey ?? null;
    return createPublicKey({
      key: Buffer.from(signed.publicKey ?? '', 'base64'),
      format: 'der',
      type: 'spki',
    });
  } catch {
    return null;
  }
}

function certificates(pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]{1,20000}?-----END CERTIFICATE-----/g) ?? [];
  return found.slice(0, 10).map((one) => new X509Certificate(one));
}

function domainFaults({ domain, domainCert, created }: SignedData): string[] {
  if (domain === undefined || domainCert === undefined) return [];
  let chain: X509Certificate[];
  try {
    chain = certificates(domainCert);
  } catch {
    return ['its certificate cannot be read'];
  }
  const [leaf] = chain;
  if (leaf === undefined) return ['it has no certificate'];
  const faults: string[] = [];
  if (leaf.checkHost(domain) === undefined) faults.push('the certificate is for another domain');
  const day = Date.parse(created ?? '');
  if (Number.isNaN(day) || day < Date.parse(leaf.validFrom) || day > Date.parse(leaf.validTo))
    faults.push('the certificate was not valid on the day of signing');
  if (
    chain.some(
      (certificate, i) =>
        chain[i + 1] !== undefined && !certificate.verify((chain[i + 1] ?? certificate).publicKey),
    )
  )
    faults.push('the certificates do not lead to one another');
  else if (!leadsToAuthority(chain)) faults.push('the certificates lead to no authority that is known here');
  return faults;
}

/** An authority of the public web that this program was shipped with has signed one of the chain, or is in it. */
function leadsToAuthority(chain: readonly X509Certificate[]): boolean {
  const issuers = new Set(chain.flatMap(({ issuer, subject }) => [issuer, subject]));
  return rootCertificates
    .map((pem) => new X509Certificate(pem))
    .filter(({ subject }) => issuers.has(subject))
    .some((root) => chain.some((one) => one.publicKey.equals(root.publicKey) || one.verify(root.publicKey)));
}

/** More than this between the day stated and the day stamped is no clock that ran a little wrong. */
const APART_MS = 10 * 60 * 1000;

async function stampFaults({
  timeSignature,
  timestampCert,
  signature,
  created,
}: SignedData): Promise<string[]> {
  if (timeSignature === undefined) return [];
  try {
    const response = new pkijs.TimeStampResp({ schema: parsed(Buffer.from(timeSignature, 'base64')) });
    if (response.timeStampToken === undefined) return ['its time stamp holds no token'];
    const token = new pkijs.SignedData({ schema: response.timeStampToken.content });
    const content = token.encapContentInfo.eContent;
    if (content === undefined) return ['its time stamp is empty'];
    const info = new pkijs.TSTInfo({ schema: parsed(Buffer.from(content.getValue())) });
    const digest = createHash('sha256').update(signature).digest('hex');
    const stamped = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView).toString('hex');
    const faults: string[] = [];
    if (stamped !== digest) faults.push('its time stamp is over another signature');
    if (Math.abs(info.genTime.getTime() - Date.parse(created ?? '')) > APART_MS)
      faults.push('its time stamp is of another time than it states');
    if (!(await tokenHolds(token, timestampCert ?? '', signature)))
      faults.push('its time stamp does not fit its certificate');
    return faults;
  } catch {
    return ['its time stamp cannot be read'];
  }
}

function parsed(bytes: Uint8Array) {
  const { result, offset } = asn1js.fromBER(Uint8Array.from(bytes).buffer);
  if (offset === -1) throw new Error('not DER');
  return result;
}

async function tokenHolds(token: pkijs.SignedData, pem: string, stamped: string): Promise<boolean> {
  const chain = certificates(pem).map((one) => new pkijs.Certificate({ schema: parsed(one.raw) }));
  if (chain.length === 0) return false;
  token.certificates = chain;
  try {
    const verdict = await token.verify({
      signer: 0,
      checkChain: false,
      extendedMode: true,
      data: new TextEncoder().encode(stamped).buffer,
    });
    return verdict.signatureVerified === true;
  } catch {
    return false;
  }
}
