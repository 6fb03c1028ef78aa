begin;
select plan(2);

-- PostgreSQL 15 reads an escape that it does not know as the letter behind the backslash.
select is(
    tabular_import_engine.folded_name('The five boxing wizards jump quickly'), 'thefiveboxingwizardsjumpquickly',
    'a folded name keeps its letters'
);
select ok(tabular_import_engine.space_characters() !~ '[[:alnum:]]', 'no letter or digit is a space');

select * from finish();
rollback;
