begin;
select plan(20);

select throws_ok(
    format('select tabular_import_private.check_options(%L)', o.options), 'TI005', o.message, o.options
)
from (values
    ('{"links": 1}', 'The option ''links'' cannot be 1.'),
    ('{"links": ["trunk"]}', 'The option ''links'' cannot be ["trunk"].'),
    ('{"links": {"trunk": "code"}}', 'The option ''links.trunk'' cannot be "code".'),
    ('{"links": {"trunk": null}}', 'The option ''links.trunk'' cannot be null.'),
    ('{"links": {"trunk": {"bye": "code"}}}', 'There is no option ''links.trunk.bye''.'),
    ('{"links": {"trunk": {"by": []}}}', 'The option ''links.trunk.by'' cannot be [].'),
    ('{"links": {"trunk": {"by": null}}}', 'The option ''links.trunk.by'' cannot be null.'),
    ('{"links": {"trunk": {"by": [1]}}}', 'The option ''links.trunk.by'' cannot be [1].'),
    ('{"links": {"trunk": {"by": {"code": 1}}}}', 'The option ''links.trunk.by'' cannot be {"code": 1}.'),
    ('{"links": {"trunk": {"on_missing": "ignore"}}}', 'The option ''links.trunk.on_missing'' cannot be "ignore".'),
    ('{"links": {"trunk": {"on_missing": null}}}', 'The option ''links.trunk.on_missing'' cannot be null.'),
    ('{"links": {"trunk": {"on_missing": "create", "similar": true}}}', 'The option ''links.trunk.similar'' cannot be true.'),
    ('{"links": {"trunk": {"on_missing": "create", "constants": {"a": []}}}}',
        'The option ''links.trunk.constants'' cannot be {"a": []}.'),
    ('{"links": {"trunk": {"similar": "create"}}}', 'The option ''links.trunk.similar'' does nothing without on_missing: create.'),
    ('{"links": {"trunk": {"on_missing": "null", "constants": {"a": "b"}}}}',
        'The option ''links.trunk.constants'' does nothing without on_missing: create.')
) as o (options, message);
select lives_ok(format('select tabular_import_private.check_options(%L)', o.options), o.options)
from (values
    ('{"links": {}}'), ('{"links": {"trunk": {}}}'), ('{"links": {"trunk": {"by": "code", "on_missing": "error"}}}'),
    ('{"links": {"trunk": {"by": ["trunk.code", "code"], "on_missing": "null"}}}'),
    ('{"links": {"trunk": {"on_missing": "create", "similar": "create", "constants": {"a": "b"}}}}')
) as o (options);

select * from finish();
rollback;
