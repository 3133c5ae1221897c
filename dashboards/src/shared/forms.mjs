// Two forms of a dashboard: for provisioning, where a variable says which data source; and for Grafana's import page, which asks for
// it (`__inputs`) and knows no such variable at that time.

/** With the variable `datasource`, as it was built. */
export const forProvisioning = (dashboard) => clean(dashboard);

export function forImport(dashboard) {
  const {templating, ...rest} = clean(dashboard);
  const text = JSON.stringify({...rest, templating: {list: templating.list.filter(({type}) => type !== 'datasource')}});
  return {
    __inputs: [{name: 'DS_PROMETHEUS', label: 'Prometheus', type: 'datasource', pluginId: 'prometheus', pluginName: 'Prometheus'}],
    __requires: [
      {type: 'grafana', id: 'grafana', name: 'Grafana', version: '11.0.0'},
      {type: 'datasource', id: 'prometheus', name: 'Prometheus', version: '1.0.0'},
      ...[...new Set(dashboard.panels.map(({type}) => type))].filter((type) => type !== 'row').sort()
        .map((id) => ({type: 'panel', id, name: id, version: ''})),
    ],
    id: null,
    ...JSON.parse(text.replaceAll('&${datasource:queryparam}', '').replaceAll('${datasource}', '${DS_PROMETHEUS}')),
  };
}

/** Defaults that the SDK writes and that are Grafana's own. */
const silent = {
  transparent: false, repeatDirection: 'h', skipUrlSync: false, auto: false, auto_min: '10s', auto_count: 30, allowCustomValue: true,
  icon: '', tooltip: '', asDropdown: false, includeVars: false, keepTime: false, placement: 'inControlsMenu', builtIn: 0, hide: false,
  range: false, multi: false, includeAll: false, showTypeIcons: false, frameIndex: 0,
};
const isSilent = (key, value) => (key in silent && silent[key] === value) || (Array.isArray(value) && value.length === 0 && key === 'tags');
const clean = (dashboard) => JSON.parse(JSON.stringify(dashboard, (key, value) => (isSilent(key, value) ? undefined : value)));
