/**
 * An authenticator in software (ES256, attestation none), so that tests can also send what no honest
 * one would: another origin, nobody verified, a counter that went back.
 */
import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { type AskOptions, type MakeOptions } from '../../src/app/people/passkeys.js';

export interface Lie {
  readonly origin?: string;
  readonly host?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** Whether it says that it verified its holder. */
  readonly verified?: boolean;
  readonly counter?: number;
  readonly crossOrigin?: boolean;
  readonly handle?: string;
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest();

export class SoftwareAuthenticator {
  readonly id = randomBytes(16);
  counter = 0;
  private readonly key: KeyObject;
  private readonly cose: Buffer;
  private readonly origin: string;
  private handle = '';

  constructor(origin: string) {
    this.origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.key = privateKey;
    // COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
    this.cose = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
  }

  make(options: MakeOptions, lie: Lie = {}): unknown {
    this.handle = options.user.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, this.cose]);
    const data = Buffer.concat([this.head(options.rp.id ?? '', lie, 0x41), credential]);
    // CBOR: {fmt: "none", attStmt: {}, authData: bytes}
    const size = Buffer.alloc(2);
    size.writeUInt16BE(data.length);
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
      size,
      data,
    ]);
    return this.answer({
      clientDataJSON: this.client('webauthn.create', options.challenge, lie),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  ask(options: AskOptions, lie: Lie = {}): unknown {
    this.counter += 1;
    const data = this.head(options.rpId ?? '', lie, 0x01);
    const clientDataJSON = this.client('webauthn.get', options.challenge, lie);
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    return this.answer({
      clientDataJSON,
      authenticatorData: data.toString('base64url'),
      signature: createSign('sha256').update(signed).sign(this.key).toString('base64url'),
      userHandle: lie.handle ?? this.handle,
    });
  }

  private head(host: string, lie: Lie, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lie.counter ?? this.counter);
    const verified = lie.verified === false ? 0 : 0x04;
    return Buffer.concat([sha256(lie.host ?? host), Buffer.from([flags | verified]), counter]);
  }

  private client(type: string, challenge: string, lie: Lie): string {
    const data = {
      type: lie.type ?? type,
      challenge: lie.challenge ?? challenge,
      origin: lie.origin ?? this.origin,
      crossOrigin: lie.crossOrigin ?? false,
    };
    return Buffer.from(JSON.stringify(data)).toString('base64url');
  }

  private answer(response: unknown): unknown {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }
}
