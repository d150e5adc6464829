/**
 * A page of HTML as the words a reader would see, and as HTML that can do nothing: a few elements of
 * structure, no attribute that loads, links or styles. What the page would have run or fetched is told.
 */
import { type ReadMetadata, type ReadWarning } from '../../app/read-file.js';
import { type Decoded } from './encoding.js';
import { htmlTokens } from './html-tokens.js';
import { encodingWarnings } from './plain.js';
import { grave, note, pageText, type Reading } from './reading.js';

export interface HtmlPage {
  readonly title: string;
  readonly text: string;
  readonly inert: string;
  readonly warnings: readonly ReadWarning[];
  /** Hosts the page would have asked for pictures, scripts or styles. */
  readonly hosts: readonly string[];
}

const BLOCK = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody tfoot thead title tr ul'.split(
    ' ',
  ),
);
const INERT = new Set(
  'article aside b blockquote caption cite code dd del dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header i ins li main nav ol p pre q s section small strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  ),
);
/** Content that is no part of what a reader sees. */
const UNSEEN = new Set(['template', 'object', 'applet', 'svg', 'math', 'audio', 'video', 'canvas']);
const DEPTH = 100;

export function htmlPage(source: string): HtmlPage {
  const words = new Words();
  const inert = new Inert();
  const acts = new Acts();
  let [title, inTitle, unseen] = ['', false, 0];
  for (const token of htmlTokens(source))
    switch (token.kind) {
      case 'raw':
        break;
      case 'text':
        if (inTitle) title += token.text;
        else if (unseen === 0) {
          words.add(token.text);
          inert.add(token.text);
        }
        break;
      case 'open': {
        const { name, attributes } = token;
        acts.see(name, attributes);
        if (name === 'title' && unseen === 0) inTitle = true;
        else if (UNSEEN.has(name)) unseen++;
        else if (unseen === 0) {
          words.open(name);
          inert.open(name);
        }
        break;
      }
      case 'close':
        if (token.name === 'title') inTitle = false;
        else if (UNSEEN.has(token.name)) unseen = Math.max(0, unseen - 1);
        else if (unseen === 0) {
          words.close(token.name);
          inert.close(token.name);
        }
        break;
      default:
        token satisfies never;
    }
  return {
    title: pageText(title.replace(/\s+/g, ' ').trim()),
    text: pageText(words.done()),
    inert: pageText(inert.done()),
    warnings: acts.warnings(),
    hosts: [...acts.hosts].sort(),
  };
}

/** Words with white space as a browser lays it out: runs are one, blocks stand on lines of their own. */
class Words {
  private readonly lines: string[] = [];
  private line = '';
  private preserved = 0;
  add(text: string): void {
    if (this.preserved > 0) {
      const [first = '', ...rest] = text.split(/\r\n?|\n/);
      this.line += first;
      for (const next of rest) {
        this.lines.push(this.line);
        this.line = next;
      }
    } else {
      const flat = text.replace(/[ \t\r\n\f]+/g, ' ');
      this.line += this.line === '' || this.line.endsWith(' ') ? flat.trimStart() : flat;
    }
  }
  open(name: string): void {
    if (name === 'pre') this.preserved++;
    if (name === 'br' || BLOCK.has(name)) this.end();
    if (name === 'p' && this.lines.length > 0) this.lines.push('');
    if (name === 'td' || name === 'th') this.cell();
  }
  close(name: string): void {
    if (name === 'pre') this.preserved = Math.max(0, this.preserved - 1);
    if (BLOCK.has(name)) this.end();
    if (name === 'p') this.lines.push('');
  }
  private cell(): void {
    if (this.line !== '') this.line = `${this.line.trimEnd()}\t`;
  }
  private end(): void {
    if (this.line.trim() !== '') this.lines.push(this.line.trimEnd());
    this.line = '';
  }
  done(): string {
    this.end();
    return this.lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }
}

class Inert {
  private html = '';
  private readonly stack: string[] = [];
  add(text: string): void {
    this.html += escapeHtml(text);
  }
  open(name: string): void {
    if (name === 'br' || name === 'hr') this.html += `<${name}>`;
    else if (name === 'div') this.html += '<br>';
    else if (INERT.has(name) && this.stack.length < DEPTH) {
      this.stack.push(name);
      this.html += `<${name}>`;
    }
  }
  close(name: string): void {
    const at = this.stack.lastIndexOf(name);
    if (at === -1) return;
    for (const one of this.stack.splice(at).reverse()) this.html += `</${one}>`;
  }
  done(): string {
    for (const one of [...this.stack].reverse()) this.html += `</${one}>`;
    return this.html;
  }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const LOADS = new Set(['src', 'srcset', 'data', 'poster', 'background', 'action', 'formaction', 'ping']);

/** What the page would have done. */
class Acts {
  readonly hosts = new Set<string>();
  private readonly found = new Set<string>();
  see(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'script') this.found.add('script');
    if (name === 'iframe' || name === 'frame' || name === 'object' || name === 'embed' || name === 'applet')
      this.found.add('frame');
    if (name === 'form') this.found.add('form');
    if (name === 'base') this.found.add('base');
    if (name === 'meta' && /refresh/i.test(attributes.get('http-equiv') ?? '')) this.found.add('refresh');
    for (const [key, value] of attributes) {
      if (/^on[a-z]/.test(key)) this.found.add('script');
      if (/^[\s\u0000-\u001f]*(java|vb)script:/i.test(value)) this.found.add('script');
      if (LOADS.has(key) || (key === 'href' && name === 'link')) this.loads(value);
    }
  }
  private loads(address: string): void {
    const host = /^\s*(?:https?:)?\/\/([^/?#\s]{1,255})/i.exec(address)?.[1];
    if (host === undefined) return;
    this.found.add('loads');
    if (this.hosts.size < 100) this.hosts.add(host.toLowerCase());
  }
  warnings(): ReadWarning[] {
    const warnings: ReadWarning[] = [];
    const tell = (kind: string, warning: ReadWarning) => {
      if (this.found.has(kind)) warnings.push(warning);
    };
    tell('script', grave('script', 'The page holds scripts; none was run.'));
    tell('frame', grave('frame', 'The page embeds other pages or programs; none was opened.'));
    tell('refresh', grave('redirect', 'The page sends its reader elsewhere; this was not followed.'));
    tell('form', note('form', 'The page holds a form that would send what is typed.'));
    tell('base', note('base', 'The page redirects its own links (base).'));
    tell('loads', note('loads', 'The page would load parts from elsewhere; nothing was fetched.'));
    return warnings;
  }
}

export function htmlMetadata({ title, hosts }: HtmlPage): ReadMetadata[] {
  return [
    ...(title === '' ? [] : [{ name: 'title', value: title }]),
    ...hosts.map((host) => ({ name: 'would load from', value: host })),
  ];
}

/** The encoding a page says it is in, in its first kilobytes. */
export function declaredCharset(source: string): string | null {
  return /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})/i.exec(source.slice(0, 4096))?.[1] ?? null;
}

export function readHtml(decoded: Decoded): Reading {
  const page = htmlPage(decoded.text);
  return {
    kind: 'html',
    mediaType: 'text/html',
    encoding: { name: decoded.encoding, confidence: decoded.confidence },
    pages: [{ label: 'page', text: page.text, inert: page.inert }],
    metadata: htmlMetadata(page),
    warnings: [...encodingWarnings(decoded), ...page.warnings],
  };
}
