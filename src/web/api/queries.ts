/** What each address of the API may be asked with. */
import { z } from 'zod';

const moment = { asOf: z.string().max(40).optional() };
const limit = z.coerce.number().int().min(1).max(200).default(50);

/** The query of each route; a name that nothing reads is refused, since it would be lost. */
export const queries = {
  none: z.object({}).strict(),
  one: z.object(moment).strict(),
  things: z
    .object({ ...moment, type: z.string().max(40).optional(), limit, cursor: z.string().max(100).optional() })
    .strict(),
  claims: z
    .object({
      ...moment,
      thing: z.string().max(100).optional(),
      limit,
      cursor: z.coerce.number().int().min(-1).optional(),
    })
    .strict(),
  search: z
    .object({
      ...moment,
      q: z.string().max(2000),
      where: z.string().max(2000).optional(),
      since: z.string().max(40).optional(),
      until: z.string().max(40).optional(),
      limit: limit.pipe(z.number().max(100)),
      cursor: z.coerce.number().int().min(0).max(10_000).optional(),
    })
    .strict(),
  changes: z
    .object({
      since: z.coerce.number().int().min(-1).default(-1),
      limit,
      cursor: z.coerce.number().int().min(-1).optional(),
    })
    .strict(),
};
