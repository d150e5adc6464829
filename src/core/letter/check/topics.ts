/**
 * What well-known provisions are about, so that a duty credited to the wrong treaty or article is
 * noticed. Reference knowledge of the treaties' own texts; the duty of each provision as we restate
 * it comes from the law data.
 */
export interface Topic {
  readonly label: string;
  /** Words by which a letter speaks of it. */
  readonly words: RegExp;
  readonly where: readonly Where[];
}

export interface Where {
  readonly instrument: string;
  readonly article: string;
  /** Not in its words: a treaty body reads it into the article. */
  readonly readInto?: boolean;
  /** Not an obligation: a declaration. */
  readonly soft?: boolean;
}

const at = (instrument: string, article: string): Where => ({ instrument, article });

export const topics: readonly Topic[] = [
  {
    label: 'non-refoulement',
    words:
      /refoul|expel or return|(?:forc\w+|compulsory|involuntary) (?:return|repatriat|remov|deport)|(?:return|send|sent|expel|deport|repatriat|remov)\w*\b.{0,60}\b(?:danger|torture|persecut|threat|territor|harm|against (?:his|her|their) will|refugee)|(?:refugee|person|people|anyone|nobody|no one|asylum).{0,60}\b(?:return|sent? back|expel|deport|repatriat)|no return\b|강제\s*송환|송환(?:하|을|하는|되)|不推回|驱回|推回|遣返|送返|驱逐或送回|ルフールマン|送還/i,
    where: [
      at('REFUGEE-1951', '33'),
      at('REFUGEE-PROT-1967', 'I'),
      at('CAT', '3'),
      at('ICPPED', '16'),
      at('OAU-1969', 'II'),
      { instrument: 'ICCPR', article: '7', readInto: true },
      { instrument: 'ICCPR', article: '6', readInto: true },
      { instrument: 'CRC', article: '6', readInto: true },
      { instrument: 'CRC', article: '37', readInto: true },
      { instrument: 'CARTAGENA-1984', article: 'III(5)', soft: true },
    ],
  },
  {
    label: 'the definition of a refugee',
    words: /defin\w+.{0,40}refugee|refugee.{0,30}\bdefin|who is a refugee|well-founded fear|난민.{0,10}정의/i,
    where: [at('REFUGEE-1951', '1A(2)'), at('REFUGEE-PROT-1967', 'I'), at('OAU-1969', 'I')],
  },
  {
    label: 'the rights and treatment of refugees',
    words:
      /rights?\b.{0,60}(?:standards?|treatment|protection)|(?:standards?|treatment)\b.{0,60}protection|describes? their rights/i,
    where: [at('REFUGEE-1951', '3–34'), at('REFUGEE-PROT-1967', 'I')],
  },
  {
    label: 'no penalty for illegal entry',
    words: /(?:penal|punish)\w*.{0,50}(?:entry|enter|presence|cross)|illegal entry/i,
    where: [at('REFUGEE-1951', '31')],
  },
  {
    label: 'expulsion of people lawfully present',
    words: /lawfully (?:present|in)|expulsion of (?:lawful|aliens)/i,
    where: [at('REFUGEE-1951', '32'), at('ICCPR', '13')],
  },
  {
    label: 'co-operation with UNHCR',
    words:
      /co-?operat\w*.{0,40}(?:UNHCR|High Commissioner|United Nations)|supervis\w*.{0,40}(?:UNHCR|High Commissioner)|(?:UNHCR|High Commissioner).{0,40}supervis/i,
    where: [at('REFUGEE-1951', '35'), at('REFUGEE-PROT-1967', 'II')],
  },
  {
    label: 'the prohibition of torture',
    words:
      /(?:prohibit|forbid|ban|outlaw|bar)\w*.{0,30}tortur|tortur\w*.{0,30}(?:prohibit|forbid|ban)|고문.{0,10}금지|禁止酷刑/i,
    where: [at('CAT', '2'), at('ICCPR', '7'), at('CRC', '37')],
  },
  {
    label: 'the right to life',
    words: /right to life|arbitrar\w+ (?:deprived of )?life/i,
    where: [at('ICCPR', '6'), at('CRC', '6')],
  },
  {
    label: 'the right to leave any country',
    words: /(?:right|free|freedom) to leave|leave any country/i,
    where: [at('ICCPR', '12'), at('CRC', '10')],
  },
  {
    label: 'protection of refugee children',
    words: /refugee child/i,
    where: [at('CRC', '22')],
  },
  {
    label: 'enforced disappearance',
    words: /enforced disappear/i,
    where: [at('ICPPED', '1')],
  },
  {
    label: 'traffic in women',
    words: /traffic\w*.{0,30}wom[ae]n|wom[ae]n.{0,30}traffic/i,
    where: [at('CEDAW', '6'), at('TIP-PROTOCOL', '5')],
  },
  {
    label: 'individual complaints',
    words: /individual (?:complaint|communication|petition)/i,
    where: [at('CAT', '22')],
  },
  {
    label: 'disputes before the International Court of Justice',
    words: /International Court of Justice|\bICJ\b/i,
    where: [at('REFUGEE-1951', '38'), at('REFUGEE-PROT-1967', 'IV'), at('CAT', '30')],
  },
];

/** Articles that forbid return, for finding what a letter about return leaves out. */
export const nonRefoulement: readonly Where[] = topics[0]?.where ?? [];

export function topicsIn(text: string): Topic[] {
  return topics.filter(({ words }) => words.test(text));
}
