/**
 * Regions as the United Nations group States for statistics (M49), with Oceania kept whole. They help a
 * reader find a State; they say nothing of anybody's politics.
 */
export type RegionId = (typeof regionIds)[number];

/** From the north-west of a map to its south-east, continent by continent. */
export const regionIds = [
  'northern-america',
  'central-america',
  'caribbean',
  'south-america',
  'northern-europe',
  'western-europe',
  'eastern-europe',
  'southern-europe',
  'northern-africa',
  'western-africa',
  'middle-africa',
  'eastern-africa',
  'southern-africa',
  'western-asia',
  'central-asia',
  'southern-asia',
  'eastern-asia',
  'south-eastern-asia',
  'oceania',
] as const;
