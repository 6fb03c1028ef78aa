create or replace function tabular_import_engine.sheet_format(type_id oid, typmod integer)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when b.base_type_id = 'bool'::regtype then 'boolean'
            when b.base_type_id in ('int2'::regtype, 'int4'::regtype) then 'integer'
            when
                b.base_type_id in ('float4'::regtype, 'float8'::regtype)
                or b.base_type_id = 'numeric'::regtype and (
                    n.digits is null or n.scale > 0 or n.digits - n.scale <= 15
                )
                then 'decimal'
            when b.base_type_id = 'date'::regtype then 'date'
            when b.base_type_id = 'time'::regtype then 'time'
            when b.base_type_id in ('timestamp'::regtype, 'timestamptz'::regtype) then 'timestamp'
            -- Of numbers with more than 15 digits a spreadsheet program keeps the first 15.
            else 'text'
        end
    from tabular_import_engine.base_type(sheet_format.type_id, sheet_format.typmod) as b
    cross join lateral tabular_import_engine.numeric_digits(b.base_typmod) as n;
end;

comment on function tabular_import_engine.sheet_format(oid, integer) is
'What a column of a type is in a spreadsheet: integer, decimal, boolean, date, time, timestamp, or text, as which a '
'program keeps every character that is typed.';
