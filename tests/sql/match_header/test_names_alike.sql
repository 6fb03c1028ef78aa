begin;
select plan(35);

-- what folds to the same
select is(tabular_import_engine.folded_name(n.name), n.folded, format('%s is %s', n.name, n.folded))
from (values
    ('First Name', 'firstname'), ('first_name', 'firstname'), (' FIRST-NAME: ', 'firstname'), ('First.Name (1)', 'firstname1'),
    ('E-Mail', 'email'), ('Größe', 'grosse'), ('Straße', 'strasse'), ('Prénom', 'prenom'), ('Øre', 'ore'), ('Łódź', 'lodz'),
    ('Año', 'ano'), ('ÆON', 'aeon'), ('Price $', 'price$'), ('', ''), (' - ', ''), ('a+b', 'a+b'), ('Zo' || chr(235), 'zoe'),
    ('Zoe' || chr(776), 'zoe'), (chr(65318) || chr(65321), 'fi'), ('x' || chr(8203) || chr(160) || 'y', 'xy'),
    (chr(27663) || chr(12288) || chr(21517), chr(27663) || chr(21517)), ('ИМЯ', 'имя')
) as n (name, folded);
select is(tabular_import_engine.folded_name('Größe', true), 'groesse', 'with digraphs');
select is(tabular_import_engine.folded_name('Ångström', true), 'aangstroem', 'of others, too');
select is(tabular_import_engine.folded_name('plain', true), 'plain', 'or none');

-- the nearest
select is(
    tabular_import_engine.edit_distance(d.one, d.other), d.distance, format('from %L to %L', d.one, d.other)
)
from (values ('', '', 0), ('', 'ab', 2), ('ab', '', 2), ('kitten', 'sitting', 3), ('naem', 'name', 1)) as d (one, other, distance);
select is(
    tabular_import_engine.did_you_mean(m.name, array['birth_date', 'birth_place', 'id', 'name', 'last_name']), m.question, m.name
)
from (values
    ('Birth dat', 'Did you mean birth_date?'), ('naem', 'Did you mean name?'), ('Names', 'Did you mean name?'),
    ('colour', null), ('', null)
) as m (name, question);

select * from finish();
rollback;
