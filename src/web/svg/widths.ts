/**
 * Pictures are drawn once for each width and the stylesheet shows the one that fits, so that
 * labels keep their size without script: on a desk, on a page of paper, on a phone.
 */
export const pictures = [
  { width: 1120, className: 'picture wide' },
  { width: 680, className: 'picture middle' },
  { width: 358, className: 'picture slim' },
] as const;
