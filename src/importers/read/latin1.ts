/** Bytes as letters one for one. (`TextDecoder` has no such thing: its "latin1" is windows-1252.) */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
