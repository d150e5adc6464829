/**
 * The words by which Korean and Chinese letters say what English ones do. Names, dates and figures
 * are found before, so that a tongue is a table: how a subject is marked, and which words tell.
 */
import { type Reading } from './assertion.js';

export interface Tongue {
  readonly script: RegExp;
  /** What follows a name that is the subject, and what stands before a name that is not. */
  readonly subjectAfter: RegExp;
  readonly notSubjectBefore: RegExp;
  readonly destination: RegExp;
  readonly treaty: readonly {
    readonly action: Extract<Reading, { kind: 'treaty-status' }>['action'];
    readonly words: RegExp;
  }[];
  readonly treatyDenied: RegExp;
  readonly content: RegExp;
  readonly according: RegExp;
  readonly saying: RegExp;
  readonly calling: RegExp;
  readonly denying: RegExp;
  readonly refusing: RegExp;
  readonly silent: RegExp;
  readonly accepting: RegExp;
  readonly asking: RegExp;
  /** Tells an ask made before from one made now. */
  readonly past: RegExp;
  readonly we: RegExp;
  readonly suffering: RegExp;
  readonly marking: RegExp;
  readonly violating: RegExp;
  readonly obliged: RegExp;
  readonly crime: RegExp;
  readonly superlative: readonly {
    readonly rank: Extract<Reading, { kind: 'superlative' }>['rank'];
    readonly words: RegExp;
  }[];
  readonly frequency: readonly {
    readonly sense: Extract<Reading, { kind: 'frequency' }>['sense'];
    readonly words: RegExp;
  }[];
  readonly character: readonly {
    readonly sense: Extract<Reading, { kind: 'characterisation' }>['sense'];
    readonly words: RegExp;
  }[];
  readonly motive: RegExp;
  readonly occasion: RegExp;
}

export const korean: Tongue = {
  script: /[\uAC00-\uD7AF]/g,
  subjectAfter:
    /^\s?(?:정부|당국|외교부|공안)?\s?(?:대변인|장관|차관|대사|총리|주석|위원장|의원|대표|특사|보고관)?(?:은|는|이|가|께서|도)(?=[\s,])/,
  notSubjectBefore: /(?!)/,
  destination: /^\s?(?:으로|로)(?=[\s,])/,
  treaty: [
    { action: 'accession', words: /가입/g },
    { action: 'ratification', words: /비준/g },
    { action: 'signature', words: /서명/g },
    { action: 'withdrawal', words: /탈퇴|폐기/g },
    { action: 'party', words: /당사국|체약국|회원국/g },
  ],
  treatyDenied: /^[^.]{0,12}(?:하지 않|지 않|한 적이? 없|하지 못|하지 아니|이 아니|가 아니)/,
  content: /금지|규정|보장|의무를 부과|정의|명시|요구(?=하고|한다)/g,
  according: /에 따르면|에 의하면|에 따라(?= 알려진)/g,
  saying:
    /밝혔|밝힌|발표|보도|전했|전하였|주장|추산|집계|기록|확인하|확인했|경고|보고하|보고했|말하였|말했|언급/g,
  calling:
    /(?:으)?로 (?:분류|간주|규정|취급|여기|지칭)|(?:이)?라고 (?:부르|주장|말|밝|규정|답|했|하)|다고 (?:주장|말|밝|답|강조|했)/g,
  denying: /부인(?:하|했|하였|해)/g,
  refusing: /(?:거부|거절|묵살|외면)(?:하|했|하였|해|당)/g,
  silent: /(?:답변|응답|회신|답)(?:을|를|이|도)? ?(?:하지 않|받지 못|없)/g,
  accepting: /(?:수용|수락)(?:하|했|하였)/g,
  asking:
    /(?:촉구|요청|요구|호소|권고|건의|당부|제안|서한을 보)(?:했|하였|한|합|하|해|드|냈|낸|되|된)?|야 (?:한다|합니다|할 것)|(?:하|해\s?주)(?:라|십시오|시기\s?바랍니다)(?=[\s.!]|$)/g,
  past: /^(?:했|하였|한 바|해 왔|해왔|냈|하여 왔)/,
  we: /우리|저희|본 (?:단체|위원회|의원)|저는|본인/,
  suffering: /위험|직면|처해|처하|처할|받는다|받게|받고|당하|당한|놓인|놓여|겪|시달|우려/,
  marking: /특히|무엇보다|더 (?:무거운|가혹한|심한|엄한|큰)|가장 (?:위험|취약)|취약/g,
  violating: /위반|위배|저버리|어기/g,
  obliged: /의무(?:가 있|를 지|를 진|를 부담|이다)|해야 할 의무/g,
  crime: /반인도(?:적)? ?범죄|인도에 반하는 죄|집단살해/g,
  superlative: [
    { rank: 'largest', words: /(?:사상 |역대 )?최대(?: 규모)?(?:의|로|였|이)?|가장 (?:큰|많은|대규모)/g },
    { rank: 'first', words: /처음(?:으로|이)?|최초(?:의|로)?/g },
    { rank: 'only', words: /유일(?:한|하게)/g },
    { rank: 'worst', words: /최악(?:의)?/g },
  ],
  frequency: [
    { sense: 'systematic', words: /조직적(?:으로|인)?|체계적(?:으로|인)?/g },
    { sense: 'repeated', words: /반복(?:적으로|적인|해서|하여|하고)?|거듭|수차례|여러 차례|누차/g },
    {
      sense: 'regular',
      words:
        /지속(?:적으로|적인)?|계속(?:해서|하여|적으로)?|꾸준히|일관되게|상습적(?:으로)?|정기적(?:으로)?/g,
    },
    { sense: 'never', words: /한 번도|결코|단 한 차례도/g },
    { sense: 'always', words: /언제나|항상|예외 없이/g },
  ],
  character: [
    { sense: 'knowledge', words: /알면서도|알고도|인지하고/g },
    { sense: 'intent', words: /고의(?:로|적으로)?|의도적(?:으로|인)?/g },
    { sense: 'voluntariness', words: /자발적(?:으로|인)?|자진/g },
    {
      sense: 'proportion',
      words: /(?:대부분|모든|대다수|전원|절반)(?:의)?(?= ?(?:탈북|난민|송환|여성|사람))/g,
    },
    { sense: 'status', words: /이른바|소위/g },
  ],
  motive: /(?:회피|면하|피하|막|은폐|유지)(?:하)?기 위(?:해|하여|한)|를 의식해|때문에|(?:의|에 대한) 대가로/g,
  occasion:
    /(?:정상회담|회담|정례인권검토|심의|회기|총회|방문|방중|방미|기념일|청문회)(?=(?:을|를|에|이|가|과|와|\s))/g,
};

export const chinese: Tongue = {
  script: /[\u4E00-\u9FFF]/g,
  subjectAfter: /(?!)/,
  notSubjectBefore:
    /(?:对|向|在|从|由|被|与|和|到|把|将|至|于|据|根据|往|给|为|违反|呼吁|敦促|促请|要求|對|從|與|將|於|據|根據)$/,
  destination: /(?!)/,
  treaty: [
    { action: 'accession', words: /加入/g },
    { action: 'ratification', words: /批准|核准/g },
    { action: 'signature', words: /签署|签订|簽署|簽訂/g },
    { action: 'withdrawal', words: /退出|退约/g },
    { action: 'party', words: /缔约国|締約國|成员国|当事国/g },
  ],
  treatyDenied: /(?:未|没有|尚未|从未|不是|并非|拒绝|沒有|從未)[^，。]{0,4}$/,
  content: /禁止|规定|規定|要求|保障|定义|明确|不得|义务|給予|给予/g,
  according: /据|根据|根據|據/g,
  saying:
    /报道|报告|统计|估计|表示|指出|称|說|说|宣布|记录|确认|披露|警告|認為|认为|強調|強调|强调|證實|证实/g,
  calling: /称为|视为|认定为|归类为|當作|当作|说成|称作|声称|宣称|表示|坚称|回应称|称|強調|强调|说/g,
  denying: /否认|否認/g,
  refusing: /拒绝|拒絕|驳回|无视|不予理会/g,
  silent: /(?:未|没有|从未|沒有)(?:作出|做出|给予|任何|对此)*(?:答复|回应|回复|回覆|回應)/g,
  accepting: /接受(?:了)?/g,
  asking: /敦促|呼吁|要求|促请|吁请|请求|请您|希望|建议|致函|呼籲|促請|籲請|請求|建議/g,
  past: /^(?:过|了|過)/,
  we: /我们|我們|本组织|我谨|本人|谨/,
  suffering: /面临|遭受|遭到|受到|冒着|可能被|会被|将被|面臨|危险|風險|风险/,
  marking: /尤其(?:是)?|特别(?:是)?|特別(?:是)?|更(?:重|严厉|严重|大)的?|最(?:危险|易受)/g,
  violating: /违反|违背|違反|違背|践踏/g,
  obliged: /有义务|负有[^，。]{0,8}义务|有義務|必须遵守/g,
  crime: /反人类罪|危害人类罪|反人道罪|種族滅絕|种族灭绝/g,
  superlative: [
    { rank: 'largest', words: /(?:规模)?最大(?:规模)?的?|最多的?|規模最大/g },
    { rank: 'first', words: /首次|第一次|首個|首个/g },
    { rank: 'only', words: /唯一(?:的)?/g },
    { rank: 'worst', words: /最严重的?|最嚴重的?/g },
  ],
  frequency: [
    { sense: 'systematic', words: /系统(?:性|地)的?|有组织地|系統性/g },
    { sense: 'repeated', words: /多次|反复|屡次|一再|再三|反覆|屢次/g },
    { sense: 'regular', words: /一贯|持续|不断|长期|經常|经常|一貫|持續/g },
    { sense: 'never', words: /从未|从不|從未/g },
    { sense: 'always', words: /始终|总是|一直/g },
  ],
  character: [
    { sense: 'knowledge', words: /明知|明明知道|知情/g },
    { sense: 'intent', words: /故意|蓄意/g },
    { sense: 'voluntariness', words: /自愿/g },
    {
      sense: 'proportion',
      words: /(?:大多数|绝大多数|所有|全部|多数|大部分)(?=[^，。]{0,6}(?:人|者|难民|妇女))/g,
    },
    { sense: 'status', words: /所谓的?/g },
  ],
  motive: /为了|为避免|以避免|以逃避|以便|因为|出于|為了/g,
  occasion: /(?:峰会|会晤|会谈|普遍定期审议|定期审议|审议|会议|访问|周年|听证会|峰會)/g,
};
