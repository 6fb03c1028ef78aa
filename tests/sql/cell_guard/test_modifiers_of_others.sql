begin;
select plan(5);
-- a type whose modifier is more than a length, as of an extension: only upper case, or with a prefix
create type demo.label;
create function demo.label_in(cstring, oid, integer) returns demo.label
language internal immutable strict as 'varcharin';
create function demo.label_out(demo.label) returns cstring language internal immutable strict as 'varcharout';
create type demo.label (
    input = demo.label_in, output = demo.label_out, typmod_in = varchartypmodin, typmod_out = varchartypmodout,
    like = varchar
);
-- what it makes of a modifier: a suffix is added, so that the text is another, or the value is refused
create function demo.fit_label(demo.label, integer, boolean) returns demo.label language plpgsql immutable strict as $$
begin
    if length($1::text) > $2 - 4 then
        raise 'The label is too long.' using errcode = '22023';
    end if;
    return (rtrim($1::text, '!') || '!')::demo.label;
end;
$$;
create cast (demo.label as demo.label) with function demo.fit_label(demo.label, integer, boolean) as implicit;

select tap_help.takes('demo.label(4)', '{{ab,ab!},{abcde,22023}}');
select tap_help.takes('demo.label(4)[]', '{{"{ab,c}","{ab!,c!}"},{"{abcde}",22023}}');
select tap_help.takes('demo.label', '{{abcdefgh,abcdefgh}}');

-- one that cuts when it is cast, and refuses when it is assigned
create type demo.short;
create function demo.short_in(cstring, oid, integer) returns demo.short
language internal immutable strict as 'varcharin';
create function demo.short_out(demo.short) returns cstring language internal immutable strict as 'varcharout';
create type demo.short (
    input = demo.short_in, output = demo.short_out, typmod_in = varchartypmodin, typmod_out = varchartypmodout,
    like = varchar
);
create function demo.cut_short(demo.short, integer, boolean) returns demo.short
language internal immutable strict as 'varchar';
create cast (demo.short as demo.short) with function demo.cut_short(demo.short, integer, boolean) as implicit;
create table demo.shorts (id integer primary key, short demo.short(3));
grant select, insert on demo.shorts to tabular_import_user;
select is(
    tap_help.status(tap_help.import('demo.shorts', '{id,short}', '{{1,abc},{2,d}}')), 'success', 'what fits goes in'
);
select is(
    tap_help.status(tap_help.import('demo.shorts', '{id,short}', '{{3,abcd}}')), 'error', 'what would be cut does not'
);

select * from finish();
rollback;
