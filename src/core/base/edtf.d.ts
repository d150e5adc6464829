/** The package ships no types; these are the parts we call. Times are UTC milliseconds. */
declare module 'edtf' {
  export interface Extended {
    readonly type: string;
    readonly edtf: string;
    readonly min: number;
    readonly max: number;
  }
  const edtf: (text: string) => Extended;
  export default edtf;
}
