/**
 * RFC 3161 time-stamp tokens: whether one is of this file, signed by a certificate made for time-stamping
 * that leads to one you trust and was valid then. Revocation is not looked up: nothing is asked of anybody.
 */
import { X509Certificate } from 'node:crypto';
import { fromBER } from 'asn1js';
import {
  type Certificate,
  Certificate as CertificateClass,
  CertificateChainValidationEngine,
  ContentInfo,
  ExtKeyUsage,
  PKIStatus,
  SignedData,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { type StampChecked } from '../core/evidence/verdict.js';
import { toHex } from '../core/base/bytes.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const DATA = '1.2.840.113549.1.7.1';
const KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

const fails = (why: string, time: string | null = null): StampChecked => ({
  verdict: 'fails',
  time,
  because: [why],
});

/** `trust`: PEM certificates, one after another; empty for none. */
export async function checkToken(bytes: Uint8Array, sha256: string, trust: string): Promise<StampChecked> {
  const token = readToken(bytes);
  if (token === null) return fails('It is no RFC 3161 time-stamp token, or it is damaged.');
  const { signed, info } = token;
  const time = info.genTime.toISOString();
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithmId !== SHA256)
    return {
      verdict: 'unsupported',
      time,
      because: ['It is over another digest than SHA-256, by which files are known here.'],
    };
  if (toHex(hashedMessage.valueBlock.valueHexView) !== sha256)
    return fails('It is a proof of other bytes than this file’s.', time);
  const trusted = certificatesIn(trust);
  if (trusted === null) return fails('The certificates to trust do not read.', time);
  const known = [...(signed.certificates ?? []), ...trusted].filter(
    (one): one is Certificate => one instanceof CertificateClass,
  );
  signed.certificates = known;
  const signer = await signerOf(signed);
  if (signer === null) return fails('Its signature does not verify.', time);
  if (signer === 'absent')
    return { verdict: 'unsupported', time, because: ['The certificate of its signer is not in it.'] };
  const chain = `Signed by ${nameOf(signer.subject)}, whose certificate is from ${nameOf(signer.issuer)}.`;
  const wrong = await wrongSigner(signer, info.genTime, { known, trusted });
  if (wrong === null) return { verdict: 'proved', time, because: [chain, ...expired(signer)] };
  return { verdict: wrong.verdict, time, because: [wrong.why, chain] };
}

/** A certificate that has run out since does not take away what it signed while it was valid. */
function expired({ notAfter }: Certificate): string[] {
  return [
    `That certificate is valid to ${notAfter.value.toISOString().slice(0, 10)}; whether it was revoked is not known.`,
  ];
}

interface Token {
  readonly signed: SignedData;
  readonly info: TSTInfo;
}

/** A token alone, or the answer of a server that granted one. */
function readToken(bytes: Uint8Array): Token | null {
  try {
    const parsed = fromBER(new Uint8Array(bytes).buffer);
    if (parsed.offset === -1) return null;
    const content = contentOf(parsed.result);
    if (content === null) return null;
    const signed = new SignedData({ schema: content.content });
    if (signed.encapContentInfo.eContentType !== TST_INFO) return null;
    const inner = signed.encapContentInfo.eContent;
    if (inner === undefined) return null;
    const info = TSTInfo.fromBER(inner.getValue());
    return { signed, info };
  } catch {
    return null;
  }
}

function contentOf(schema: ReturnType<typeof fromBER>['result']): ContentInfo | null {
  try {
    return new ContentInfo({ schema });
  } catch {
    const answer = new TimeStampResp({ schema });
    const granted = [PKIStatus.granted, PKIStatus.grantedWithMods].includes(answer.status.status);
    return granted ? (answer.timeStampToken ?? null) : null;
  }
}

function certificatesIn(pem: string): Certificate[] | null {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 && pem.trim() !== '') return null;
  try {
    return blocks.map((block) => CertificateClass.fromBER(new Uint8Array(new X509Certificate(block).raw)));
  } catch {
    return null;
  }
}

/** The certificate whose key signed it; `null` where the signature is wrong. */
async function signerOf(signed: SignedData): Promise<Certificate | 'absent' | null> {
  const { eContentType } = signed.encapContentInfo;
  // Taken as plain data, what is signed is checked without the file: its digest was compared before.
  signed.encapContentInfo.eContentType = DATA;
  try {
    const { signatureVerified, signerCertificate } = await signed.verify({
      signer: 0,
      checkChain: false,
      extendedMode: true,
    });
    return signatureVerified === true ? (signerCertificate ?? 'absent') : null;
  } catch (error) {
    return error instanceof Error && /signer's certificate/i.test(error.message) ? 'absent' : null;
  } finally {
    signed.encapContentInfo.eContentType = eContentType;
  }
}

interface Certificates {
  readonly known: readonly Certificate[];
  readonly trusted: readonly Certificate[];
}

async function wrongSigner(
  signer: Certificate,
  at: Date,
  { known, trusted }: Certificates,
): Promise<{ readonly verdict: 'fails' | 'unsupported'; readonly why: string } | null> {
  const usage = signer.extensions?.find(({ extnID }) => extnID === KEY_USAGE)?.parsedValue;
  if (!(usage instanceof ExtKeyUsage) || !usage.keyPurposes.includes(TIME_STAMPING))
    return { verdict: 'fails', why: 'Its signer’s certificate is not one for time-stamping.' };
  if (at < signer.notBefore.value || at > signer.notAfter.value)
    return { verdict: 'fails', why: 'Its signer’s certificate was not valid at the time it gives.' };
  if (trusted.length === 0)
    return {
      verdict: 'unsupported',
      why: 'Its signature holds; whether to believe the signer is for you: name whom you trust with --trust.',
    };
  const engine = new CertificateChainValidationEngine({
    certs: [...known.filter((one) => one !== signer), signer],
    trustedCerts: [...trusted],
    checkDate: at,
  });
  const { result } = await engine.verify();
  return result
    ? null
    : { verdict: 'unsupported', why: 'Its signature holds, by a signer that leads to none you trust.' };
}

function nameOf({ typesAndValues }: Certificate['subject']): string {
  const named = typesAndValues.find(({ type }) => type === '2.5.4.3') ?? typesAndValues[0];
  const text: unknown = named?.value.valueBlock.value;
  return typeof text === 'string' ? text.slice(0, 100) : 'a signer without a name';
}
