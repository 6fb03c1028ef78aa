create or replace function tabular_import_engine.holding_type(classes integer, has_one_offset boolean)
returns text
language sql
immutable
security invoker
begin atomic
    select
        case
            when c.filled = 0 then 'text'
            when c.filled = 2 then 'boolean'
            when c.filled = 4 then 'integer'
            when c.filled & ~(4 | 8 | 4096) = 0 then 'bigint'
            when c.filled & ~(4 | 8 | 16 | 4096) = 0 then 'numeric'
            when c.filled & ~(4 | 8 | 16 | 32) = 0 then 'double precision'
            when c.filled = 64 then 'date'
            when c.filled = 128 then 'time'
            when c.filled = 256 then 'timestamp'
            when c.filled = 512 or (c.filled = (512 | 8192) and holding_type.has_one_offset) then 'timestamptz'
            when c.filled = 1024 then 'uuid'
            else 'text'
        end
    from (select holding_type.classes & ~1 as filled) as c;
end;

comment on function tabular_import_engine.holding_type(integer, boolean) is
'The narrowest type that gives back all cells of a column. classes: the bits of value_classes of all of them; '
'has_one_offset: whether all moments have the same offset.';
