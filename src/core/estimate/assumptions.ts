/** What has to be true for each answer to be the total, in words an analyst can be asked to defend. */

export type Method =
  | 'chapman'
  | 'chao'
  | 'log-linear-bic'
  | 'log-linear-bic-bootstrap'
  | 'log-linear-aic'
  | 'stepwise'
  | 'stepwise-bootstrap'
  | 'decomposable-graphs'
  | 'decomposable-graphs-without-complete'
  | 'latent-class';

const common =
  'One population that nobody joins or leaves, the same period, place and definition on every list, no wrong and no missed matches; nobody is counted who had no chance of being on any list.';

const identifying: Readonly<Record<Method, string>> = {
  chapman: 'Being on one of the two lists says nothing about being on the other. Two lists cannot test it.',
  chao: 'Everybody is as likely to be on one list as on another, whatever else differs between people. If people differ, there are more than this: it is a lower bound.',
  'log-linear-bic':
    'The lists depend on each other as this model says and in no other way: there is no interaction of all lists. The interval takes the model as certain and is too narrow.',
  'log-linear-bic-bootstrap':
    'One of the hierarchical models holds: there is no interaction of all lists. The interval allows for having chosen the model.',
  'log-linear-aic':
    'The lists depend on each other as this model says and in no other way: there is no interaction of all lists. The interval takes the model as certain and is too narrow.',
  stepwise:
    'The lists depend on each other in the pairs of this model and in no other way. The interval takes the model as certain and is too narrow.',
  'stepwise-bootstrap':
    'The lists depend on each other in pairs only. The interval allows for having chosen the pairs.',
  'decomposable-graphs':
    'One of the decomposable graphs describes how the lists depend on each other, and before the data any total N was as likely as 1/N says.',
  'decomposable-graphs-without-complete':
    'One of the decomposable graphs other than the complete one describes how the lists depend on each other.',
  'latent-class':
    'People fall into a few classes, and within a class being on one list says nothing about being on another.',
};

/** The assumption that turns overlaps into a total. The data cannot test it: models that fit alike differ in it. */
export function assumptionOf(method: Method): string {
  return identifying[method];
}

export const commonAssumption = common;
