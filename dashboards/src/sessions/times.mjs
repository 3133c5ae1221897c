import {quantileColours, fixed} from '../shared/colours.mjs';
import {heat, trend} from '../shared/panels.mjs';
import {buckets, quantiles} from '../shared/queries.mjs';

const kinds = {
  connect: {title: 'Time to connect', says: 'From pre-connection to the start of a session.'},
  duration: {title: 'Duration', says: 'From start to end, of the sessions that ended.'},
};

export const quantile = (at, kind) => trend({
  title: `${kinds[kind].title}: quantiles`, unit: 's', points: 60, overrides: fixed(quantileColours),
  description: `${kinds[kind].says} Half, nine of ten, 99 of 100 were shorter.`,
  queries: quantiles(`huaweicloud_workspace_session_${kind}_seconds`, at.groups),
});

export const map = (at, kind) => heat({
  title: `${kinds[kind].title}: distribution`, unit: 's',
  description: `${kinds[kind].says} The darker, the more sessions in that span.`,
  queries: [buckets(`sum by (le) (increase(huaweicloud_workspace_session_${kind}_seconds_bucket{${at.groups}}[$__rate_interval]))`)],
});
