create or replace function tabular_import_private.null_markers()
returns text[]
language sql
stable
security invoker
begin atomic
    select
        tabular_import_engine.spelt_words(
            array[
                'N/A', 'n/a', 'N.A.', 'n.a.', 'NA', 'na', '#N/A', 'NULL', 'Null', 'null', 'None', 'none', 'nil', 'Nil',
                'unknown', 'Unknown', '-', '--', '---', '\u2013', '\u2014', '?', '.', '..', '(blank)', '\N',
                -- German
                'k.A.', 'k. A.', 'k.A', 'keine Angabe', 'unbekannt', 'entf\u00E4llt', 'n. v.', 'n.v.', '(leer)', '#NV',
                -- French
                'N/C', 'n/c', 'NC', 'n.c.', 'N.C.', 's.o.', 'inconnu', 'non renseign\u00E9', 'Non renseign\u00E9',
                '(vide)',
                -- Portuguese and Spanish
                'ND', 'N/D', 'n/d', 'n.d.', 's/d', 'S/D', 'n\u00E3o informado', 'N\u00E3o informado', 'sem dados',
                '#N/D',
                -- Swedish
                'uppgift saknas', 'saknas', 'ok\u00E4nt', 'ej angivet', 'i.u.', '#SAKNAS!',
                -- Japanese: not decided, not entered, not known, none
                '\u672A\u5B9A', '\u672A\u5165\u529B', '\u4E0D\u660E', '\u306A\u3057', '\u8A72\u5F53\u306A\u3057',
                '\u7121\u3057', '\u30FC', '\uFF0D'
            ]
        );
end;

comment on function tabular_import_private.null_markers() is
'What people write into a cell that has no value, as they spell it.';
