create or replace function tabular_import_engine.link_stem(column_name text, referred text)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            when
                lower(right(link_stem.column_name, length(link_stem.referred) + 1)) = '_' || lower(link_stem.referred)
                and length(link_stem.column_name) > length(link_stem.referred) + 1
                then left(link_stem.column_name, -(length(link_stem.referred) + 1))
            when link_stem.column_name ~ '[[:lower:][:digit:]]I[dD]$' then left(link_stem.column_name, -2)
            else substring(
                link_stem.column_name, '^(.+)(?:_(?:[iI][dD]|[kK][eE][yY]|[rR][eE][fF]|[fF][kK]|[uU][uU][iI][dD]))$'
            )
        end;
end;

comment on function tabular_import_engine.link_stem(text, text) is
'What is left of the name of a column that refers to another without the name of that one, or _id, _key, _ref, _fk, '
'_uuid, Id: trunk for trunk_id; NULL where it ends with none of them.';
