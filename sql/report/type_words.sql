create or replace function tabular_import_engine.type_words(type_id oid, typmod integer)
returns text
language sql
stable
security invoker
begin atomic
    select
        case
            when t.typtype = 'e' then 'One value of a list'
            else
                case b.base_type_id
                    when 'bool'::regtype then 'Yes or no, written true or false'
                    when 'int2'::regtype then 'Whole number from -32768 to 32767'
                    when 'int4'::regtype then 'Whole number'
                    when 'int8'::regtype then 'Whole number'
                    when 'numeric'::regtype
                        then
                            case
                                when n.digits is null then 'Decimal number'
                                when n.scale <= 0 then format('Whole number of at most %s digits', n.digits - n.scale)
                                when n.digits > n.scale
                                    then
                                        format(
                                            'Decimal number with at most %s digits before the point and %s behind it',
                                            n.digits - n.scale, n.scale
                                        )
                                else format('Decimal number below 1 with at most %s digits behind the point', n.scale)
                            end
                    when 'float4'::regtype then 'Number'
                    when 'float8'::regtype then 'Number'
                    when 'text'::regtype then 'Text'
                    when 'varchar'::regtype
                        then
                            case
                                when b.base_typmod > 4 then format('Text of at most %s characters', b.base_typmod - 4)
                                else 'Text'
                            end
                    when 'bpchar'::regtype
                        then
                            case
                                when b.base_typmod > 4 then format('Text of at most %s characters', b.base_typmod - 4)
                                else 'Text'
                            end
                    when 'date'::regtype then 'Date, written YYYY-MM-DD'
                    when 'time'::regtype then 'Time of day, written HH:MM:SS'
                    when 'timestamp'::regtype then 'Date and time, written YYYY-MM-DD HH:MM:SS'
                    when 'timestamptz'::regtype
                        then 'Date and time with a time zone, written YYYY-MM-DD HH:MM:SS+00'
                    when 'interval'::regtype then 'Duration, written as days and HH:MM:SS'
                    when 'uuid'::regtype then 'UUID'
                    when 'json'::regtype then 'JSON'
                    when 'jsonb'::regtype then 'JSON'
                    when 'bytea'::regtype then 'Bytes, written as \x and hexadecimal digits'
                    else
                        case
                            when t.typcategory = 'A' and t.typelem <> 0
                                then
                                    'List, written {a,b}: '
                                    || tabular_import_engine.title(format_type(t.typelem, null))
                            else tabular_import_engine.title(format_type(b.base_type_id, null))
                        end
                end
        end
    from tabular_import_engine.base_type(type_words.type_id, type_words.typmod) as b
    inner join pg_type as t on t.oid = b.base_type_id
    cross join lateral tabular_import_engine.numeric_digits(b.base_typmod) as n;
end;

comment on function tabular_import_engine.type_words(oid, integer) is
'A type in plain words, with the way to write its values: Text of at most 10 characters.';
