/** Words of the page that describes the API. */
import { type Phrase } from './phrase.js';

export const apiWords = {
  'api.title': { en: 'The API', ko: '프로그램용 API' },
  'api.sentence': {
    en: 'Programs read here what people read on the pages: the same record, the same moment, and only what whoever asks may read.',
    ko: '프로그램은 이곳에서 사람이 화면에서 읽는 것과 같은 기록을, 같은 시점으로, 읽을 권한이 있는 만큼만 읽습니다.',
  },
  'api.shape': {
    en: 'Every answer and every failure has one shape:',
    ko: '모든 응답과 모든 오류는 한 가지 형태입니다.',
  },
  'api.paging': {
    en: 'Lists come in pages: give meta.next as cursor for the next one. Answers carry an ETag; asked for again with If-None-Match, what has not changed is answered with 304.',
    ko: '목록은 쪽으로 나뉩니다. meta.next 값을 cursor로 주면 다음 쪽입니다. 응답에는 ETag가 있어, If-None-Match로 다시 물으면 바뀌지 않은 것은 304로 답합니다.',
  },
  'api.required': { en: 'required', ko: '필수' },
} as const satisfies Readonly<Record<string, Phrase>>;
