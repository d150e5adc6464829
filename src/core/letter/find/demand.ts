/**
 * What is asked for, now and by the sender: "we urge you to …", "China must …", "calls on X to …",
 * items under such a lead, resolved clauses. Each thing asked is an assertion of its own, with
 * the addressee and the State that would have to act in the end.
 */
import { type Named } from '../assertion.js';
import { type Found, type Scene } from '../finding.js';
import { type Mention, mentionAt, mentionsIn, named, type Passage, pattern, stateOf } from '../passage.js';
import { type Span, trimmed } from '../span.js';
import { codesIn, demandTerms } from '../terms.js';
import { askedOf, nounLeads, passiveLeads } from './demand-forms.js';
import { doing, endOf, type Lead } from './demand-lead.js';

/** Verbs that ask, in the present or as an infinitive ("we write to request"). */
export const asking =
  'urge(?:s)?|ask(?:s)?|request(?:s)?|call(?:s)? (?:up)?on|appeal(?:s)? to|implore(?:s)?|beseech(?:es)?|entreat(?:s)?|exhort(?:s)?|press(?:es)?|encourage(?:s)?|demand(?:s)?|recommend(?:s)?|invite(?:s)?|petition(?:s)?|plead(?:s)? with|insist(?:s)?|advise(?:s)?|propose(?:s)?|call(?:s)? for|strongly suggest(?:s)?|challenge(?:s)?';
const askingForms = `${asking}|urging|asking|requesting|calling (?:up)?on|calling for|appealing to|imploring|pressing|encouraging|demanding|recommending|inviting`;
const inner = `${asking}|tell(?:s)?|get|convince|persuade|push|raise with|demand of|insist|ensure|make clear to|press(?:ure)?|pressing|urging|demanding|warn|work with|engage(?: with)?`;
const senders =
  '(?:we|I|the (?:forum|coalition|alliance|network|organi[sz]ations?|signatories|authors|petitioners|association|group|foundation|cent(?:er|re)|institute)|this House|the House|the Senate|the Committee|the Council|the Assembly|the undersigned|our (?:\\w+ ){0,2}(?:organi[sz]ations?|groups?|coalition|members)|<B>|<B>(?:,? and <B>)*)';
const softeners =
  '(?:(?:ahead of [^,.;]{3,60}|in advance of [^,.;]{3,60}|on the occasion of [^,.;]{3,60}|to you|on behalf of [^,.;]{3,60}|therefore|also|hereby|again|once|more|further|furthermore|respectfully|strongly|urgently|kindly|jointly|earnestly|sincerely|humbly|call|would|like|to|will|may|continue|wish|want|write|are|am|writing|join|in|do|must|now|today|additionally|finally|and|stand|ready|\\w+ly) )*';
export function findDemands(scene: Scene): Found[] {
  const { passage } = scene;
  const leads = [
    ...directLeads(passage),
    ...ownStateLeads(scene),
    ...passiveLeads(passage),
    ...nounLeads(passage),
    ...politeLeads(passage),
    ...modalLeads(passage),
    ...questionLeads(scene),
    ...imperativeLeads(scene),
    ...listLeads(scene),
  ];
  const taken: Span[] = [];
  const out: Found[] = [];
  for (const lead of leads.sort((a, b) => a.start - b.start)) {
    if (taken.some((span) => lead.from < span.end && span.start < lead.to)) continue;
    const made = demandsOf(scene, lead);
    if (made.length === 0) continue;
    taken.push({ start: lead.start, end: lead.to });
    out.push(...made);
  }
  return out;
}

/** "we urge you to …", "(we) respectfully request that you …", "calls on China to …" in a resolution. */
function directLeads(passage: Passage): Lead[] {
  const { mask } = passage;
  const out: Lead[] = [];
  const form = pattern(
    `(?:\\b${senders},? (?:[^,;]{0,50}, )?${softeners}|^(?:and |therefore,? |\\(?\\w{1,3}[.)] ?)?(?:${softeners})?(?:(?:strongly|further|also) )?)(${asking})\\b(?! (?:for help|questions?))`,
  );
  for (const match of mask.matchAll(form)) {
    const verbEnd = match.index + match[0].length;
    const after = objectOf(passage, verbEnd, match[1] ?? '');
    if (after === null) continue;
    out.push({ ...after, start: match.index, to: endOf(mask, after.from), confidence: 0.92 });
  }
  return out;
}

/** "The Republic calls on Norland to …" in a statement that its own heading says is the Republic's. */
function ownStateLeads({ passage, text, form }: Scene): Lead[] {
  if (form === 'letter' || form === 'question') return [];
  const said = pattern(
    '(?:^|[.;] )(?:the )?(<S>) (?:\\w+ly |also |again |once more |therefore )*(urges|calls (?:up)?on|calls for|asks|requests|appeals to|demands|recommends|invites|encourages)\\b',
  );
  return [...passage.mask.matchAll(said)].flatMap((match): Lead[] => {
    const state = mentionAt(passage, match.index + match[0].search(/[\uE010-\uE01F]/));
    const heading = text.slice(0, Math.min(400, passage.start)).toLowerCase();
    if (state === null || !heading.includes(state.words.toLowerCase())) return [];
    const at = match.index + match[0].length;
    const after = objectOf(passage, at, match[2] ?? '');
    return after === null
      ? []
      : [{ ...after, start: match.index, to: endOf(passage.mask, after.from), confidence: 0.85 }];
  });
}

/** "We would be grateful if you would …", "we hope that you will …": asking politely. */
function politeLeads({ mask, mentions, start }: Passage): Lead[] {
  const form = pattern(
    `\\b(?:grateful|appreciate(?: it)?|glad|pleased|obliged|hope|trust|expect|hopeful|confident)\\b[^.;:]{0,24}?\\b(?:if|that)? ?(you|(?:the )?(?:<A>|\\w+)) (?:would|will|could|can|might) (?:\\w+ly |also |please )*(?:\\(\\w{1,4}\\) )?(?=(?:${doing})\\b)`,
  );
  return [...mask.matchAll(form)].map((match) => {
    const from = match.index + match[0].length;
    const actor =
      mentions.find((one) => one.start >= start + match.index && one.end <= start + from) ?? 'you';
    return { start: match.index, from, to: endOf(mask, from), addressee: actor, confidence: 0.82 };
  });
}

/** The addressee after the asking verb, and where the thing asked begins. */
function objectOf(passage: Passage, at: number, verb: string): Pick<Lead, 'from' | 'addressee'> | null {
  const rest = passage.mask.slice(at);
  const to = pattern(
    "^ (?:that )?(?:the |all |both |our |its )?(?:\\w+ ){0,3}?(you(?:r \\w+(?: \\w+)?)?|<A>(?:['’]s? (?:\\([^)]*\\) )?\\w+)?(?:(?:,| and|, and)+ (?:the )?<A>)*(?:['’]s)?)(?:, [^,;]{0,60},)? (?:to |should |must |will |would |not to |and |not )?",
    'i',
  ).exec(rest);
  if (to !== null) {
    const first = passage.mentions.find(
      (one) => one.start >= passage.start + at && one.end <= passage.start + at + to[0].length,
    );
    const from = at + to[0].length - (/\bnot (?:to )?$/i.exec(to[0])?.[0].length ?? 0);
    return { from, addressee: /^you/i.test(to[1] ?? '') ? 'you' : (first ?? null) };
  }
  if (/^ that /i.test(rest)) return { from: at + 6, addressee: null };
  // "to ask the State party what became of them".
  const query = pattern(
    '^ (?:the )?(<A>|\\w+(?: party)?) (?=(?:what|whether|how many|where|why)\\b)',
    'i',
  ).exec(rest);
  if (query !== null && /^ask/i.test(verb)) {
    const from = at + query[0].length;
    const who = passage.mentions.find(
      (one) => one.start >= passage.start + at && one.end <= passage.start + from,
    );
    return { from, addressee: who ?? { words: query[1] ?? '' } };
  }
  // "the Council to …", "every mission to …": whoever it is, what is asked begins at its verb.
  const any = pattern(
    `^ (?:on |upon )?(?:[\\w'’-]+,? ){1,7}?(?:to|that it|that they) (?=(?:\\w+ly )?(?:${doing}|put|set|speak)\\b)`,
    'i',
  ).exec(rest);
  if (any !== null) {
    const words = passage.text
      .slice(at, at + any[0].length)
      .trim()
      .replace(/^(?:on|upon)\s+|\s+(?:to|that (?:it|they))$/gi, '');
    return { from: at + any[0].length, addressee: { words } };
  }
  if (/^call(?:s)? for$|^demand|^recommend|^request|^insist|^propose|^urge/i.test(verb))
    return { from: at, addressee: null };
  return null;
}

/** "China must …", "the Administration should …", "you should …". */
function modalLeads(passage: Passage): Lead[] {
  const out: Lead[] = [];
  const form = pattern(
    `(?:\\b(you)|(<A>|\\b(?:all |other |every |member |third |UN |any )+(?:states?|governments?|countries|parties|missions|delegations)|\\bthe (?:\\w+ ){0,2}(?:council|government|congress|administration|parliament|assembly|commission|committee|union|community|president|minister|secretary|ambassador))(?: \\([^)]*\\))?)(?:, (?:which|who) [^,;]{3,110},)? (?:now |also |therefore |itself )?(?:must|should|ought to|needs? to|has to|have to|shall)(?: (?:now|also|immediately|therefore|at once|\\w+ly))* (?=(?:not |never )?\\w)`,
  );
  for (const match of passage.mask.matchAll(form)) {
    if (
      /\b(?:that|said|believes?|argues?|obliged|whether|says|why)\s+(?:the\s+)?$/i.test(
        passage.mask.slice(0, match.index),
      )
    )
      continue;
    const from = match.index + match[0].length;
    const to = endOf(passage.mask, from);
    const words = passage.mask.slice(from, to);
    if (
      /^(?:have|be (?:clear|noted|aware)|face)\b/i.test(words) ||
      (codesIn(passage.text.slice(from, to), demandTerms).length === 0 && !begins.test(words))
    )
      continue;
    out.push({
      start: match.index,
      from,
      to,
      addressee:
        match[1] === undefined ? (mentionAt(passage, match.index) ?? { words: match[2] ?? '' }) : 'you',
      confidence: 0.85,
    });
  }
  for (const match of passage.mask.matchAll(
    /^(?:please(?! (?:accept|find|be assured|do not hesitate)\b)|let us|we must|now is the time to)\s+/gi,
  ))
    out.push({
      start: match.index,
      from: match.index + match[0].length,
      to: endOf(passage.mask, match[0].length),
      addressee: 'you',
      confidence: 0.7,
    });
  return out;
}

/** "Will the Minister raise …?" and "To ask the Secretary of State what steps …". */
function questionLeads({ passage, form }: Scene): Lead[] {
  const { mask } = passage;
  const put = pattern(
    "^(?:\\(?\\w{1,3}[.)] )?To ask (?:the |Her Majesty[’']s |His Majesty[’']s )?([^?;]{3,140}?),? (?=what|if|whether|how|when|which|why|who|to )",
    'i',
  ).exec(mask);
  if (put !== null)
    return [
      {
        start: 0,
        from: put[0].length,
        to: endOf(mask, put[0].length),
        addressee: passage.mentions.find((one) => one.type === 'person' || one.type === 'body') ?? {
          words: (put[1] ?? '').trim(),
        },
        confidence: 0.85,
      },
    ];
  if (!/\?\s*$/.test(mask)) return [];
  const toOffice = askedOf(passage);
  if (toOffice !== null) return [toOffice];
  if (form === 'post') return [];
  const will = pattern(
    `^(?:and |so |\\w{1,3}[.)] )?(?:will|would|can|could) (?:the |you|his|her)(?: ?(?:<A>|[\\w'’-]+)){0,5}? (?=(?:\\w+ly )?(?:${doing})\\b)`,
    'i',
  ).exec(mask);
  if (will === null) return [];
  return [
    {
      start: 0,
      from: will[0].length,
      to: endOf(mask, will[0].length),
      addressee: passage.mentions.find((one) => one.end <= passage.start + will[0].length) ?? 'you',
      confidence: 0.8,
    },
  ];
}

/** "Stop these returns", "@you, ask China to …": a sentence that begins with the bare verb. */
function imperativeLeads({ passage, lead }: Scene): Lead[] {
  const { mask } = passage;
  const bare = pattern(
    `^(?:@?(?:\\w+|<A>)(?:,|:) |[\\w ]{3,40}: |(?:first|second|third|fourth|finally|lastly|next|also)(?:ly)?, )?(?:(?:now|please|do|today|urgently),? )*(?=(?:${doing})\\b(?! ?(?:of|was|were|is|has|have|ed)\\b))`,
    'i',
  ).exec(mask);
  const isTitle = /^(?:\p{Lu}[\p{L}-]*\s+(?:(?:and|of|for|the|on)\s+)*)+\p{Lu}[\p{L}-]*$/u.test(
    passage.text.trim(),
  );
  if (
    bare === null ||
    isTitle ||
    passage.block.kind === 'heading' ||
    (lead !== null && passage.block.label !== null)
  )
    return [];
  const from = bare[0].length;
  const first = /^[@\w'’-]+/.exec(mask.slice(from))?.[0] ?? '';
  if (/(?:s|ed|ing)$/i.test(first) && !/^(?:press|address|access|discuss|need)$/i.test(first)) return [];
  const counted = /^(?:first|second|third|fourth|finally|lastly|next)/i.test(mask);
  if (
    (codesIn(passage.text.slice(from), demandTerms).length === 0 && !counted) ||
    /^never before\b/i.test(mask.slice(from)) ||
    /^contact\b|@\w+\.\w/i.test(passage.text)
  )
    return [];
  const named =
    passage.mentions.find((one) => one.end <= passage.start + from && one.type !== 'date') ?? null;
  return [{ start: 0, from, to: endOf(mask, from), addressee: named ?? 'you', confidence: 0.72 }];
}

/** An item under "We urge you to:", or one that opens with a verb of doing. */
function listLeads(scene: Scene): Lead[] {
  const { passage, lead } = scene;
  if (passage.block.kind !== 'item' && passage.block.label === null) return [];
  // "Egypt and Sudan: stop all returns." under "What we ask".
  const named = pattern('^(?:the )?(?:<A>|\\w+)(?:(?:,| and|, and) (?:the )?<A>)*: ', 'i').exec(passage.mask);
  const from = named?.[0].length ?? 0;
  const verb = new RegExp(`^(?:\\w+ly,? )?(?:to )?(?:${doing})\\b`, 'i').test(passage.mask.slice(from));
  if (lead === null || !verb || passage.start !== passage.block.start) return [];
  const asks = pattern(
    `\\b(?:${askingForms}|recommendations?|demands|steps|must|should|wants?|needed|call to action)\\b`,
  ).test(lead.mask);
  if (!asks) return [];
  const own = mentionsIn(passage, { start: passage.start, end: passage.start + from }, 'state', 'body')[0];
  const other = named === null ? null : { words: passage.text.slice(0, from).replace(/:\s*$/, '') };
  const addressee = /\byou\b/i.test(lead.mask)
    ? ('you' as const)
    : (own ?? other ?? mentionsIn(lead, lead, 'state', 'body', 'person').at(-1) ?? null);
  return [{ start: 0, from, to: endOf(passage.mask, from), addressee, confidence: 0.88 }];
}

function demandsOf(scene: Scene, lead: Lead): Found[] {
  const { passage } = scene;
  const relayed = relay(passage, lead);
  const pieces = [
    ...ownPieces(passage, lead, relayed),
    ...piecesOf(passage, relayed?.from ?? lead.from, lead.to),
  ];
  const addressee = addresseeOf(scene, lead.addressee);
  const opening = passage.start + (relayed?.start ?? lead.start);
  return pieces.flatMap((piece, i): Found[] => {
    const says = passage.text.slice(piece.start - passage.start, piece.end - passage.start);
    const codes = codesIn(says, demandTerms);
    const duty =
      relayed?.to ??
      (lead.addressee !== null && lead.addressee !== 'you' && 'type' in lead.addressee
        ? lead.addressee
        : null) ??
      doerIn(passage, piece);
    return [
      {
        ...(i === 0 && opening < piece.start && piece.start - opening < 150
          ? { start: opening, end: piece.end }
          : piece),
        reading: {
          kind: 'demand',
          demands: codes.length === 0 ? ['other'] : tidied(codes, says),
          addressee,
          dutyBearer: duty === null || (duty.type !== 'state' && duty.state === null) ? null : stateOf(duty),
          instruments: mentionsIn(passage, piece, 'instrument').map(named),
          says,
        },
        confidence: codes.length === 0 ? 0.6 : lead.confidence,
      },
    ];
  });
}

/** Codes that only came along with a stronger one. */
export function tidied(codes: readonly string[], says: string): string[] {
  const has = (code: string): boolean => codes.includes(code);
  return codes.filter(
    (code) =>
      !(code === 'comply-treaty' && has('recommit')) &&
      !(
        code === 'raise-with' &&
        codes.length > 1 &&
        !/^(?:\w+ly )?(?:raise|bring|press|take up)/i.test(says)
      ) &&
      !(code === 'grant-status' && has('temporary-protection') && !/\b(?:status|asylum)\b/i.test(says)) &&
      !(
        code === 'confirm' &&
        codes.length > 1 &&
        !/^(?:\w+ly )?(?:confirm|clarify|explain|provide|publish|inform|report)/i.test(says)
      ),
  );
}

/** "raise it with China and ask the other State to …": what is asked of the addressee before the relay. */
function ownPieces(passage: Passage, lead: Lead, relayed: Relay | null): Span[] {
  if (relayed === null || relayed.start - lead.from < 8) return [];
  const before = passage.mask.slice(lead.from, relayed.start).replace(/[,;]?\s+(?:and\s+)?(?:to\s+)?$/i, '');
  if (codesIn(passage.text.slice(lead.from, lead.from + before.length), demandTerms).length === 0) return [];
  return /\b(?:levers|means|opportunity|influence|disposal|everything)\b/i.test(before)
    ? []
    : piecesOf(passage, lead.from, lead.from + before.length);
}

interface Relay {
  readonly start: number;
  readonly from: number;
  readonly to: Mention;
}

/** "… that you urge China's leader to halt": who is to be asked in turn, and for what. */
function relay(passage: Passage, lead: Lead): Relay | null {
  const slice = passage.mask.slice(lead.from, lead.to);
  const form = pattern(
    `\\b(?:${inner})\\b(?: (?:with|on|upon))? (?:the |all |his |her |its |to )?(?:\\w+ ){0,2}?(<A>)(?:['’]s?)?(?: \\([^)]*\\))?(?: (?:\\w+ ){0,2}<H>)?,? (?:(?:and|,) (?:the )?<A> )*(?:to|that (?:it|they|he|she) (?:must |should )?|on) (?!(?:the|its|a)\\b)`,
    'i',
  );
  const match = form.exec(slice);
  if (match === null) return null;
  const state = passage.mentions.find(
    (one) =>
      one.start >= passage.start + lead.from + match.index &&
      one.end <= passage.start + lead.from + match.index + match[0].length &&
      (one.type === 'state' || one.state !== null),
  );
  const any = state ?? mentionAt(passage, lead.from + match.index + match[0].search(/[\uE010-\uE01F]/));
  const start = lead.from + match.index;
  return any === null ? null : { start, from: start + match[0].length, to: any };
}

const begins = new RegExp(`^(?:\\w+ly )?(?:${doing})\\b`, 'i');

/** Splits "halt A, recommit to B, and grant C" where a verb of doing begins. */
function piecesOf(passage: Passage, from: number, to: number): Span[] {
  const slice = passage.mask.slice(from, to);
  const cut = new RegExp(
    `(?:[,;]\\s+and|,|;|\\sand|\\sas well as)\\s+(?:\\(\\w{1,4}\\)\\s*)?(?:to\\s+|that (?:it|they|you) |if you (?:would|could) )?(?=(?:(?:an?|the) )?(?:end to|release of|access (?:for|to)|halt to|moratorium|protection (?:for|of)|safe passage|refugee status|asylum for)\\b|(?:(?:not to|to|immediately|publicly|fully|also|urgently|instead|further) )*(?:${doing})\\b(?!\\s+(?:of|and|in|on|with)\\b))`,
    'gi',
  );
  const bounds = [0];
  for (const match of slice.matchAll(cut)) {
    const start = match.index + match[0].length;
    if (match.index - (bounds.at(-1) ?? 0) > 8) bounds.push(start);
  }
  return bounds.flatMap((start, i) => {
    const next = bounds[i + 1];
    const raw = slice.slice(start, next ?? slice.length);
    const end =
      next === undefined
        ? slice.length
        : start +
          raw.replace(
            /(?:[,;]\s+and|,|;|\sand|\sas well as)\s+(?:\(\w{1,4}\)\s*)?(?:to\s+|that (?:it|they|you) )?$/i,
            '',
          ).length;
    const span = trimmed(passage.text, { start: from + start, end: from + end });
    return span.end - span.start < 4
      ? []
      : [{ start: passage.start + span.start, end: passage.start + span.end }];
  });
}

function addresseeOf(scene: Scene, addressee: Lead['addressee']): Named | null {
  if (addressee === null || addressee === 'you') return scene.addressee;
  return 'type' in addressee ? named(addressee) : { words: addressee.words, id: null };
}

/** "halt China's returns": the owner of the thing asked is the one who must act. */
function doerIn(passage: Passage, piece: Span): Mention | null {
  const states = mentionsIn(passage, piece, 'state');
  return (
    states.find(
      (one) =>
        /^['’]s?\s/.test(passage.mask.slice(one.end - passage.start)) ||
        /\bby\s+(?:the\s+)?$/.test(passage.mask.slice(0, one.start - passage.start)),
    ) ?? null
  );
}
