/**
 * The field's words and the codes of `core/model/codes` they stand for: harms, risk profiles,
 * demands, labels, levers, answers. Lists of words, never sentences of one letter.
 */
export interface TermRule {
  readonly code: string;
  readonly words: RegExp;
}

const rule = (code: string, words: RegExp): TermRule => ({ code, words });

export const harmTerms: readonly TermRule[] = [
  rule(
    'torture',
    /\b(?:tortur(?:e|es|ed|ing)|ill[- ]treat(?:ment|ed)|mistreat(?:ment|ed)|maltreat(?:ment|ed)|beat(?:en|ings?)|(?:cruel|inhuman|degrading)(?:,? (?:and|or)?\s?(?:inhuman|degrading))* (?:treatment|punishment)|abuse[sd]?|physical violence|inhumane treatment)\b|고문|학대|酷刑|虐待/gi,
  ),
  rule(
    'sexual-violence',
    /\b(?:sexual(?:ly)?(?: and gender-based)? (?:assault(?:s|ed)?|violence|abuse[ds]?|exploitation|slavery)|gender-based violence|rap(?:e|es|ed)|sgbv)\b|성폭력|강간|性暴力|强奸/gi,
  ),
  rule(
    'forced-labour',
    /\b(?:(?:forced|hard|slave|penal|prison|compulsory) labou?r|labou?r camps?|slavery|re-?education through labou?r)\b|강제노동|강제 노동|强迫劳动/gi,
  ),
  rule(
    'prison-camp',
    /\b(?:(?:political )?(?:prison|labou?r|concentration|internment|re-?education|detention|kwanliso|kyohwaso|gulag)[- ]camps?|gulags?|kwanliso|kyohwaso)\b|수용소|教化所|集中营|劳改营/gi,
  ),
  rule(
    'imprisonment',
    /\b(?:imprison(?:ment|ed)|incarcerat(?:ion|ed)|jail(?:ed)?|prison (?:terms?|sentences?)|long sentences)\b|투옥|수감|징역|监禁|入狱/gi,
  ),
  rule(
    'detention',
    /\b(?:(?:arbitrary|prolonged|incommunicado|lengthy|long|indefinite)?(?: arbitrary)? ?detentions?(?! (?:cent|facilit))|arbitrary arrests?|detained|interrogat(?:ion|ions|ed))\b|구금|拘留|关押/gi,
  ),
  rule(
    'execution',
    /\b(?:(?:public |summary |extrajudicial )?executions?|executed|(?:extrajudicial|summary|unlawful) killings?|killed|put to death|death penalty|capital punishment|death sentences?|shot|even death|or death)\b|처형|사형|총살|处决|死刑/gi,
  ),
  rule(
    'disappearance',
    /\b(?:enforced(?:ly)? disappear(?:ances?|ed)|disappearances?|disappeared)\b|강제실종|强迫失踪/gi,
  ),
  rule(
    'forced-abortion',
    /\b(?:forced abortions?|infanticide|forcibly aborted|forced sterili[sz]ations?)\b|강제낙태|강제 낙태|영아살해|强制堕胎|杀婴/gi,
  ),
  rule(
    'family-separation',
    /\b(?:family separation|separat(?:ion|ed) (?:from|of) (?:their |the )?(?:famil(?:y|ies)|children|parents|mothers))\b|가족 ?분리|이산/gi,
  ),
  rule(
    'trafficking',
    /\b(?:(?:human |sex )?trafficking|trafficked|forced marriages?|sold as brides?)\b|인신매매|人口贩运|拐卖/gi,
  ),
  rule(
    'punishment',
    /\b(?:(?:severe |harsh |collective |brutal )?punish(?:ment|ments|ed)|retribution|retaliation|reprisals?|persecut(?:ion|ed)|prosecut(?:ion|ed)|ostraci[sz]ed)\b|처벌|박해|보복|惩罚|迫害/gi,
  ),
  rule(
    'other',
    /\b(?:starvation|starved|denial of (?:food|medical care)|public humiliation|grave harm|serious harm|irreparable harm|serious (?:human rights )?violations|mortal danger)\b/gi,
  ),
];

export const profileTerms: readonly TermRule[] = [
  rule(
    'religion',
    /\b(?:christians?|muslims?|church(?:es)?|congregations?|sects?|missionar(?:y|ies)|religio(?:n|us)|bibles?|faith|converts?|converted|pastors?|believers|buddhists?|falun gong|ahmadis?|baha['’]i)\b|기독교|종교|선교사|교회|基督|宗教|传教士/gi,
  ),
  // Contact with another State's people, whichever State: capitals are what tells.
  rule(
    'south-contact',
    /\b(?:(?:[Cc]ontacts?|[Tt]ies|[Ll]inks|[Cc]onnections?|[Cc]ommunicat\w+|[Ii]nteract\w+|[Aa]ssociat\w+)\s+(?:with|to)|met(?: with)?)\s+(?:\p{Ll}+\s+){0,2}(?:North|South|East|West)?\s?\p{Lu}\p{L}+(?:\s\p{L}+)?/gu,
  ),
  rule(
    'south-contact',
    /\b(?:reach(?:ing)?|go(?:ing)? to|on (?:their|the) way to|travel(?:l?ing)? to|defect(?:ing)? to|flee(?:ing)? to|escap(?:e|ing) to|get(?:ting)? to|heading (?:for|to)|bound for)\s+(?:the\s+)?(?:South|North|Republic|\p{Lu}\p{L}+)/gu,
  ),
  rule(
    'south-contact',
    /\bcontacts? with (?:the )?(?:outside world|foreigners|foreign \w+|rival State)\b|한국인|한국행|한국으로|대한민국으로|남한|韩国人/gi,
  ),
  rule(
    'ethnicity',
    /\b(?:ethnic(?:ity)?(?: \w+)?|minorit(?:y|ies)|uy?i?ghurs?|rohingya|hazaras?|kazakhs?|tibetans?|kurds?|kurdish|tutsis?|roma|tigrayans?)\b|민족|소수민족|少数民族/gi,
  ),
  rule(
    'trafficked-women',
    /\b(?:traffick(?:ed|ing)(?: \w+){0,3}|victims? of (?:human )?trafficking|women (?:who (?:were|have been) )?(?:trafficked|sold)|sold (?:as|into) (?:brides?|marriages?)|forced marriages?)\b|인신매매|被拐/gi,
  ),
  rule('pregnant', /\b(?:pregnant|pregnanc(?:y|ies)|expectant mothers?)\b|임산부|임신|怀孕|孕妇/gi),
  rule(
    'children',
    /\b(?:children|minors|infants|babies|orphans|unaccompanied minors|(?:young )?mothers (?:and|with) (?:their )?children|teenagers|girls)\b|아동|어린이|아이들|儿童/gi,
  ),
  rule(
    'political-opinion',
    /\b(?:political(?:ly)? (?:opinions?|views|beliefs|active|activit\w+|dissent|dissidents?)|dissidents?|oppos(?:ing|ed|ition to) (?:the )?(?:\w+ )?(?:government|regime|ruling|party)|activists?|journalists?|human rights defenders?|opposition|critics?|critici[sz]ed|draft evaders?|conscientious objectors?|whistle-?blowers?)\b|정치적|반체제|异见|政治/gi,
  ),
  rule(
    'repeat-crosser',
    /\b(?:repeat(?:ed)? (?:offenders?|defectors?|crossers?|returnees?)|(?:previously|already) (?:been )?(?:returned|repatriated|deported)|second time|more than once|(?:been )?returned (?:once )?before|multiple (?:escape )?attempts)\b|재탈북|재송환/gi,
  ),
  rule(
    'official',
    /\b(?:(?:former |government |party |state )officials|cadres|diplomats|civil servants|intelligence officers)\b|공무원|간부|官员/gi,
  ),
  rule(
    'military',
    /\b(?:soldiers?|military (?:personnel|officers?|service)|deserters?|conscripts?|members of the (?:military|armed forces|army))\b|군인|士兵|军人/gi,
  ),
  rule(
    'worker',
    /\b(?:overseas (?:workers?|labou?rers?)|(?:protesting|striking) workers?|workers? who (?:protested|went on strike)|migrant workers?)\b|해외 ?노동자|海外劳工/gi,
  ),
  rule(
    'border-crosser',
    /\b(?:attempt(?:s|ed|ing)? to (?:flee|escape|leave|cross)|illegal(?:ly)? (?:border[- ])?cross(?:ing|ed|ers?)?|border[- ]cross(?:ers?|ings?)|crossed the border|left (?:the country )?(?:illegally|without (?:permission|leave|authori[sz]ation))|unauthori[sz]ed (?:exit|departure)|fle(?:d|eing) (?:the country|their country)|defect(?:ed|ing|ion))\b|무단 ?월경|탈북|越境/gi,
  ),
  rule(
    'everyone',
    /\b(?:any(?:one|body)|every(?:one|body)?|all) (?:who (?:is|are|was|were) )?(?:\w+ )?(?:returned|repatriated|deported|sent back|returnees?)\b/gi,
  ),
];

export const positionTerms: readonly TermRule[] = [
  rule(
    'not-refugees',
    /\b(?:not (?:\w+ ){0,2}(?:refugees|asylum[- ]seekers)|no refugees|are(?: not|n['’]t) refugees|cannot be (?:considered|regarded as) refugees|(?:not|n['’]t) recogni[sz]e[^.;]{0,40} as refugees|none of (?:them|whom|these people) (?:(?:are|were|is|was) )?(?:an? )?refugees?|deny(?:ing|s)? (?:them )?refugee status|rather than (?:as )?refugees|instead of (?:as )?refugees)\b|난민이 아니|不是难民|不属于难民/gi,
  ),
  rule(
    'illegal-migrants',
    /\b(?:(?:illegal|economic|irregular|undocumented)(?:,? (?:and |or )?(?:illegal|economic))? (?:economic )?(?:im)?migrants?|illegal (?:foreigners|entrants?|immigrants?|border[- ]crossers?|aliens?|residents?)|illegal(?:ly)? (?:entered|entry|immigration)|economic reasons|migrants for economic reasons|criminals|infiltrators|terrorists)\b|불법 ?(?:체류자|월경자|이주민|입국자)|경제적? 이주민|经济移民|非法(?:移民|入境)/gi,
  ),
  rule(
    'no-such-people',
    /\b(?:no (?:so-called|such)(?: thing as)? ["“']?(?:\w+ ){0,3}(?:defectors?|refugees|people|persons|escapees|cases?)|there (?:are|were) (?:no|any) (?:so-called )?["“']?(?:\w+ ){0,3}(?:defectors?|refugees|escapees)|do(?:es)? not exist)\b|탈북자(?:는|란) 없|没有所谓|不存在/gi,
  ),
  rule(
    'handled-by-law',
    /\b(?:(?:handle|handled|handles|handling|dealt with|deals? with|treat(?:s|ed)?|process(?:es|ed)?|act(?:s|ed)?|proceed(?:s|ed)?)\b[^.;]{0,60}\b(?:in accordance with|according to|in line with|under|based on|pursuant to|in keeping with) (?:(?:its|their|the|relevant|domestic|national|international|Chinese|\w+) (?:and )?){0,5}(?:laws?|legislation|humanitarian(?:ism| principles)?)|internal (?:affair|matter)s?|in accordance with (?:the |its |domestic |international |national )*(?:and )?(?:\w+ )?law)\b|국내법|국제법.{0,10}(?:따라|근거)|依法|国内法/gi,
  ),
  rule(
    'refugees',
    /\b(?:(?:as|are|call(?:s|ed)? them|considered|considers? them) (?:genuine |bona fide |prima facie |de facto |political )?(?:refugees|asylum[- ]seekers|persons of concern))\b/gi,
  ),
];

const returns =
  '(?:return|repatriat|deport|refoul|send(?:ing)? (?:\\w+ ){0,6}back|sent back|expel|expuls|removal|push-?back|transfer|extradit|hand(?:ing)? over)';

/** In the order tried; several may hold. */
export const demandTerms: readonly TermRule[] = [
  rule(
    'halt-returns',
    new RegExp(
      `\\b(?:halt|stop|end|ceas|suspend|refrain|desist|abstain|prevent|discontinu|abandon|put (?:an end|a stop)|moratorium|no (?:more|further)|(?:not|never)(?: to)?(?: \\w+ly)?|block|oppos|forbid|forgo|prohibit|ban)\\w*(?=[^.;]{0,90}?${returns})|\\bnon-?return\\b|\\b(?:hand|send|return|deport|repatriat)\\w*(?: over)? (?:nobody|no one|no more)\\b|\\b(?:nobody|no one|no (?:person|refugee|North \\w+|\\w+))(?: else)? (?:is|are|will be|be|shall be|gets?) (?:\\w+ly )?(?:return|repatriat|deport|sent back|expel|hand|refoul)|\\b(?:end|halt)(?=\\s+(?:this|it)\\b)|\\bstop(?=\\s*(?:[,.;!]|$|and\\b|now\\b|this\\b|these\\b|it\\b|doing\\b))|강제 ?(?:북송|송환)[^.]{0,12}(?:중단|중지|멈|금지)|송환(?:을|을 즉각)? ?(?:중단|중지)|停止(?:强制|強制)?遣返|不(?:得|要)?(?:强制)?遣返`,
      'gi',
    ),
  ),
  rule(
    'recommit',
    /\brecommit\w*|\b(?:reaffirm|renew)\w* (?:its |their |the )?commitments?|재약속|重新承诺/gi,
  ),
  rule(
    'comply-treaty',
    /\b(?:comply|compl(?:ies|iance)|abid|adher|honou?r|uphold|respect|fulfil|observ|implement|meet|live up to|act in accordance|keep)\w*(?=[^.;]{0,80}?\b(?:convention|protocol|covenant|obligations?|commitments?|non-?refoulement|international (?:human rights |refugee )?law|treat(?:y|ies)))|(?:협약|의정서|의무)[^.]{0,14}(?:준수|이행)|(?:遵守|履行)[^。]{0,14}(?:公约|议定书|义务)/gi,
  ),
  rule(
    'grant-status',
    /\b(?:grant|recogni[sz]|give|provid|accord|offer|afford|confer|extend|determin)\w*(?=[^.;]{0,70}?\b(?:refugee status|asylum(?! seekers)|as refugees|political asylum|international protection|status of refugees?|refugee protection|protection as refugees))|\b(?:access to|fair) (?:fair )?(?:asylum|refugee status determination) procedures?|난민 ?(?:지위|인정)|(?:给予|承认)[^。]{0,10}难民(?:身份|地位)/gi,
  ),
  rule(
    'allow-departure',
    /\b(?:allow|permit|let|enabl|facilitat|ensur|guarantee|provid|travel|seek|secur|open)\w*(?=[^.;]{0,110}?\b(?:third countr(?:y|ies)|safe (?:passage|countr(?:y|ies))|safe third|leave (?:freely|the country|for)|depart|resettle|travel (?:freely|onward|to)|(?:go|passage|transit|travel|proceed) to (?:the )?(?:South|Republic|ROK|safe)|humanitarian corridor))|\b(?:let|allow) (?:them|(?:the|these|those) \w+) (?:to )?(?:go|leave|through|pass|out|travel)\b|제3국|第三国/gi,
  ),
  rule(
    'temporary-protection',
    /\btemporary (?:protection|protected status|shelter|refuge|stay)|임시 ?보호|临时保护/gi,
  ),
  rule(
    'access',
    /\b(?:ensur\w*|enabl\w*|facilitat\w*)\b[^.;]{0,40}\b(?:UNHCR|ICRC|Red Cross|monitors|lawyers|observers)\b|\b(?:open\w* (?:\w+ ){0,4}(?:border|frontier|doors?|region|area)s? to (?:the )?(?:UN|ICRC|Red Cross|monitors|observers)\w*|access(?! to (?:fair |asylum|refugee status|food|health|education|justice|counsel|information))|monitor(?:s|ing)? (?:visits?|missions?)|visit by|(?:let|allow|allowed|permit|permitted)\b(?=[^.;]{0,70}\b(?:reach|see|visit|interview|enter|in)\b))|접근(?:을|권)?|准入/gi,
  ),
  rule(
    'legislate',
    /\b(?:adopt|enact|amend|pass|reauthori[sz]|legislat|draft|revis|introduc|support|cosponsor|co-sponsor|ratif)\w*(?=[^.;]{0,70}?\b(?:laws?|legislation|act|bill|statute|asylum system|refugee law|asylum procedures?|H\.R\.|reauthorization))|\b(?:national |domestic )?asylum (?:legislation|laws?)\b|난민법|立法/gi,
  ),
  rule(
    'regularise-status',
    /\bregulari[sz]\w*|\blegal (?:status|residenc[ey])|\b(?:household registration|hukou|residence permits?|identity documents?)|합법화|체류 ?자격|合法身份|户口/gi,
  ),
  rule(
    'stop-arrests',
    /\b(?:halt|stop|end|ceas|refrain|suspend|desist|put an end)\w*(?=[^.;]{0,60}?\b(?:arrest|detention|detain|round-?ups?|crackdown|raids|arbitrar))|(?:체포|구금)[^.]{0,8}중단|停止(?:抓捕|逮捕)/gi,
  ),
  rule(
    'release',
    /\b(?:releas(?:e|es|ing)(?= )|free (?:all|the|those|them)|set free)(?![^.;]{0,20}\b(?:report|statement|information|data))|석방|释放/gi,
  ),
  rule(
    'account-for',
    /\b(?:account for|accounting (?:of|for)|whereabouts|fate (?:of|and)|disclos\w+ (?:the )?(?:fate|location|number|names)|what (?:became|has become|happened) (?:of|to)|learn the fate)\b|생사|행방|下落/gi,
  ),
  rule(
    'investigate',
    /\b(?:investigat\w+|inquir(?:y|ies)|remed(?:y|ies|iate)|compensat\w+|reparations?|accountab\w+|prosecut\w+|commission of inquiry|fact-finding)\b|조사|책임 ?규명|调查|追责/gi,
  ),
  rule(
    'condemn',
    /\b(?:condemn\w*|denounc\w*|deplor\w*|speak out|publicly (?:oppose|criticize|criticise|call)|public statement)\b|규탄|谴责/gi,
  ),
  rule(
    'sanction',
    /\b(?:sanction\w*|visa (?:bans?|restrictions?)|consequences|magnitsky|freez\w+ (?:the )?assets|suspend (?:aid|arms|funding|trade|cooperation)|designat\w+|hold\w* (?:\w+ ){0,4}(?:accountable|responsible))\b|제재|制裁/gi,
  ),
  rule(
    'meet-us',
    /\b(?:(?:asked|ask|request\w*) (?:to meet|(?:for )?(?:a|an) (?:urgent )?meeting)|meet(?:ing)? (?:with )?(?:us|me|our|representatives)|brief(?:ing)? (?:us|our|congress|parliament|the committee)|(?:an? )?(?:audience|meeting|call|briefing) with (?:us|our|you|your)|hear (?:from )?us)\b|면담|会见/gi,
  ),
  rule(
    'raise-with',
    /\b(?:rais(?:e|es|ing)|bring(?:ing)? up|tak(?:e|ing) up|press(?:ing)?|rep?resentations?|demarches?|démarches?|put on the agenda|prioriti[sz]e|advocat\w+|engag\w+ (?:with )?|convey|demand that|make clear|use (?:\w+ ){0,4}(?:leverage|influence))\b|제기|촉구|提出/gi,
  ),
  rule(
    'confirm',
    /\b(?:confirm|clarif\w+|explain|provide (?:\w+ ){0,3}(?:information|update|details|answers?|responses?|data|figures|statistics)|what (?:steps|action|representations|assessment|discussions|plans|measures|information)|(?:whether|if) (?:he|she|it|they|the)|respond (?:in writing|to)|report (?:back|to)|publish|inform)\b|확인|해명|澄清|说明/gi,
  ),
];

export const leverTerms: readonly TermRule[] = [
  rule('letter', /\b(?:wrote|written|letters?|writing)\b|서한|致函/gi),
  rule('resolution', /\bresolutions?\b|결의/gi),
  rule('hearing', /\bhearings?\b|청문회/gi),
  rule('demarche', /\bd[eé]marches?\b/gi),
  rule('upr', /\b(?:universal periodic review|UPR)\b/gi),
  rule('treaty-body', /\b(?:concluding observations|committee (?:against|on))\b/gi),
  rule('special-procedure', /\b(?:special rapporteurs?|special procedures|mandate holders|UN experts)\b/gi),
  rule('inquiry', /\bcommission of inquiry\b/gi),
  rule('summit', /\bsummits?\b/gi),
  rule('meeting', /\b(?:met with|meetings?|in talks)\b/gi),
  rule('press-question', /\bpress (?:conference|briefing)|asked by (?:a )?(?:reporter|journalist)/gi),
  rule('legislation', /\b(?:bill|legislation|introduced)\b/gi),
  rule('public-statement', /\b(?:statement|press release|publicly|called on|calls on)\b/gi),
];

/** Compiles the patterns at once, as `pattern` does; see there why. */
const ready = new WeakSet<readonly TermRule[]>();
function readied(rules: readonly TermRule[]): readonly TermRule[] {
  if (!ready.has(rules)) {
    ready.add(rules);
    for (const { words } of rules) long.search(words);
  }
  return rules;
}
const long = '·'.repeat(1000);

/** Codes whose words occur in the text, in the order of the list, each once. */
export function codesIn(text: string, rules: readonly TermRule[]): string[] {
  return [
    ...new Set(
      readied(rules)
        .filter(({ words }) => text.search(words) !== -1)
        .map(({ code }) => code),
    ),
  ];
}

/** Where the words of any code occur. */
export function termsIn(
  text: string,
  rules: readonly TermRule[],
): { code: string; start: number; end: number }[] {
  const out = readied(rules).flatMap(({ code, words }) =>
    [...text.matchAll(words)].map((match) => ({
      code,
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  return out.sort((a, b) => a.start - b.start || b.end - a.end);
}
