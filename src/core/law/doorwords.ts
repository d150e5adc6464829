/** The reasons a door is open or shut, in both languages; one fact each. */
import { addMonths, type EdtfDate, possibleDays } from '../base/date.js';
import { type Label } from '../base/language.js';
import { type Binding } from './answer.js';
import { type LawData } from './data.js';
import { type Acceptance, type StateList } from './door-data.js';
import { type InstrumentId, type StateId } from './reference.js';
import { shortTitle } from './words.js';

const label = (en: string, ko: string): Label => ({ en, ko });

/** "Convention against Torture, art. 22", in each language. */
export function treatyOf({ instruments }: LawData, id: InstrumentId, provision: string | null): Label {
  const instrument = instruments.get(id);
  const ko = instrument?.aliases.find((alias) => /[가-힣]/.test(alias));
  const en = instrument === undefined ? id : shortTitle(instrument);
  return provision === null
    ? label(en, ko ?? en)
    : label(`${en}, art. ${provision}`, `${ko ?? en} ${provision}조`);
}

export const bound = (what: Label, since: string | null) =>
  since === null
    ? label(`Bound by: ${what.en}.`, `구속됨: ${what.ko}.`)
    : label(`Bound since ${since} by: ${what.en}.`, `${since}부터 구속됨: ${what.ko}.`);

export function notBound(what: Label, { basis, since, until, signed }: Binding): Label {
  if (basis === 'reserved') return label(`Reserved: ${what.en}.`, `유보: ${what.ko}.`);
  if (basis === 'signed-only')
    return label(
      `Signed ${signed ?? ''} and no more, which binds to nothing here: ${what.en}.`,
      `서명(${signed ?? ''})만 하여 구속되지 않음: ${what.ko}.`,
    );
  if (basis === 'not-yet')
    return label(
      `Joined later, bound only from ${since ?? 'a later day'}: ${what.en}.`,
      `이후 가입, ${since ?? '이후'}부터 구속: ${what.ko}.`,
    );
  if (basis === 'ended')
    return label(`Left, bound until ${until ?? ''}: ${what.en}.`, `탈퇴(${until ?? ''}까지): ${what.ko}.`);
  if (basis === 'before-instrument')
    return label(`Nobody was bound yet: ${what.en}.`, `당시에는 없던 조약: ${what.ko}.`);
  if (basis === 'no-such-state') return noState;
  return label(`Not bound by this treaty: ${what.en}.`, `이 조약에 구속되지 않음: ${what.ko}.`);
}

export function unsure(what: Label, { basis, lastOutside }: Binding): Label {
  if (lastOutside !== null)
    return label(
      `Outside when last seen, on ${lastOutside}: ${what.en}. Look at the depositary’s page.`,
      `마지막 확인일(${lastOutside})에는 비당사국: ${what.ko}. 수탁처 확인 필요.`,
    );
  return basis === 'uncertain-date'
    ? label(`The day it became bound is uncertain: ${what.en}.`, `구속된 날이 불확실함: ${what.ko}.`)
    : label(`The data do not decide: ${what.en}.`, `자료로 판단할 수 없음: ${what.ko}.`);
}

export const accepted = (what: Label, { from }: Acceptance) =>
  from === null
    ? label(`Accepted: ${what.en}.`, `수락함: ${what.ko}.`)
    : label(`Accepted ${from.edtf}: ${what.en}.`, `${from.edtf} 수락: ${what.ko}.`);
export const notAccepted = (what: Label, { asOf }: Acceptance) =>
  label(`Not accepted as of ${asOf}: ${what.en}.`, `${asOf} 기준 수락하지 않음: ${what.ko}.`);
export const acceptanceEnded = (what: Label, { until }: Acceptance) =>
  label(
    `No longer accepted since ${until?.edtf ?? ''}: ${what.en}.`,
    `${until?.edtf ?? ''} 수락 철회: ${what.ko}.`,
  );
export const acceptedLater = (what: Label, { from }: Acceptance) =>
  label(
    `Accepted only later, ${from?.edtf ?? ''}: ${what.en}.`,
    `이후(${from?.edtf ?? ''}) 수락: ${what.ko}.`,
  );
export const acceptedAbout = (what: Label, { from, asOf }: Acceptance) =>
  from === null
    ? label(
        `Accepted by ${asOf}, and the data do not say since when: ${what.en}.`,
        `${asOf}에는 수락한 상태이나 시작일 미상: ${what.ko}.`,
      )
    : label(
        `Accepted in ${from.edtf}, on a day the data do not give: ${what.en}.`,
        `${from.edtf} 중 수락, 날짜 미상: ${what.ko}.`,
      );
export const optedOut = (what: Label, { asOf }: Acceptance) =>
  label(`Opted out, as of ${asOf}: ${what.en}.`, `${asOf} 기준 적용 배제 선언: ${what.ko}.`);
export const noOptOut = (what: Label) =>
  label(`No opting out is in the data: ${what.en}.`, `배제 선언이 자료에 없음: ${what.ko}.`);
export const noWord = (what: Label) =>
  label(
    `The data hold neither an acceptance nor a source that says there is none: ${what.en}. Look at the depositary’s page.`,
    `수락 여부가 자료에 없음: ${what.ko}. 수탁처 확인 필요.`,
  );

export const reservationsUnknown = (what: Label) =>
  label(
    `The data hold no reservations to it, and this is a clause that States reserve: ${what.en}.`,
    `이 조약의 유보 자료가 없으며 흔히 유보되는 조항임: ${what.ko}.`,
  );

export const noState = label('There was no such State that day.', '그날 그런 국가는 없었음.');
export const everyState = label(
  'It may act on every State, whatever that State has joined.',
  '조약 가입과 무관하게 모든 국가를 다룰 수 있음.',
);
export const notMember = label(
  'Not a member or observer of the United Nations: whether it may act is argued.',
  '유엔 회원국이나 옵서버가 아님: 권한에 다툼이 있음.',
);
export const beforeMechanisms = label(
  'There was no such mechanism yet: the first began in 1980.',
  '당시에는 이런 절차가 없었음(1980년 시작).',
);
export const everyMember = label(
  'Every member of the United Nations is reviewed.',
  '모든 유엔 회원국이 심의를 받음.',
);
export const beforeReviews = label('Reviews began in April 2008.', '심의는 2008년 4월에 시작됨.');
export const beforeAgency = label('UNHCR began on 1 January 1951.', '유엔난민기구는 1951년 1월 1일 시작됨.');
export const byMandate = label(
  'UNHCR acts under its own statute, whatever the State has joined.',
  '유엔난민기구는 조약 가입과 무관하게 고유 임무에 따라 행동함.',
);
export const noAgreement = label('It is no party to this agreement.', '이 협정의 당사자가 아님.');
export const agreementArgued = label(
  'Only the parties may ask for it; that it still stands is argued.',
  '당사자만 요청할 수 있으며 현재 효력에 다툼이 있음.',
);

const named = ({ name }: StateList, en: string, ko: string) =>
  label(`${en}: ${name.en}.`, `${ko}: ${name.ko}.`);
export const notListed = (list: StateList) => named(list, 'Not on the list', '목록에 없음');
export const listed = (list: StateList, since: string | null) =>
  since === null ? named(list, 'On the list', '목록에 있음') : named(list, `Since ${since}`, `${since}부터`);
export const listedSince = (list: StateList, day: string) =>
  named(list, `The data begin on ${day}`, `${day} 이전은 자료 없음`);
export const listedLater = (list: StateList, since: string) =>
  named(list, `Only from ${since}`, `${since} 이후에만`);
export const listedUntil = (list: StateList, until: string) =>
  named(list, `No longer since ${until}`, `${until}부터 제외`);
export const listedAbout = (list: StateList) => named(list, 'The day is uncertain', '날짜 불확실');
export const listArgued = (list: StateList) => named(list, 'Contested', '다툼 있음');

export const onTerritory = label(
  'Crimes on its territory, or by its nationals anywhere, are within the Court’s reach.',
  '그 영토에서 또는 그 국민이 저지른 범죄는 재판소 관할.',
);
export const referred = (resolution: string) =>
  label(`Referred by Security Council resolution ${resolution}.`, `안보리 결의 ${resolution}로 회부됨.`);
export const acceptedCourt = label(
  'It accepted the Court for this time by a declaration (art. 12(3)).',
  '선언(12조 3항)으로 해당 기간 관할을 수락함.',
);
export const partlyThere = ({ states }: LawData, where: readonly StateId[]) => {
  const names = where.map((id) => states.get(id)?.name ?? { en: id, ko: id });
  return label(
    `Part of the crime on the territory of a party is argued to be enough, as for deportation across a border: ${names.map(({ en }) => en).join(', ')}.`,
    `국경을 넘는 추방처럼 범죄 일부가 당사국 영토에서 일어나면 된다는 주장: ${names.map(({ ko }) => ko).join(', ')}.`,
  );
};
export const byNationality = label(
  'Not by territory. It would be open if whoever is accused is a national of a party (the record does not say), or if the Security Council referred it.',
  '영토로는 열리지 않음. 피의자가 당사국 국민이거나(기록에 없음) 안보리가 회부하면 열림.',
);
export const onlyContinuing = (since: string | null) =>
  label(
    `Not open on the day of the event${since === null ? '' : ` (open since ${since})`}: only what went on afterwards can be argued.`,
    `사건 당일에는 열리지 않음${since === null ? '' : `(${since}부터 열림)`}: 이후 계속된 것만 주장할 수 있음.`,
  );
export const eventUnsure = label(
  'Whether it was open on the day of the event is not decided by the data.',
  '사건 당일에 열려 있었는지는 자료로 판단할 수 없음.',
);

export const timeOver = (last: string) => label(`Its time ended on ${last}.`, `기한이 ${last}에 끝남.`);

/** EDTF interval: so many months, fewest and most, after a date. */
export function months(from: EdtfDate, [least, most]: readonly [number, number]): string {
  const { earliest, latest } = possibleDays(from);
  return `${addMonths(earliest, least).slice(0, 7)}/${addMonths(latest, most).slice(0, 7)}`;
}
