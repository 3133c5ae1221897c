import {
  DatasourceVariableBuilder, QueryVariableBuilder, VariableHide, VariableRefresh, VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

const datasource = {type: 'prometheus', uid: '${datasource}'};

const labelValues = (name, label, description, values) => new QueryVariableBuilder(name).label(label).description(description)
  .datasource(datasource).query({query: values, refId: name}).definition(values)
  .refresh(VariableRefresh.OnTimeRangeChanged).sort(VariableSort.AlphabeticalAsc);

/** `allValue` is a pattern rather than a list of all: shorter with 200 groups, and it holds for what comes later. */
const withAll = (variable, allValue) => variable.multi(true).includeAll(true).allValue(allValue)
  .current({selected: true, text: ['All'], value: ['$__all']});

const source = () => new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus');
const job = (metric) => withAll(labelValues('job', 'Job', 'Scrape job of the exporters', `label_values(${metric}, job)`), '.+');
const project = () => withAll(labelValues('project', 'Project', 'As the exporter\'s configuration names it',
  'label_values(huaweicloud_workspace_up{job=~"$job"}, project)'), '.+');
const groupNames = 'label_values(huaweicloud_workspace_servers_in_use{job=~"$job", project=~"$project"}, server_group)';

/** Where the runbooks are: the label of a series that rules/settings.yml has. */
const runbooks = () => labelValues('runbooks', 'Runbooks', 'Address of the folder of runbooks',
  'label_values(workspace:runbooks:info, base)').hide(VariableHide.HideVariable);

/** Matches what has no server group as well: with another --group_by the sessions have none. */
export const forGroups = () => [source(), job('huaweicloud_workspace_up'), project(),
  withAll(labelValues('server_group', 'Server group', 'Name of the server group', groupNames), '.*'), runbooks()];

export const forOneGroup = () => [source(), job('huaweicloud_workspace_up'), project(),
  labelValues('server_group', 'Server group', 'Name of the server group', groupNames), runbooks()];

/** An exporter whose projects are scraped by another job has its own metrics in this one. */
export const forHealth = () => [source(),
  job('{__name__=~"huaweicloud_workspace_up|workspace_exporter_build_info"}'), project(), runbooks()];
