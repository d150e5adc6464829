/**
 * People who held public office in the North, as its news agency spells them and in Hangul: general
 * knowledge, and the only rows here whose spelling a person chose by the North's own rules.
 */
const LINES = `
Choe Ryong Hae 최룡해
Kim Yong Nam 김영남
Ri Yong Ho 리용호
Pak Pong Ju 박봉주
Kim Jong Un 김정은
Kim Yo Jong 김여정
Jo Yong Won 조용원
Choe Son Hui 최선희
Kim Tok Hun 김덕훈
Ri Pyong Chol 리병철
Pak Jong Chon 박정천
Ri Il Hwan 리일환
O Su Yong 오수용
Kim Song Nam 김성남
Thae Jong Su 태종수
Kim Jae Ryong 김재룡
Jang Song Thaek 장성택
Hyon Yong Chol 현영철
Ri Sol Ju 리설주
Kang Sok Ju 강석주
Kim Kye Gwan 김계관
Ri Su Yong 리수용
Jo Myong Rok 조명록
Kim Il Chol 김일철
Ro Tu Chol 로두철
Pak Ui Chun 박의춘
Yang Hyong Sop 양형섭
Choe Thae Bok 최태복
Kim Ki Nam 김기남
Choe Pu Il 최부일
Kim Yong Chol 김영철
Ri Yong Mu 리용무
O Kuk Ryol 오극렬
Ri Myong Su 리명수
Pak Yong Sik 박영식
Kim Phyong Hae 김평해
Kwak Pom Gi 곽범기
An Jong Su 안정수
Kim Won Hong 김원홍
Kim Kyong Hui 김경희
`;

export const officeHolders: readonly { readonly latin: string; readonly hangul: string }[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const at = line.lastIndexOf(' ');
    return { latin: line.slice(0, at), hangul: line.slice(at + 1) };
  });

const INITIAL = 'k kk n t tt r m p pp s ss  j jj ch kh th ph h'.split(' ');
const MEDIAL = 'a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i'.split(' ');
const FINAL = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');

/**
 * The North's system of 1992 restated as a plain table, apart from the product's own, so that the measure
 * does not ask the product about itself. A surname with ㅈ is written Ch, as in the lists of deputies.
 */
export function northern(hangul: string, surnameForm: string): string {
  const spell = (syllable: string, surname: boolean): string => {
    const at = syllable.charCodeAt(0) - 0xac00;
    const initial = INITIAL[Math.floor(at / 588)] ?? '';
    const rest = `${MEDIAL[Math.floor((at % 588) / 28)] ?? ''}${FINAL[at % 28] ?? ''}`;
    return (surname && initial === 'j' ? 'ch' : initial) + rest;
  };
  const capital = (word: string) => word.replace(/^./u, (first) => first.toUpperCase());
  const given = Array.from(hangul).slice(1);
  return `${capital(spell(surnameForm, true))} ${capital(given.map((each) => spell(each, false)).join('-'))}`;
}
