import {MappingType} from '@grafana/grafana-foundation-sdk/dashboard';
import {bad, fixed, good, notable} from '../shared/colours.mjs';
import {timeline, trend} from '../shared/panels.mjs';
import {keys, once, query, someGroups} from '../shared/queries.mjs';
import {steps} from '../shared/thresholds.mjs';

const at = someGroups.project;
const family = (name) => `huaweicloud_workspace_${name}{${at}}`;

export const up = () => timeline({
  title: 'Collections by project', height: 7, runbook: 'WorkspaceCollectionFailing',
  description: 'Whether the last finished collection succeeded. The 25 projects that failed most come first, where there are more.',
  mappings: [{type: MappingType.ValueToText, options: {
    0: {text: 'failing', color: bad, index: 0}, 1: {text: 'ok', color: good, index: 1},
  }}],
  queries: [query(`min by (project) (${family('up')}) and on (project)
    bottomk(25, min by (project) (avg_over_time(${family('up')}[$__range] @ end())))`, '{{project}}')],
});

const share = (at = '') => `(time() - ${once(`${keys.counter}, listing`, `${family('snapshot_timestamp_seconds')}${at}`)})
  / on (${keys.counter}) group_left () ${once(keys.counter, `${family('max_staleness_seconds')}${at}`)}`;

export const age = () => timeline({
  title: 'Age of the figures', height: 7, unit: 'percentunit', runbook: 'WorkspaceFiguresStale',
  description: 'As a share of max_staleness. Orange: two periods have passed without a whole listing. Red: too old, left out. The 25 oldest at the'
    + ' end of the range.',
  thresholds: steps([null, good], [0.67, notable], [1, bad]),
  queries: [query(`max by (project, listing) (${share()}) and on (project, listing)
    topk(25, max by (project, listing) (${share(' @ end()')}))`, '{{project}} {{listing}}')],
});

export const errors = () => trend({
  title: 'Collections that failed', stacked: true, bars: true, runbook: 'WorkspaceCollectionFailing',
  description: 'By reason, in each interval of the graph. The runbook has what each reason asks for.',
  queries: [query(`sum by (reason) (${once(`${keys.counter}, reason`,
    `increase(${family('collection_errors_total')}[$__rate_interval])`)}) > 0`, '{{reason}}')],
  overrides: fixed({auth: 'purple', throttled: 'orange', timeout: 'yellow', network: 'blue', server: 'red'}),
});

export const duration = () => trend({
  title: 'Duration of collections', unit: 's', description: 'Of the last whole listing; the ten slowest. A listing that quota spreads over windows takes minutes.',
  queries: [query(`topk(10, max by (project, listing) (${family('collection_duration_seconds')}))`, '{{project}} {{listing}}')],
});

export const completeness = () => trend({
  title: 'Completeness', unit: 'percentunit',
  description: 'Distinct sessions read over those that the API counts; a listing that is not whole is not shown, so this is 100 % but for rows that'
    + ' come and go meanwhile.',
  overrides: fixed({least: bad, most: good}),
  queries: [
    query(`min(${family('collection_items')} / (${family('collection_expected_items')} > 0))`, 'least'),
    query(`max(${family('collection_items')} / (${family('collection_expected_items')} > 0))`, 'most'),
  ],
});

export const corrections = () => trend({
  title: 'Rows that moved, rows corrected', description: 'Read twice because the list moved; found different by a full listing. Corrections should be rare.',
  overrides: fixed({'read twice': 'blue', corrected: 'orange'}),
  queries: [query(`sum(${once(`${keys.project}, listing`, family('collection_duplicates'))})`, 'read twice'),
    query(`sum(${once(keys.counter, `increase(${family('resync_corrections_total')}[$__rate_interval])`)})`, 'corrected')],
});

export const progress = () => trend({
  title: 'Progress of collections', unit: 'percentunit', max: 1, runbook: 'WorkspaceFirstCollectionLong',
  description: 'Pages read of those planned so far, of collections under way.',
  queries: [query(`topk(10, max by (project) (${family('collection_pages_read')} / (${family('collection_pages_planned')} > 0)
    and on (job, instance, project) ${family('collection_in_progress')} == 1))`, '{{project}}')],
});

export const folded = () => trend({
  title: 'Counted under _other', runbook: 'WorkspaceSessionsFolded', overrides: fixed({'series limit': 'orange', 'unknown state': 'purple'}),
  description: 'Sessions whose labels were folded by --series_limit, and sessions in a state that the API does not document.',
  queries: [query(`sum(${once(keys.project, family('sessions_folded'))})`, 'series limit'), query(`sum(${once(keys.project, family('sessions_of_unknown_state'))})`, 'unknown state')],
});
