/**
 * A copy of what a dossier holds, taken out by somebody who may: page by page into a file that gets its name
 * only once the export itself is recorded: who, when, in which form and how many, never what.
 */
import { toHex } from '../../core/base/bytes.js';
import { type DossierId, type ThingId } from '../../core/base/ids.js';
import { type JsonObject } from '../../core/base/json.js';
import { assertNever, ok, type Result } from '../../core/base/result.js';
import { csvColumns, csvLine, csvRow, type SourceShown } from '../../core/exchange/csv-claims.js';
import {
  amendmentLine,
  claimLine,
  consentLine,
  dossierLine,
  judgementLine,
} from '../../core/exchange/jsonl.js';
import { ftmStatement } from '../../core/exchange/ftm-export.js';
import { huridocsColumns, huridocsRow } from '../../core/exchange/huridocs-export.js';
import { type ExportForm, exportToBytes } from '../../core/ledger/export.js';
import { type Actor, allowedFor } from '../../core/policy/audience.js';
import { type HeldClaim, textOf, type Thing } from '../../core/view/thing.js';
import { type Ledger, type RandomBytes } from '../ports.js';
import { type LineFile, type LogPage, type OpenLineFile } from './pages.js';

export interface ExportRun {
  readonly ledger: Ledger;
  readonly actor: Actor;
  readonly dossier: DossierId;
  readonly lineFile: OpenLineFile;
  readonly random: RandomBytes;
  /** Ids of States to their two-letter codes, lower case. */
  readonly states: ReadonlyMap<string, string>;
  readonly progress: ((done: number, total: number) => void) | undefined;
}

export interface ExportOrder {
  readonly form: ExportForm;
  readonly to: string;
  readonly force: boolean;
  readonly asOf: string | undefined;
}

export interface Exported {
  readonly dossier: DossierId;
  readonly form: ExportForm;
  readonly file: string;
  readonly claims: number;
  readonly amendments: number;
  readonly judgements: number;
  readonly consents: number;
  /** Claims left out: no consent covers them now. */
  readonly withheld: number;
  /** Entries the form has no place for. */
  readonly leftOut: number;
  /** The entry that says so. */
  readonly entry: number;
  readonly asOf: string | null;
}

export async function exportDossier(run: ExportRun, order: ExportOrder): Promise<Result<Exported>> {
  const file = await run.lineFile(order.to, { force: order.force });
  if (!file.ok) return file;
  const done = await written(run, order, file.value);
  if (!done.ok) {
    await file.value.discard();
    return done;
  }
  const recorded = await record(run, order.form, done.value);
  if (!recorded.ok) {
    await file.value.discard();
    return recorded;
  }
  const kept = await file.value.finish();
  if (!kept.ok) return kept;
  const { seq: _, ...counts } = done.value;
  return ok({ dossier: run.dossier, form: order.form, file: order.to, ...counts, entry: recorded.value });
}

interface Counts {
  readonly claims: number;
  readonly amendments: number;
  readonly judgements: number;
  readonly consents: number;
  readonly withheld: number;
  readonly leftOut: number;
  readonly seq: number;
  readonly asOf: string | null;
}

/** Recorded before the file has its name: no copy without an entry that says so. */
async function record(run: ExportRun, form: ExportForm, { seq, claims }: Counts): Promise<Result<number>> {
  const body = exportToBytes({ form, seq, claims });
  const idempotencyKey = `export ${toHex(run.random(16))}`;
  const appended = await run.ledger.append(
    run.dossier,
    [{ kind: 'export', body, idempotencyKey }],
    run.actor,
  );
  return appended.ok ? ok(appended.value.head.size - 1) : appended;
}

async function written(run: ExportRun, { form, asOf }: ExportOrder, file: LineFile): Promise<Result<Counts>> {
  const { ledger, actor, dossier } = run;
  const allowed = allowedFor(actor, dossier);
  const sum = { claims: 0, amendments: 0, judgements: 0, consents: 0, withheld: 0, leftOut: 0 };
  const writer = writerOf(form, run, sourcesOf(run, asOf));
  // Every page is of one moment, also while others record.
  let moment = asOf;
  let at: Pick<LogPage, 'seq' | 'asOf'> | null = null;
  for (let from: number | null = 0; from !== null;) {
    const page: Result<LogPage> = await ledger.logPage(dossier, from, allowed, moment);
    if (!page.ok) return page;
    const { value } = page;
    if (at === null) {
      at = { seq: value.seq, asOf: value.asOf };
      moment = `entry:${value.seq}`;
      const held = await ledger.consents(dossier, allowed, moment);
      const consents = (held.ok ? held.value.consents : []).map(consentLine).filter((one) => one !== null);
      sum.consents = await writer.head(file, value, consents);
    }
    const wrote = await writer.page(file, value);
    sum.claims += value.claims.length - wrote.claimsLeft;
    sum.amendments += wrote.amendments;
    sum.judgements += wrote.judgements;
    sum.withheld += value.withheld;
    sum.leftOut +=
      value.others +
      wrote.claimsLeft +
      (value.amendments.length - wrote.amendments) +
      (value.judgements.length - wrote.judgements);
    run.progress?.(value.next ?? value.seq + 1, value.seq + 1);
    from = value.next;
  }
  return ok({ ...sum, seq: at?.seq ?? 0, asOf: at?.asOf ?? null });
}

interface Writer {
  /** What comes first; how many consents it wrote. */
  readonly head: (file: LineFile, page: LogPage, consents: readonly JsonObject[]) => Promise<number>;
  readonly page: (file: LineFile, page: LogPage) => Promise<Wrote>;
}

type ShowSource = (id: ThingId) => Promise<SourceShown>;

interface Wrote {
  readonly amendments: number;
  readonly judgements: number;
  /** Claims the form has no place for. */
  readonly claimsLeft: number;
}

const NONE: Wrote = { amendments: 0, judgements: 0, claimsLeft: 0 };

function writerOf(form: ExportForm, run: ExportRun, source: ShowSource): Writer {
  switch (form) {
    case 'csv':
      return {
        head: headed(csvLine(csvColumns)),
        page: async (file, { claims }) => {
          for (const held of claims) await file.write(csvRow(held, await source(held.claim.source)));
          return NONE;
        },
      };
    case 'ftm': {
      const to = { dataset: run.dossier, states: run.states };
      return lineByLine('', (held) => {
        const statement = ftmStatement(held, to);
        return statement === null ? null : `${JSON.stringify(statement)}\n`;
      });
    }
    case 'huridocs':
      return lineByLine(csvLine(huridocsColumns), huridocsRow);
    case 'jsonl':
      return jsonLines;
    default:
      return assertNever(form);
  }
}

const headed =
  (text: string): Writer['head'] =>
  async (file) => {
    await file.write(text);
    return 0;
  };

/** A form in which each claim is a line, or has no place. */
function lineByLine(head: string, write: (held: HeldClaim) => string | null): Writer {
  return {
    head: headed(head),
    page: async (file, { claims }) => {
      let claimsLeft = 0;
      for (const held of claims) {
        const text = write(held);
        if (text === null) claimsLeft++;
        else await file.write(text);
      }
      return { ...NONE, claimsLeft };
    },
  };
}

const line = (file: LineFile, words: JsonObject) => file.write(`${JSON.stringify(words)}\n`);

const jsonLines: Writer = {
  head: async (file, { info, asOf }, consents) => {
    if (info !== null) await line(file, dossierLine(info, asOf));
    for (const one of consents) await line(file, one);
    return consents.length;
  },
  page: async (file, { claims, amendments, judgements }) => {
    for (const one of claims) await line(file, claimLine(one));
    for (const one of amendments) await line(file, amendmentLine(one));
    for (const one of judgements) await line(file, judgementLine(one));
    return { amendments: amendments.length, judgements: judgements.length, claimsLeft: 0 };
  },
};

const SOURCES_KEPT = 20_000;

/** Title and address of a source, read once each. */
function sourcesOf({ ledger, actor, dossier }: ExportRun, asOf: string | undefined): ShowSource {
  const known = new Map<ThingId, SourceShown>();
  return async (id) => {
    const held = known.get(id);
    if (held !== undefined) return held;
    const thing = await ledger.thing(dossier, id, allowedFor(actor, dossier), asOf);
    const shown = thing.ok ? shownSource(thing.value) : { title: '', address: '' };
    if (known.size >= SOURCES_KEPT) known.clear();
    known.set(id, shown);
    return shown;
  };
}

function shownSource(thing: Thing): SourceShown {
  const address = thing.claims.flatMap(({ claim: { value } }) =>
    value.kind === 'url' ? [value.url] : [],
  )[0];
  return { title: textOf(thing, 'title') ?? '', address: address ?? '' };
}
