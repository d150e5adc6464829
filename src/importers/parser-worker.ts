/** The worker's side of `worker.ts`: one file in, its text out, nothing kept. */
import { parentPort, workerData } from 'node:worker_threads';
import mammoth from 'mammoth';
import { getDocumentProxy } from 'unpdf';
import { pageText, type PdfPiece } from './pdf-lines.js';
import { type ParserReply } from './worker.js';

async function docxText(bytes: Uint8Array): Promise<ParserReply> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  // Mammoth ends each paragraph with two line feeds, whatever Unicode form Word stored.
  return { text: value.replace(/\n+$/, '\n').normalize('NFC') };
}

async function pdfText(bytes: Uint8Array): Promise<ParserReply> {
  const pdf = await getDocumentProxy(bytes, { isEvalSupported: false, verbosity: 0 });
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent();
    const pieces = content.items.flatMap((item): PdfPiece[] =>
      'str' in item
        ? [
            {
              text: item.str,
              x: Number(item.transform[4]),
              y: Number(item.transform[5]),
              width: item.width,
              height: item.height,
            },
          ]
        : [],
    );
    pages.push(pageText(pieces));
  }
  return { text: pages.join('\n\n').replaceAll('\0', '').normalize('NFC') };
}

function isPasswordError(error: unknown): boolean {
  return error instanceof Error && error.name === 'PasswordException';
}

async function parse(): Promise<ParserReply> {
  const { parser, bytes } = workerData as { parser: string; bytes: Uint8Array };
  try {
    return await (parser === 'docx' ? docxText(bytes) : pdfText(bytes));
  } catch (error) {
    return { failure: isPasswordError(error) ? 'encrypted' : 'damaged' };
  }
}

parentPort?.postMessage(await parse());
