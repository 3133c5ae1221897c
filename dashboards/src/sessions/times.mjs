import {quantileColours, fixed} from '../shared/colours.mjs';
import {heat, trend} from '../shared/panels.mjs';
import {heatmaps, histogramOnce, keys, once, quantiles} from '../shared/queries.mjs';

const kinds = {
  connect: {title: 'Time to connect', says: 'From pre-connection to the start of a session.'},
  duration: {title: 'Duration', says: 'From start to end, of the sessions that ended.'},
};

/** Of 200 server groups, copies and all: as many of each leave a quantile as it is, and telling them apart takes most of the time. */
const copies = (at, kind) => ({
  classic: `avg_over_time(workspace_group:session_${kind}_seconds_bucket:rate5m{${at.groups}}[$__rate_interval])`,
  native: `avg_over_time(workspace_group:session_${kind}_seconds:rate5m{${at.groups}}[$__rate_interval])`,
});

const rates = (at, kind) => ({
  classic: once(`${keys.groupId}, le`, copies(at, kind).classic),
  anyClassic: `workspace_group:session_${kind}_seconds_bucket:rate5m{${at.groups}, le="+Inf"}`,
  native: histogramOnce(keys.groupId, copies(at, kind).native),
});

export const quantile = (at, kind) => trend({
  title: `${kinds[kind].title}: quantiles`, unit: 's', points: 72, leastStep: '5m', overrides: fixed(quantileColours),
  description: `${kinds[kind].says} Half, nine of ten, 99 of 100 were shorter.`,
  queries: quantiles(copies(at, kind)),
});

export const map = (at, kind) => heat({
  title: `${kinds[kind].title}: distribution`, unit: 's', leastStep: '5m',
  description: `${kinds[kind].says} The darker, the more sessions a minute in that span.`,
  queries: heatmaps(rates(at, kind), 60),
});
