import {quantileColours, fixed} from '../shared/colours.mjs';
import {heat, trend} from '../shared/panels.mjs';
import {heatmaps, histogramOnce, keys, once, quantiles} from '../shared/queries.mjs';

const kinds = {
  connect: {title: 'Time to connect', says: 'From pre-connection to the start of a session.'},
  duration: {title: 'Duration', says: 'From start to end, of the sessions that ended.'},
};

const rates = (at, kind) => ({
  classic: once(`${keys.groupId}, le`, `avg_over_time(workspace_group:session_${kind}_seconds_bucket:rate5m{${at.groups}}[$__rate_interval])`),
  native: histogramOnce(keys.groupId, `avg_over_time(workspace_group:session_${kind}_seconds:rate5m{${at.groups}}[$__rate_interval])`),
});

export const quantile = (at, kind) => trend({
  title: `${kinds[kind].title}: quantiles`, unit: 's', points: 48, leastStep: '5m', overrides: fixed(quantileColours),
  description: `${kinds[kind].says} Half, nine of ten, 99 of 100 were shorter.`,
  queries: quantiles(rates(at, kind)),
});

export const map = (at, kind) => heat({
  title: `${kinds[kind].title}: distribution`, unit: 's', leastStep: '5m',
  description: `${kinds[kind].says} The darker, the more sessions a minute in that span.`,
  queries: heatmaps(rates(at, kind), 60),
});
