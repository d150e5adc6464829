/** Cyrillic letters of Russian and the languages of Central Asia in plain Latin letters. */
export const cyrillicBase = `
  а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts
  ч=ch ш=sh щ=shch ъ=- ы=y ь=- э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=w қ=q ғ=gh ҳ=h ә=a ң=ng ө=o ү=u ұ=u
  һ=h җ=j ҷ=j ӣ=i ӯ=u ј=j љ=lj њ=nj ћ=c ђ=dj џ=dz`;
