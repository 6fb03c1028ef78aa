create or replace function tabular_import_engine.raise_error(
    condition text, message text, detail text default null, hint text default null
)
returns void
language plpgsql
stable
security invoker
set search_path = pg_catalog, pg_temp
as $$
declare
    v_sqlstate text;
begin
    select e.sqlstate into strict v_sqlstate
    from tabular_import.error_condition as e
    where e.condition = raise_error.condition;
    -- An empty DETAIL or HINT would be shown as such, and NULL is refused.
    if raise_error.detail is not null and raise_error.hint is not null then
        raise exception using
            errcode = v_sqlstate, message = raise_error.message, detail = raise_error.detail, hint = raise_error.hint;
    elsif raise_error.detail is not null then
        raise exception using errcode = v_sqlstate, message = raise_error.message, detail = raise_error.detail;
    elsif raise_error.hint is not null then
        raise exception using errcode = v_sqlstate, message = raise_error.message, hint = raise_error.hint;
    end if;
    raise exception using errcode = v_sqlstate, message = raise_error.message;
end;
$$;

comment on function tabular_import_engine.raise_error(text, text, text, text) is
'Raises one of the errors of tabular_import.error_condition, named by its condition.';
