/**
 * Korean surnames: how common each is (per thousand, rounded, from what censuses of the South report; both
 * initial-sound forms under the South's), the characters most bear, and how their bearers write them.
 */
interface Surname {
  readonly perThousand: number;
  readonly chars: string;
  readonly spellings: string;
}

const LINES = `
김 215 金 kim gim ghim keem
이 147 李異伊 lee yi rhee ri i ree rhie lie reigh
박 84 朴 park pak bak bahk pahk bark
최 47 崔 choi choe chey choy choie
정 43 鄭丁程 jung chung jeong chong joung cheong choung jeoung chyung
강 23 姜康強 kang gang kahng
조 21 趙曺 cho jo joe joh choh
윤 20 尹 yoon yun youn
장 19 張蔣章莊 jang chang zhang
임 17 林任 lim im rim yim leem rhim
한 15 韓漢 han hahn
오 15 吳 oh o
서 15 徐西 seo suh so sur
신 18 申辛愼 shin sin
권 14 權 kwon gwon kweon kwun
황 14 黃 hwang whang
안 14 安 ahn an
송 14 宋 song
유 16 柳劉兪 yoo yu you ryu ryoo liu lyu
홍 11 洪 hong
전 12 全田錢 jeon chun jun chon jhun cheon chon
고 9 高 ko go koh
문 9 文 moon mun
양 10 梁楊 yang ryang
손 9 孫 son sohn shon
배 8 裵裴 bae pae bai pai
백 8 白 baek paek paik baik back
허 7 許 huh heo hur her ho
노 6 盧魯 noh roh no ro rho
남 6 南 nam
심 5 沈 shim sim
하 5 河 ha hah
주 5 朱周 joo ju chu choo
구 4 具 koo ku gu goo
곽 4 郭 kwak gwak kwag
성 4 成 sung seong song
차 4 車 cha
우 4 禹 woo u wu
진 4 陳秦晉 jin chin
나 4 羅 na ra rha
지 3 池 ji jee chi
엄 3 嚴 um eom uhm om
변 3 卞邊 byun byeon pyon byon pyun
채 3 蔡 chae chai
원 3 元 won weon
천 3 千 cheon chun chon
방 3 方房 bang pang
공 2 孔 kong gong
현 2 玄 hyun hyeon hyon
함 2 咸 ham hahm
여 2 呂余 yeo yuh ryo yo
염 2 廉 yeom youm yum ryom
석 2 石昔 seok suk sok
추 1 秋 choo chu
도 1 都 do to doh
소 1 蘇 so soh
설 1 薛 sul seol sol seul
선 1 宣 sun seon son
마 1 馬 ma mah
길 1 吉 gil kil
연 1 延 yeon youn yon
위 1 魏 wi wee
표 1 表 pyo phyo
명 1 明 myung myeong myong
기 1 奇 ki gi kee
반 1 潘 ban pan bahn
왕 1 王 wang
금 1 琴 keum geum kum
옥 1 玉 ok ock
육 1 陸 yook yuk ryuk
인 1 印 in
맹 1 孟 maeng
제 1 諸 je jae
모 1 牟 mo
탁 1 卓 tak thak
국 1 鞠 kook guk kuk
어 1 魚 eo uh o
은 1 殷 eun un
편 1 片 pyun pyeon phyon
용 1 龍 yong ryong
부 1 夫 boo bu pu
경 1 慶景 kyung kyong gyeong
민 3 閔 min
계 1 桂 kye gye
동 1 董 dong tong
태 1 太 tae thae
남궁 1 南宮 namgung namkoong namkung namgoong
황보 1 皇甫 hwangbo whangbo
제갈 1 諸葛 jegal jekal chegal
선우 1 鮮于 sunwoo seonu sonu sunoo
독고 1 獨孤 dokgo tokko dokko
사공 1 司空 sagong sakong
서문 1 西門 seomun
`;

export const surnames: ReadonlyMap<string, Surname> = new Map(
  LINES.trim()
    .split('\n')
    .map((line) => {
      const [name = '', perThousand = '0', chars = '', ...spellings] = line.split(' ');
      return [name, { perThousand: Number(perThousand), chars, spellings: spellings.join(' ') }];
    }),
);

/** Surnames of two syllables, which no space sets apart in Hangul or Hanja. */
export const doubleSurnames: ReadonlySet<string> = new Set(
  [...surnames].flatMap(([name, { chars }]) => (name.length === 2 ? [name, chars] : [])),
);
