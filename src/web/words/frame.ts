/** Words of the shell: navigation, moments, refusals, and what is said when something is missing. */
import { type Phrase } from './phrase.js';

export const frameWords = {
  'site.name': { en: 'Article 33', ko: '제33조' },
  'site.skip': { en: 'Skip to the text', ko: '본문으로 건너뛰기' },
  'site.title': { en: '{page} · Article 33', ko: '{page} · 제33조' },
  'site.local': {
    en: 'This page is served from this machine alone; nothing on it was loaded from anywhere else.',
    ko: '이 페이지는 이 컴퓨터에서만 제공되며, 다른 곳에서 불러온 것은 없습니다.',
  },
  'nav.label': { en: 'Dossier', ko: '사건철' },
  'nav.home': { en: 'Overview', ko: '개요' },
  'nav.events': { en: 'Events', ko: '사건' },
  'nav.asks': { en: 'Asks', ko: '요구' },
  'nav.law': { en: 'Law', ko: '법' },
  'nav.sources': { en: 'Sources', ko: '출처' },
  'nav.log': { en: 'Log', ko: '기록부' },
  'nav.search': { en: 'Search', ko: '검색' },
  'nav.check': { en: 'Check a letter', ko: '서한 검토' },
  'nav.language': { en: 'Language', ko: '언어' },
  'nav.dossiers': { en: 'Dossiers', ko: '사건철 목록' },
  'dossiers.title': { en: 'Dossiers', ko: '사건철 목록' },
  'dossiers.sentence': {
    en: 'This machine holds {n} dossiers. Each is a record of its own, with its own log.',
    one: 'This machine holds one dossier.',
    ko: '이 컴퓨터에는 사건철 {n}개가 있습니다. 각 사건철은 자체 기록부를 가진 별도의 기록입니다.',
  },
  'dossiers.none': {
    en: 'There is no dossier here yet. Stop the program and start it again with “npm start”: it loads the built-in dossiers into an empty data directory.',
    ko: '아직 사건철이 없습니다. 프로그램을 멈추고 “npm start”로 다시 시작하면 빈 데이터 디렉터리에 기본 사건철을 불러옵니다.',
  },
  'dossiers.invented': { en: 'Invented, for trying things out', ko: '가상의 사건철(시험용)' },
  'asof.now': { en: 'Record as of {when}, entry {seq}', ko: '{when} 현재 기록, 항목 {seq}' },
  'asof.empty': { en: 'The record is empty', ko: '기록이 비어 있습니다' },
  'asof.change': { en: 'Show an earlier state', ko: '이전 상태 보기' },
  'asof.label': { en: 'What was recorded by', ko: '다음 날짜까지 기록된 내용' },
  'asof.hint': {
    en: 'A day, month or year (2026-05-13, 2026-05, 2026), an instant (2026-05-13T10:00Z) or an entry (entry:57)',
    ko: '날짜, 월, 연도(2026-05-13, 2026-05, 2026), 시각(2026-05-13T10:00Z) 또는 항목(entry:57)',
  },
  'asof.show': { en: 'Show', ko: '보기' },
  'asof.past': {
    en: 'What we held then: you are reading what this record held at {when}, not what it holds now.',
    ko: '그때 보유한 내용: 지금의 기록이 아니라 {when} 시점까지 기록된 내용을 보고 있습니다.',
  },
  'asof.end': { en: 'the end of {when} (UTC)', ko: '{when} 말(UTC)' },
  'asof.entry': { en: 'entry {seq}', ko: '항목 {seq}' },
  'asof.nothing': {
    en: 'Nothing had been recorded by then; that says nothing about what had happened.',
    ko: '그때까지 기록된 것이 없습니다. 실제로 무슨 일이 있었는지와는 무관합니다.',
  },
  'asof.return': { en: 'Return to now', ko: '현재로 돌아가기' },
  'asof.root': { en: 'log root', ko: '기록부 루트' },
  'fail.title': { en: 'That did not work', ko: '처리하지 못했습니다' },
  'fail.what': { en: 'What happened', ko: '무슨 일이 있었나' },
  'fail.where': { en: 'Where', ko: '위치' },
  'fail.fix': { en: 'What to do', ko: '해결 방법' },
  'fail.bug': {
    en: 'The program made a mistake while making this page. Nothing was changed. Go back and try once more; if it fails again, run “article33 doctor” and report what it says.',
    ko: '이 페이지를 만드는 동안 프로그램에 오류가 발생했습니다. 변경된 것은 없습니다. 돌아가서 다시 시도해 보고, 또 실패하면 “article33 doctor”를 실행해 그 결과를 알려 주십시오.',
  },
  'fail.full': {
    en: 'The disk is full, so nothing was written. What was recorded before is safe, and can be read.',
    ko: '디스크가 가득 차서 아무것도 기록하지 못했습니다. 이전에 기록된 것은 안전하며 읽을 수 있습니다.',
  },
  'fail.full-fix': {
    en: 'Free some space and do it again.',
    ko: '공간을 확보한 뒤 다시 시도해 주십시오.',
  },
  'missing.title': { en: 'No such page', ko: '해당 페이지가 없습니다' },
  'missing.sentence': {
    en: 'There is nothing at this address. It may be mistyped, or it may name something this record does not hold, or no longer holds since it was erased.',
    ko: '이 주소에는 아무것도 없습니다. 주소가 잘못되었거나, 이 기록에 없거나 삭제된 대상일 수 있습니다.',
  },
  'missing.asof': {
    en: 'You are looking at an earlier state of the record; what you seek may have been recorded later.',
    ko: '이전 상태의 기록을 보고 있습니다. 찾는 내용은 나중에 기록되었을 수 있습니다.',
  },
  'missing.go': { en: 'Go to the overview', ko: '개요로 가기' },
  'refused.title': { en: 'Refused', ko: '거부됨' },
  'refused.host': {
    en: 'This server answers only under its own name. Open the address that the program printed when it started.',
    ko: '이 서버는 자기 이름으로만 응답합니다. 프로그램이 시작할 때 표시한 주소를 여십시오.',
  },
  'refused.origin': {
    en: 'The form was not sent from one of our own pages, so it was not read. Open the page here and send it again.',
    ko: '이 사이트의 페이지에서 보낸 양식이 아니므로 읽지 않았습니다. 여기서 페이지를 열고 다시 보내십시오.',
  },
  'refused.embedded': {
    en: 'Another site tried to load this page inside its own. It was not sent.',
    ko: '다른 사이트가 이 페이지를 자기 페이지 안에 불러오려 했습니다. 보내지 않았습니다.',
  },
  'refused.method': {
    en: 'Pages here can be read, not written to.',
    ko: '이 페이지는 읽기만 할 수 있습니다.',
  },
  'paging.label': { en: 'Pages', ko: '쪽' },
  'paging.next': { en: 'Next {n}', ko: '다음 {n}개' },
  'paging.previous': { en: 'Previous {n}', ko: '이전 {n}개' },
  'paging.shown': { en: '{from} to {to} of {n}', ko: '{n}개 중 {from}–{to}' },
  'notes.title': { en: 'Who says so', ko: '출처 각주' },
  'notes.hint': {
    en: 'Numbers refer to the marks in the text.',
    ko: '번호는 본문의 표시와 같습니다.',
  },
  'table.caption': { en: 'The same as a table', ko: '같은 내용의 표' },
} as const satisfies Readonly<Record<string, Phrase>>;
