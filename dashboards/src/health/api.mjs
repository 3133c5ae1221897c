import {fixed, fixedByPattern, quantileColours} from '../shared/colours.mjs';
import {trend} from '../shared/panels.mjs';
import {histogramOnce, keys, largest, once, quantiles, query, someGroups} from '../shared/queries.mjs';
import {limit, limitStyle} from '../shared/thresholds.mjs';

const at = someGroups.project;
const ofJob = 'job=~"$job"';

export const requests = () => trend({
  title: 'Requests to the API', unit: 'cpm', stacked: true, runbook: 'WorkspaceCollectionFailing',
  description: 'A minute, by operation and HTTP status; error: no answer.',
  overrides: fixedByPattern({' 2..$': 'green', ' 3..$': 'blue', ' 401$': 'purple', ' 403$': 'purple', ' 429$': 'orange', ' 5..$': 'red', ' error$': 'dark-red'}),
  queries: [query(`60 * sum by (operation, code) (${once(`${keys.counter}, operation, code`,
    `rate(huaweicloud_workspace_api_requests_total{${at}}[$__rate_interval])`)})`,
    '{{operation}} {{code}}')],
});

export const latency = () => trend({
  title: 'Latency of the API', unit: 's', overrides: fixed(quantileColours),
  description: 'From the look-up of the name to the last byte of the answer. Half, nine of ten, 99 of 100 were shorter.',
  queries: quantiles({
    classic: once(`${keys.target}, operation, le`, `rate(huaweicloud_workspace_api_request_duration_seconds_bucket{${ofJob}}[$__rate_interval])`),
    native: histogramOnce(`${keys.target}, operation`, `rate(huaweicloud_workspace_api_request_duration_seconds{${ofJob}}[$__rate_interval])`),
  }),
});

export const quota = () => trend({
  title: 'Quota spent', unit: 'percentunit', max: 1, runbook: 'WorkspaceQuotaNearlySpent', overrides: limitStyle,
  description: 'Of the list requests that an identity may send in a window; the fifteen that spend most at the end of the range.',
  queries: [query(largest(15, 'identity', `max by (identity) (huaweicloud_workspace_api_quota_used{${ofJob}}
    / huaweicloud_workspace_api_quota_limit{${ofJob}})`), '{{identity}}'), limit('quota_used_ratio')],
});

export const throttled = () => trend({
  title: 'Retries and throttled collections', bars: true, stacked: true, runbook: 'WorkspaceThrottled',
  description: 'Requests that were sent again, by operation, and collections that a 429 ended, in each interval of the graph.',
  overrides: fixedByPattern({'^throttled$': 'orange'}),
  queries: [
    query(`sum by (operation) (${once(`${keys.counter}, operation`,
      `increase(huaweicloud_workspace_api_retries_total{${at}}[$__rate_interval])`)})`, 'again: {{operation}}'),
    query(`sum(${once(keys.counter,
      `increase(huaweicloud_workspace_collection_errors_total{${at}, reason="throttled"}[$__rate_interval])`)})`, 'throttled'),
  ],
});

export const period = () => trend({
  title: 'Shortest period of collections', unit: 's',
  description: 'What min_interval and the quota allow. Longer than the scrape interval: figures are only that fresh. The fifteen longest.',
  queries: [query(largest(15, 'project', `max by (project) (huaweicloud_workspace_collection_period_seconds{${at}})`), '{{project}}')],
});
