// Reduces the text of a reservation or declaration to the provisions it clearly names and what it does to
// them. The text itself is never shipped. Where the words do not say how far it goes, the effect is
// `unclear`; where no provision is named, nothing is derived.

const article = String.raw`(?:articles?|arts?\.|Art\.)`;
const number = String.raw`(?:\d{1,3}|[IVX]{1,5})(?:\s?[A-Z](?![a-z]))?(?:\s*\(\s*[0-9a-z]{1,3}\s*\))*`;
const named = new RegExp(
  `(?:paragraphs?\\s+(\\d+(?:\\s*(?:,|and|&)\\s*\\d+)*)(?:\\s*\\([a-z]\\))?,?\\s+(?:of\\s+)?(?:the\\s+)?)?${article}\\s+(${number}(?:\\s*(?:,|and|or|&|to|,\\s*and)\\s*(?:${article}\\s+)?${number})*)(?:,?\\s+paragraphs?\\s+(\\d+(?:\\s*(?:,|and|&)\\s*\\d+)*))?`,
  'gi',
);
const excluding =
  /not\s+(?:consider|regard)\s+(?:itself|themselves)\s+(?:as\s+)?(?:being\s+)?bound|(?:is|are|be)\s+not\s+bound|(?:shall|will)\s+not\s+be\s+(?:bound|binding)|not\s+be\s+(?:applicable|binding)|shall\s+not\s+apply|will\s+not\s+apply|does\s+not\s+(?:accept|recogni[sz]e)|not\s+accept\s+the\s+obligation|with\s+the\s+exception\s+of|excludes?\s+the\s+application/i;
const reserving = /reserv/i;
const limiting = /in ?so ?far as|to the extent|unless|with respect to employment|provided that/i;
const consenting = /(?:consent|agreement)\s+of\s+(?:all|each|both|the)|specific consent/i;
const reading = /interpret|understand|construe|considers?\b|declare/i;

/** `{state, instrument, text}` to rows without text. */
export function restate({ state, instrument, text }, instruments) {
  const rule = instruments.find((one) => one.id === instrument);
  if (rule === undefined) return [];
  const found = new Map();
  // Objections name other States' reservations, not what this State reserved.
  const clean = text.split(/\n|(?<=[.;:])\s*(?=[A-Z0-9(“"])/);
  let heading = false;
  for (const sentence of clean) {
    if (/^\s*(?:reservations?|subject to[^.]{0,40}reservations?)\b/i.test(sentence)) heading = true;
    if (/^\s*(?:declarations?|interpretative|understandings?)\b/i.test(sentence)) heading = false;
    if (/object(?:s|ed|ion)|withdr[ae]w/i.test(sentence)) continue;
    const phrase = excluding.exec(sentence);
    const reserves = phrase !== null || reserving.test(sentence) || heading;
    const consents = consenting.test(sentence);
    if (!reserves && !consents && !reading.test(sentence)) continue;
    for (const { provision, at } of provisionsIn(sentence, rule)) {
      // Only an article next to the words that exclude is excluded; the rest of the sentence is not settled.
      const near = phrase !== null && at - phrase.index < 200 && phrase.index - at < 120;
      const effect = near
        ? limiting.test(sentence)
          ? 'part'
          : 'excludes'
        : consents
          ? 'part'
          : reserves
            ? 'unclear'
            : 'none';
      const kept = found.get(provision);
      if (kept === undefined || rank(effect) > rank(kept)) found.set(provision, effect);
    }
  }
  return ['excludes', 'unclear', 'part', 'none'].flatMap((effect) => {
    const provisions = [...found].filter(([, kept]) => kept === effect).map(([name]) => name);
    if (provisions.length === 0) return [];
    const kind = effect === 'none' ? 'declaration' : 'reservation';
    return [{ state, instrument, kind, provisions, effect }];
  });
}

/** What a derived row says, in our words. */
export function wordsFor({ provisions, effect }) {
  const list = provisions.join(', ');
  const many = provisions.length > 1 ? 'arts' : 'art.';
  return effect === 'none' ? `how it reads or applies ${many} ${list}` : `${many} ${list}`;
}

const rank = (effect) => ['none', 'part', 'unclear', 'excludes'].indexOf(effect);

function provisionsIn(sentence, { articles, roman }) {
  const all = [];
  for (const match of sentence.matchAll(named)) {
    const after = sentence.slice(match.index + match[0].length, match.index + match[0].length + 60);
    // "Pursuant to article 28" names the door used, not what is reserved.
    const before = sentence.slice(Math.max(0, match.index - 60), match.index);
    if (
      /(?:pursuant to|in accordance with|in conformity with|by virtue of|avail\w* itself of[^.]{0,30}|on the basis of|under)\s+(?:the\s+)?(?:terms of\s+|provisions? of\s+|right [^.]{0,20} by\s+)?(?:the\s+)?(?:paragraph[^.]{0,15})?$/i.test(
        before,
      )
    )
      continue;
    // Articles of constitutions, codes and other treaties are not this instrument's.
    if (
      /^\s*(?:of|in)\s+(?:the\s+|its\s+)?(?:\S+\s+){0,3}(?:Constitution|Code|Charter|Act|Law|Statute|Vienna|Civil|Penal|European)/i.test(
        after,
      )
    )
      continue;
    const numbers = [
      ...match[2].matchAll(/(\d{1,3}|\b[IVX]{1,5}\b)(\s?[A-Z](?![a-z]))?((?:\s*\(\s*[0-9a-z]{1,3}\s*\))*)/g),
    ];
    const paragraphs = (match[1] ?? match[3] ?? '').match(/\d+/g) ?? [];
    for (const [, head, , tail] of numbers) {
      const value = /^\d+$/.test(head) ? Number(head) : romanValue(head);
      if (value === 0 || (articles !== null && value > articles)) continue;
      const name = `${roman ? romanText(value) : value}${tail.replace(/\s+/g, '')}`;
      if (paragraphs.length > 0 && numbers.length === 1 && tail === '')
        for (const one of paragraphs) all.push({ provision: `${name}(${one})`, at: match.index });
      else all.push({ provision: name, at: match.index });
    }
  }
  return all;
}

function romanValue(text) {
  const values = { I: 1, V: 5, X: 10 };
  return [...text].reduce(
    (sum, letter, i) =>
      sum + (values[letter] < (values[text[i + 1]] ?? 0) ? -values[letter] : values[letter]),
    0,
  );
}
function romanText(value) {
  let [left, text] = [value, ''];
  for (const [size, letters] of [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ])
    while (left >= size) [left, text] = [left - size, text + letters];
  return text;
}
