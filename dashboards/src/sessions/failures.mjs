import {ranking, table, trend} from '../shared/panels.mjs';
import {keys, largest, now, once, query, rows} from '../shared/queries.mjs';
import {limit, limitStyle, valueOf} from '../shared/thresholds.mjs';

const byCode = `${keys.group}, failed_code`;
const failed = (at) => once(byCode, `sum_over_time(workspace_group_code:session_failures:increase5m{${at.groups}}[$__range])`);

export const rate = (at) => trend({
  title: 'Failed sessions by code', stacked: true, bars: true, points: 72, leastStep: '5m', runbook: 'WorkspaceNewFailureCode',
  description: 'Sessions that came to InitFail, in each five minutes. The cloud documents no list of the codes.',
  queries: [query(`sum by (failed_code) (${once(byCode, `workspace_group_code:session_failures:increase5m{${at.groups}}`)}) > 0`,
    '{{failed_code}}')],
});

export const shareByGroup = (at) => trend({
  title: 'Share that fails, by server group', unit: 'percentunit', max: 1, runbook: 'WorkspaceFailureShareHigh', overrides: limitStyle,
  description: 'Failed sessions over those started, in the half hour before each point; the ten worst at the end of the range. The alert'
    + ` wants at least ${valueOf('failures_per_half_hour')} failed ones as well.`,
  queries: [query(largest(10, 'job, project, server_group_id', once(keys.group, `workspace_group:failure_share:ratio30m{${at.groups}}`)),
    '{{server_group}}'),
    limit('failure_ratio')],
});

export const codes = (at) => table({
  title: 'Failure codes of the range', width: 12, sortBy: 'Failed',
  description: 'Sessions that failed within the time range, their share of all that failed, and how many server groups had them.',
  queries: [
    rows(`round(sum by (failed_code) (${failed(at)})) > 0`),
    rows(`sum by (failed_code) (${failed(at)}) / on () group_left () sum(${failed(at)})`),
    rows(`count by (failed_code) (sum by (failed_code, server_group_id) (${failed(at)}) > 0)`),
  ],
  columns: {failed_code: 'Code', 'Value #A': 'Failed', 'Value #B': 'Share', 'Value #C': 'Server groups'},
  overrides: [{matcher: {id: 'byName', options: 'Share'}, properties: [
    {id: 'unit', value: 'percentunit'}, {id: 'color', value: {mode: 'fixed', fixedColor: 'red'}},
    {id: 'custom.cellOptions', value: {type: 'gauge', mode: 'basic'}}]}],
});

export const counted = (at) => ranking({
  title: 'Failed within lookback', description: 'Failed sessions that the API lists now, by code: those that started within --lookback.',
  queries: [now(`topk(12, sum by (failed_code)
    (${once(keys.session, `huaweicloud_workspace_sessions{${at.groups}, session_state="InitFail"}`)}) > 0)`, '{{failed_code}}')],
});
