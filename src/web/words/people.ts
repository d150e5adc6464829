/** Words about signing in, one's own passkeys, and the people who may sign in. */
import { type Phrase } from './phrase.js';

export const peopleWords = {
  'who.label': { en: 'Signed in', ko: '로그인 정보' },
  'who.people': { en: 'People', ko: '사용자' },
  'who.operator': {
    en: 'Nobody has been invited yet, so whoever uses this machine reads everything as its operator. To let people sign in, run: article33 invite --role keeper',
    ko: '아직 초대된 사람이 없어 이 컴퓨터를 쓰는 사람은 누구나 운영자로서 모두 볼 수 있습니다. 로그인을 쓰려면 다음을 실행하십시오: article33 invite --role keeper',
  },
  'who.second': {
    en: 'You have one passkey. If the device it is on breaks, is lost or is taken from you, nothing else lets you in: add a second one on another device.',
    ko: '패스키가 하나뿐입니다. 그 기기가 고장 나거나 분실되거나 빼앗기면 들어올 다른 방법이 없습니다. 다른 기기에 두 번째 패스키를 추가하십시오.',
  },
  'who.second-go': { en: 'Add a second passkey', ko: '두 번째 패스키 추가' },
  'refused.session': {
    en: 'You are not signed in any more, so this was not done. Sign in and do it again.',
    ko: '더 이상 로그인되어 있지 않아 처리하지 않았습니다. 로그인한 뒤 다시 하십시오.',
  },

  'passkey.noscript': {
    en: 'Passkeys need JavaScript, and this browser runs none here. There is no other way to sign in: no password, no e-mail. Allow scripts for this one address; its other pages run none.',
    ko: '패스키에는 자바스크립트가 필요한데 이 브라우저에서는 실행되지 않습니다. 비밀번호나 이메일 같은 다른 로그인 방법은 없습니다. 이 주소에만 스크립트를 허용하십시오. 다른 페이지는 스크립트를 쓰지 않습니다.',
  },
  'passkey.unsupported': {
    en: 'This browser knows no passkeys. Use a current Firefox, Chrome, Safari or Edge.',
    ko: '이 브라우저는 패스키를 지원하지 않습니다. 최신 파이어폭스, 크롬, 사파리, 엣지를 쓰십시오.',
  },
  'passkey.cancelled': {
    en: 'The browser got no passkey: the request was cancelled, or it took too long. Try once more.',
    ko: '브라우저가 패스키를 받지 못했습니다. 요청이 취소되었거나 시간이 너무 걸렸습니다. 다시 시도하십시오.',
  },
  'passkey.known': {
    en: 'That device already holds a passkey of yours. Use another one.',
    ko: '그 기기에는 이미 당신의 패스키가 있습니다. 다른 기기를 쓰십시오.',
  },
  'passkey.failed': {
    en: 'The server could not be reached. Try once more.',
    ko: '서버에 연결하지 못했습니다. 다시 시도하십시오.',
  },
  'passkey.working': { en: 'Waiting for your passkey …', ko: '패스키를 기다리는 중…' },

  'door.not-let-in': {
    en: 'That passkey was not accepted. Try once more, or with another one of yours. If none works, ask whoever invited you for a new link.',
    ko: '패스키가 받아들여지지 않았습니다. 다시 하거나 다른 패스키를 쓰십시오. 모두 안 되면 초대한 사람에게 새 링크를 요청하십시오.',
  },
  'door.link-spent': {
    en: 'This invitation was used already, or it is older than fifteen minutes. Ask whoever invited you for a new link.',
    ko: '이미 사용되었거나 15분이 지난 초대입니다. 초대한 사람에게 새 링크를 요청하십시오.',
  },
  'door.confirm': {
    en: 'Show with a passkey that it is you: the last time was more than five minutes ago.',
    ko: '패스키로 본인임을 확인하십시오. 마지막 확인 후 5분이 지났습니다.',
  },
  'door.not-allowed': {
    en: 'That is more than your role allows. Ask somebody who keeps every dossier, or the person who runs the machine.',
    ko: '당신의 역할로는 할 수 없습니다. 모든 사건철을 관리하는 사람이나 컴퓨터 운영자에게 요청하십시오.',
  },
  'door.last-keeper': {
    en: 'Nobody else who keeps every dossier could sign in any more. Let somebody else keep every dossier first, and wait until they have signed in.',
    ko: '모든 사건철을 관리하는 사람이 더 이상 아무도 로그인할 수 없게 됩니다. 먼저 다른 사람에게 모든 사건철의 관리를 맡기고 그 사람이 로그인할 때까지 기다리십시오.',
  },
  'door.last-passkey': {
    en: 'The last passkey cannot be removed: nothing else would let you in. Add another one first.',
    ko: '마지막 패스키는 없앨 수 없습니다. 들어올 다른 방법이 없게 됩니다. 먼저 다른 패스키를 추가하십시오.',
  },
  'door.gone': {
    en: 'There is no such person, role or passkey any more. Open the page again.',
    ko: '그런 사람, 역할, 패스키가 더 이상 없습니다. 페이지를 다시 여십시오.',
  },
  'door.bad-form': {
    en: 'Something in the form is not as it should be: a name has up to 100 characters, a compartment is made of small letters, digits and hyphens.',
    ko: '양식에 잘못된 것이 있습니다. 이름은 100자까지이고, 구획 이름은 영문 소문자, 숫자, 붙임표로만 씁니다.',
  },
  'door.too-often': {
    en: 'Too many attempts just now. Try again in {n} seconds.',
    one: 'Too many attempts just now. Try again in one second.',
    ko: '시도가 너무 많습니다. {n}초 뒤에 다시 시도하십시오.',
  },
  'door.numeric': {
    en: 'Passkeys are bound to a name. Open this page as http://localhost with the same port.',
    ko: '패스키는 이름에 묶여 있습니다. 같은 포트로 http://localhost 를 여십시오.',
  },

  'sign-in.title': { en: 'Sign in', ko: '로그인' },
  'sign-in.sentence': {
    en: 'This record is read only by people who were let in, each with a passkey of their own.',
    ko: '이 기록은 허락받은 사람만 각자의 패스키로 볼 수 있습니다.',
  },
  'sign-in.go': { en: 'Sign in with a passkey', ko: '패스키로 로그인' },
  'sign-in.lost': {
    en: 'Lost your passkeys? There is no password and no e-mail to recover by, because both can be stolen. Ask somebody who keeps this record for a new link.',
    ko: '패스키를 잃어버렸습니까? 비밀번호나 이메일 복구는 도난당할 수 있어 두지 않았습니다. 이 기록의 관리자에게 새 링크를 요청하십시오.',
  },
  'sign-in.nobody': {
    en: 'Nobody can sign in here yet. Whoever runs the server makes the first link with: article33 invite --role keeper',
    ko: '아직 아무도 로그인할 수 없습니다. 서버 운영자가 다음 명령으로 첫 링크를 만듭니다: article33 invite --role keeper',
  },
  'sign-in.already': { en: 'You are signed in.', ko: '로그인되어 있습니다.' },
  'sign-in.on': { en: 'Go on to the page', ko: '페이지로 가기' },
  'sign-in.cross': {
    en: 'You came from another site, which is never told whether you are signed in.',
    ko: '다른 사이트에서 오셨습니다. 로그인 여부는 다른 사이트에 알려지지 않습니다.',
  },

  'invitation.title': { en: 'Invitation', ko: '초대' },
  'invitation.sentence': {
    en: 'You were invited to this record. Make a passkey on this device: your fingerprint, face or PIN then opens it, and nothing that could be stolen from us does.',
    ko: '이 기록에 초대되었습니다. 이 기기에 패스키를 만드십시오. 이후 지문, 얼굴 또는 PIN으로 열 수 있으며, 서버에서 도난당할 수 있는 비밀은 없습니다.',
  },
  'invitation.one-use': {
    en: 'The link works once, for fifteen minutes after it was made. Afterwards add a second passkey on another device.',
    ko: '링크는 만든 뒤 15분 동안 한 번만 쓸 수 있습니다. 그다음 다른 기기에 두 번째 패스키를 추가하십시오.',
  },
  'invitation.empty': {
    en: 'The address has no invitation in it. Open the whole link that you were given.',
    ko: '주소에 초대가 들어 있지 않습니다. 받은 링크 전체를 여십시오.',
  },
  'invitation.label': { en: 'What you call this device', ko: '이 기기를 부르는 이름' },
  'invitation.label-hint': {
    en: 'For you to tell your passkeys apart: “phone”, “blue key”.',
    ko: '패스키를 구별하기 위한 이름입니다. 예: “휴대전화”, “파란 보안 키”.',
  },
  'invitation.go': { en: 'Make a passkey', ko: '패스키 만들기' },

  'me.title': { en: 'Your passkeys and sessions', ko: '내 패스키와 접속' },
  'me.sentence': {
    en: 'You are signed in as {name}, with {n} passkeys.',
    one: 'You are signed in as {name}, with one passkey.',
    ko: '{name}(으)로 로그인했으며 패스키가 {n}개 있습니다.',
  },
  'me.id': {
    en: 'What you record stands in the log under {id}, never under your name.',
    ko: '당신이 기록하는 것은 이름이 아니라 {id}(으)로 기록부에 남습니다.',
  },
  'me.passkeys': { en: 'Passkeys', ko: '패스키' },
  'me.label': { en: 'Name', ko: '이름' },
  'me.host': { en: 'Works at', ko: '사용 주소' },
  'me.added': { en: 'Added', ko: '추가' },
  'me.used': { en: 'Last used', ko: '마지막 사용' },
  'me.never': { en: 'not yet', ko: '아직 없음' },
  'me.unnamed': { en: 'unnamed', ko: '이름 없음' },
  'me.remove': { en: 'Remove', ko: '없애기' },
  'me.remove-hint': {
    en: 'Removing one signs you out everywhere, here as well.',
    ko: '하나를 없애면 여기를 포함한 모든 곳에서 로그아웃됩니다.',
  },
  'me.add': { en: 'Add a passkey', ko: '패스키 추가' },
  'me.sessions': { en: 'Where you are signed in', ko: '로그인된 곳' },
  'me.began': { en: 'Since', ko: '시작' },
  'me.seen': { en: 'Last seen', ko: '마지막 사용' },
  'me.ends': {
    en: 'A session ends after twelve hours without use, and after seven days in any case.',
    ko: '12시간 동안 쓰지 않거나 7일이 지나면 접속이 끝납니다.',
  },
  'me.this-one': { en: 'this browser', ko: '이 브라우저' },
  'me.other': { en: 'another browser', ko: '다른 브라우저' },
  'me.roles': { en: 'What you may do', ko: '내 권한' },
  'me.sign-out': { en: 'Sign out', ko: '로그아웃' },
  'me.everywhere': { en: 'Sign out everywhere', ko: '모든 곳에서 로그아웃' },

  'role.reader': { en: 'reader: reads', ko: '열람자: 읽기' },
  'role.documenter': { en: 'documenter: also records and corrects', ko: '기록자: 기록과 정정까지' },
  'role.analyst': { en: 'analyst: also judges', ko: '분석가: 판단까지' },
  'role.keeper': {
    en: 'keeper: also erases, exports and lets people in',
    ko: '관리자: 삭제, 내보내기, 사람 들이기까지',
  },

  'people.title': { en: 'People', ko: '사용자' },
  'people.sentence': {
    en: '{n} people may sign in here, as far as you may see.',
    one: 'One person may sign in here, as far as you may see.',
    ko: '볼 수 있는 범위에서 {n}명이 로그인할 수 있습니다.',
  },
  'people.name': { en: 'Name', ko: '이름' },
  'people.may': { en: 'May', ko: '권한' },
  'people.passkeys': { en: 'Passkeys', ko: '패스키' },
  'people.waiting': { en: 'invited {when}, not yet here', ko: '{when} 초대, 아직 들어오지 않음' },
  'people.everything': { en: 'every dossier', ko: '모든 사건철' },
  'people.with': { en: 'with {compartments}', ko: '구획: {compartments}' },
  'people.invite': { en: 'Invite somebody', ko: '초대하기' },
  'people.invite-go': { en: 'Make a link', ko: '링크 만들기' },
  'people.name-hint': {
    en: 'Seen by you, by them and by others who let people in. It never enters the record; a code does as well.',
    ko: '당신, 본인, 사람을 들일 수 있는 다른 관리자에게만 보입니다. 기록에는 들어가지 않으며 암호명도 괜찮습니다.',
  },
  'people.role': { en: 'Role', ko: '역할' },
  'people.dossier': { en: 'Dossier', ko: '사건철' },
  'people.compartments': { en: 'Compartments', ko: '구획' },
  'people.compartments-hint': {
    en: 'Names with spaces between them; leave empty for none. You can give only those you read yourself.',
    ko: '여러 개는 띄어 쓰고, 없으면 비워 두십시오. 자신이 읽을 수 있는 구획만 줄 수 있습니다.',
  },
  'people.grant': { en: 'Change what they may do', ko: '권한 바꾸기' },
  'people.grant-go': { en: 'Give this role', ko: '이 역할 주기' },
  'people.take': { en: 'Take away', ko: '거두기' },
  'people.remove': { en: 'Take off', ko: '내보내기' },
  'people.link': { en: 'New link', ko: '새 링크' },
  'people.link-hint': {
    en: 'For somebody who lost every passkey: those they had stop working at once.',
    ko: '패스키를 모두 잃은 사람을 위한 것입니다. 가지고 있던 패스키는 즉시 쓸 수 없게 됩니다.',
  },
  'people.sign-out': { en: 'Sign out', ko: '로그아웃시키기' },
  'people.ends': {
    en: 'Each of these ends the person’s sessions at once.',
    ko: '어느 것이든 그 사람의 접속을 즉시 끝냅니다.',
  },
  'people.made': {
    en: 'Give this link to {name} over a channel you trust, within fifteen minutes. It works once and is not shown again.',
    ko: '15분 안에 믿을 수 있는 경로로 이 링크를 {name}에게 전하십시오. 한 번만 쓸 수 있고 다시 표시되지 않습니다.',
  },
  'people.back': { en: 'Back to the people', ko: '사용자 목록으로' },
  'people.audit': { en: 'What happened at the door', ko: '출입 기록' },
  'people.audit-none': { en: 'Nothing yet.', ko: '아직 없습니다.' },
  'people.when': { en: 'When', ko: '언제' },
  'people.what': { en: 'What', ko: '무엇' },
  'people.who': { en: 'Whom', ko: '누구' },
  'people.by': { en: 'By', ko: '누가' },
  'people.operator': { en: 'the operator', ko: '운영자' },

  'confirm.title': { en: 'Is it you?', ko: '본인 확인' },
  'confirm.sentence': {
    en: 'This changes who gets in, and you last used a passkey here more than five minutes ago. Use one, and it is done.',
    ko: '출입 권한을 바꾸는 일인데, 마지막 패스키 사용 후 5분이 지났습니다. 패스키를 쓰면 처리됩니다.',
  },
  'confirm.go': { en: 'Use a passkey and go on', ko: '패스키를 쓰고 계속' },

  'audit.invited': { en: 'invited', ko: '초대함' },
  'audit.link-made': { en: 'a new link; the passkeys they had are dead', ko: '새 링크. 이전 패스키는 무효' },
  'audit.joined': { en: 'came in with a first passkey', ko: '첫 패스키로 들어옴' },
  'audit.signed-in': { en: 'signed in', ko: '로그인' },
  'audit.sign-in-refused': { en: 'a passkey was refused: {why}', ko: '패스키 거부: {why}' },
  'audit.clock-trusted': {
    en: 'machine’s clock taken as right; everybody signed out',
    ko: '기계 시계를 옳다고 함. 모두 로그아웃됨',
  },
  'audit.confirmed': { en: 'showed that it is they', ko: '본인 확인' },
  'audit.signed-out': { en: 'signed out', ko: '로그아웃' },
  'audit.signed-out-everywhere': { en: 'signed out everywhere', ko: '모든 곳에서 로그아웃' },
  'audit.session-refused': { en: 'a session was refused: {why}', ko: '접속 거부: {why}' },
  'audit.passkey-added': { en: 'added a passkey', ko: '패스키 추가' },
  'audit.passkey-removed': { en: 'removed a passkey', ko: '패스키 없앰' },
  'audit.granted': { en: 'was given a role', ko: '역할을 받음' },
  'audit.grant-taken': { en: 'lost a role', ko: '역할을 잃음' },
  'audit.removed': { en: 'was taken off', ko: '내보내짐' },
  'audit.read-refused': { en: 'asked for a dossier they may not read', ko: '읽을 수 없는 사건철을 요청함' },
} as const satisfies Readonly<Record<string, Phrase>>;
