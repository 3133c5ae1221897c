"""Releases whose projects stand in a configuration file."""


def values_of(cloud, projects, **settings):
    """Of the chart. `settings`: flags, which are defaults below the projects."""
    values = cloud.signed_in_by_password(**settings)
    own = {flag: value for flag, value in values["settings"].items() if flag not in ("project", "project_id")}
    return {**values, "settings": own, "config": {"projects": projects}}
