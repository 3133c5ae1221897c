import {DataqueryBuilder, PromQueryFormat} from '@grafana/grafana-foundation-sdk/prometheus';

export const live = 'session_state=~"Active|Disconnected|AppcInit"';

/** What a panel of sessions looks at: of some server groups, or of one. Each is the inside of a selector's braces. */
export const someGroups = {
  project: 'job=~"$job", project=~"$project"',
  groups: 'job=~"$job", project=~"$project", server_group=~"$server_group"',
};
export const oneGroup = {
  project: someGroups.project,
  groups: 'job=~"$job", project=~"$project", server_group="$server_group"',
};

const project = 'job, project, exported_project';
const group = 'server_group, server_group_id';

/** Labels that tell series apart: all that are ours. A counter goes on at another instance; a gauge of a project is one exporter's at a time. */
export const keys = {
  target: 'job, instance',
  project,
  group: `${project}, ${group}`,
  groupId: `${project}, server_group_id`,
  session: `${project}, ${group}, session_state, client_type, failed_code, app_name, protocol_type, session_type, client_version,`
    + ' agent_version, machine_name',
  counter: `instance, ${project}`,
  groupCounter: `instance, ${project}, ${group}, client_type, failed_code`,
};

/** One of the copies of a series that a store has, under labels of its own: of two Prometheis, or two evaluators of the rules. */
export const once = (labels, expr) => `max by (${labels}) (${expr})`;

/** The same of native histograms, which max() leaves out. */
export const histogramOnce = (labels, expr) => `avg by (${labels}) (${expr})`;

/** A query over the range of time; {{label}} in the legend. */
export const query = (expr, legend) => new DataqueryBuilder().expr(oneLine(expr)).legendFormat(legend).range();

/** A query of now. */
export const now = (expr, legend = '__auto') => new DataqueryBuilder().expr(oneLine(expr)).legendFormat(legend).instant();

/** A query of now, whose labels become columns. */
export const rows = (expr) => now(expr).format(PromQueryFormat.Table);

/** Of buckets, and of native histograms where there are no buckets. */
export const heatmaps = ({classic, native, anyClassic}, factor) => [
  query(`${factor} * sum by (le) (${classic})`, '{{le}}').format(PromQueryFormat.Heatmap),
  query(`${factor} * sum(${native}) unless on () count(${anyClassic})`, '').format(PromQueryFormat.Heatmap),
];

/** Of 200 lines those that are largest at the end of the range, all along it: topk() alone draws another set at each point. */
export const largest = (count, by, expr) => `${expr} and on (${by}) topk(${count}, ${atEnd(expr)})`;

/** Quantiles of these rates of buckets, or of native histograms where there are no buckets, as one query each. */
export const quantiles = ({classic, native}) => [['0.5', 'median'], ['0.9', '90 %'], ['0.99', '99 %']].map(
  ([quantile, name]) => query(`histogram_quantile(${quantile}, sum by (le) (${classic})) or histogram_quantile(${quantile}, sum(${native}))`, name));

const atEnd = (expr) => expr.replace(/\}(\[[^\]]*\])?/g, '}$1 @ end()');
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
