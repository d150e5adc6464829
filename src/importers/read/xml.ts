/**
 * XML from files, as events. A document type is refused at sight: entities are how XML reads other
 * files and grows without end. Depth and text are bounded.
 */
import { SaxesParser } from 'saxes';
import { Refused } from './reading.js';

export interface XmlHandler {
  /** Local names, without their prefix: prefixes differ between programs. */
  readonly open?: (name: string, attributes: ReadonlyMap<string, string>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const DEPTH = 512;

export function parseXml(bytes: Uint8Array | string, where: string, handler: XmlHandler): void {
  const source = typeof bytes === 'string' ? bytes : xmlText(bytes);
  const parser = new SaxesParser({ fragment: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new Refused(
      'xml-doctype',
      'The XML declares a document type, which can pull in other files; refused.',
      {
        where,
        fix: 'Ask for the file in another form, or without its DOCTYPE line.',
      },
    );
  });
  parser.on('error', () => {
    throw new Refused('damaged-xml', `The XML is not well formed (line ${parser.line}).`, {
      where,
      fix: 'Open it in the program it came from and save it again.',
    });
  });
  parser.on('opentag', (tag) => {
    if (++depth > DEPTH)
      throw new Refused('too-deep', `The XML is nested more than ${DEPTH} deep.`, { where });
    handler.open?.(
      local(tag.name),
      new Map(Object.entries(tag.attributes).map(([name, value]) => [local(name), String(value)])),
    );
  });
  parser.on('closetag', (tag) => {
    depth--;
    handler.close?.(local(tag.name));
  });
  const text = (value: string) => handler.text?.(value);
  parser.on('text', text);
  parser.on('cdata', text);
  for (let at = 0; at < source.length; at += 65_536) parser.write(source.slice(at, at + 65_536));
  parser.close();
}

function xmlText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
