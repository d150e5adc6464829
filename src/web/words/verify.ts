/** Words of the pages that verify a claim. `{…}` left open here are filled in by the page's script. */
import { type Phrase } from './phrase.js';

export const verifyWords = {
  'verify.title': { en: 'Verify a claim', ko: '주장 검증' },
  'verify.link': { en: 'prove', ko: '증명' },
  'verify.this': {
    en: 'This proof shows that one claim was recorded, when and by whom, in a log that was signed. It tells nothing of any other entry.',
    ko: '이 증명은 주장 하나가 언제 누구에 의해 서명된 기록부에 기록되었는지를 보여 줍니다. 다른 항목은 드러내지 않습니다.',
  },
  'verify.any': {
    en: 'Paste or choose a proof you were given. It is checked in your browser and sent nowhere.',
    ko: '받은 증명을 붙여 넣거나 파일로 선택하십시오. 브라우저 안에서 검증하며 어디에도 보내지 않습니다.',
  },
  'verify.download': { en: 'Download the proof', ko: '증명 내려받기' },
  'verify.proof': { en: 'Proof', ko: '증명' },
  'verify.file': { en: 'Or choose its file', ko: '또는 파일 선택' },
  'verify.key': { en: 'Key of the log', ko: '기록부의 키' },
  'verify.key-hint': {
    en: 'Take it from somebody you trust, not from whoever gave you the proof. Left empty, the key in the proof is used.',
    ko: '증명을 준 사람이 아니라 믿을 수 있는 사람에게서 받으십시오. 비워 두면 증명에 들어 있는 키를 씁니다.',
  },
  'verify.go': { en: 'Verify', ko: '검증' },
  'verify.proven': {
    en: 'Proven: entry {n}, counted from 0, of {size} in the log {log}.',
    ko: '증명됨: 기록부 {log}의 항목 {size}건 중 {n}번(0번부터 셈).',
  },
  'verify.not': { en: 'NOT PROVEN. {why}', ko: '증명되지 않음. {why}' },
  'verify.recorded': { en: 'Recorded {at} by {by}.', ko: '{at}에 {by}이(가) 기록함.' },
  'verify.its-key': {
    en: 'The key came with the proof: it fits the signature, but whose it is nothing here shows.',
    ko: '키가 증명과 함께 왔습니다. 서명과 맞지만 누구의 키인지는 여기서 알 수 없습니다.',
  },
  'verify.your-key': {
    en: 'The signature is by the key you gave.',
    ko: '서명은 입력하신 키로 된 것입니다.',
  },
  'verify.truth': {
    en: 'That it was recorded then is proven; whether it is true is for the source to show.',
    ko: '그때 기록되었다는 사실이 증명된 것이며, 내용이 사실인지는 출처가 보여 줄 일입니다.',
  },
  'verify.no-script': {
    en: 'Your browser runs no scripts, so this page checks nothing by itself. Verify the file as described below.',
    ko: '브라우저가 스크립트를 실행하지 않아 이 페이지가 스스로 검증하지 못합니다. 아래 방법으로 파일을 검증하십시오.',
  },
  'verify.by-hand': { en: 'Without this page', ko: '이 페이지 없이' },
  'verify.step-file': {
    en: 'Save the proof as a file, such as claim.json.',
    ko: '증명을 claim.json 같은 파일로 저장합니다.',
  },
  'verify.step-run': {
    en: 'On a computer you trust, without a record and without a network, run:',
    ko: '믿을 수 있는 컴퓨터에서 기록이나 네트워크 없이 실행합니다:',
  },
  'verify.step-key': {
    en: 'Give the key of the log as somebody you trust gave it to you.',
    ko: '키는 믿을 수 있는 사람에게서 받은 것을 씁니다.',
  },
  'log.public': { en: 'Public log', ko: '공개 기록부' },
  'log.verify-proof': { en: 'Verify a proof of one claim', ko: '주장 하나의 증명 검증' },
  'log.verify': {
    en: 'Anybody verifies it with the command “article33 verify”, this address and the key of the log.',
    ko: '누구나 이 주소와 기록부의 키로 “article33 verify” 명령을 써서 검증할 수 있습니다.',
  },
} as const satisfies Readonly<Record<string, Phrase>>;
