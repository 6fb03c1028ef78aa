create or replace function tabular_import_engine.certain_pattern(type_id oid, typmod integer)
returns text
language sql
immutable
security invoker
begin atomic
    select case
        when certain_pattern.type_id = 'int2'::regtype then '^\d{1,4}$'
        when certain_pattern.type_id = 'int4'::regtype then '^-?\d{1,9}$'
        when certain_pattern.type_id = 'int8'::regtype then '^-?\d{1,18}$'
        when certain_pattern.type_id = 'float8'::regtype then '^-?\d{1,7}([.]\d{1,7})?$'
        when certain_pattern.type_id = 'numeric'::regtype and certain_pattern.typmod < 0
            then '^-?\d{1,30}([.]\d{1,30})?$'
        -- Precision and scale are the high and the low half of the modifier, less 4.
        when
            certain_pattern.type_id = 'numeric'::regtype
            and ((certain_pattern.typmod - 4) & 2047) between 1 and ((certain_pattern.typmod - 4) >> 16) - 1
            then format(
                '^-?\d{1,%s}([.]\d{1,%s})?$',
                ((certain_pattern.typmod - 4) >> 16) - ((certain_pattern.typmod - 4) & 2047),
                (certain_pattern.typmod - 4) & 2047
            )
        when certain_pattern.type_id = 'bool'::regtype then '^(t|f|true|false|yes|no|0|1)$'
        when certain_pattern.type_id = 'date'::regtype then '^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$'
        when certain_pattern.type_id = 'timestamp'::regtype
            then '^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])( ([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$'
    end;
end;

comment on function tabular_import_engine.certain_pattern(oid, integer) is
'A regular expression for texts that are values of a type for certain, or NULL; for servers that cannot ask the '
'type.';
