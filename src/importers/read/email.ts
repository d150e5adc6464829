/** A message: its headers, its words, and its attachments as a list. Attachments are never opened here. */
import { createHash } from 'node:crypto';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { type ReadMetadata, type ReadPart, type ReadWarning } from '../../app/read-file.js';
import { shownEntry } from './archive.js';
import { htmlPage } from './html.js';
import { grave, type Job, note, pageText, type Reading } from './reading.js';
import { nameDisagrees, sniff } from './sniff.js';

export async function readEmail({ bytes, budget }: Job): Promise<Reading> {
  const mail = await PostalMime.parse(bytes, {
    attachmentEncoding: 'arraybuffer',
    maxNestingDepth: 20,
    maxHeadersSize: 1_048_576,
    forceRfc822Attachments: true,
  });
  for (const { content } of mail.attachments) budget.take(sizeOf(content));
  const html = mail.html === undefined ? null : htmlPage(mail.html);
  const words = mail.text ?? html?.text ?? '';
  const attachments = mail.attachments.map(partOf);
  return {
    kind: 'email',
    mediaType: 'message/rfc822',
    pages: [
      {
        label: 'message',
        text: pageText(words.replace(/\r\n?/g, '\n')),
        ...(html === null ? {} : { inert: html.inert }),
      },
    ],
    parts: attachments.map(({ part }) => part),
    metadata: headersOf(mail),
    warnings: [...(html?.warnings ?? []), ...attachments.flatMap(({ warnings }) => warnings)],
  };
}

function sizeOf(content: ArrayBuffer | Uint8Array | string): number {
  return typeof content === 'string' ? content.length : content.byteLength;
}

function headersOf(mail: Email): ReadMetadata[] {
  const found: ReadMetadata[] = [];
  const add = (name: string, value: string | undefined, sensitive = false) => {
    if (value !== undefined && value !== '')
      found.push({ name, value: pageText(value), ...(sensitive ? { sensitive } : {}) });
  };
  add('subject', mail.subject);
  // As the sender wrote it: a zone given there is part of what was said.
  add('date', mail.headers.find(({ key }) => key === 'date')?.value);
  add('from', mail.from === undefined ? undefined : addressOf(mail.from), true);
  for (const [name, list] of [
    ['to', mail.to],
    ['cc', mail.cc],
    ['reply to', mail.replyTo],
  ] as const)
    for (const address of list ?? []) add(name, addressOf(address), true);
  add('message id', mail.messageId);
  add('in reply to', mail.inReplyTo);
  for (const { key, value } of mail.headers)
    if (key === 'received' || key === 'x-originating-ip') add(key, value, true);
  return found;
}

function addressOf(address: Address): string {
  if (address.group !== undefined) return `${address.name}: ${address.group.map(addressOf).join(', ')}`;
  return address.name === '' ? (address.address ?? '') : `${address.name} <${address.address ?? ''}>`;
}

const PROGRAM = /\.(exe|scr|com|bat|cmd|jse?|vbs|wsf|hta|lnk|ps1|msi|jar|iso|dll|chm)$/i;

function partOf(attachment: Attachment): {
  readonly part: ReadPart;
  readonly warnings: readonly ReadWarning[];
} {
  const { content } = attachment;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  const name = (attachment.filename ?? 'without a name').normalize('NFC');
  const found = sniff(bytes);
  const kind = found === null || typeof found === 'string' ? null : found;
  const warnings: ReadWarning[] = [];
  const where = shownEntry(name);
  if (PROGRAM.test(name)) warnings.push(grave('program', 'An attachment is a program.', where));
  if (/[\\/]|^\.\.?$/.test(name) || where !== name)
    warnings.push(
      grave('unsafe-name', 'The name of an attachment holds a path or hidden characters.', where),
    );
  if (kind !== null && kind.kind !== 'zip' && nameDisagrees(name, kind))
    warnings.push(
      note(
        'name-disagrees',
        `The name of an attachment claims something else than ${kind.mediaType}.`,
        where,
      ),
    );
  return {
    part: {
      name,
      bytes: bytes.length,
      mediaType: kind?.mediaType ?? attachment.mimeType,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    warnings,
  };
}
