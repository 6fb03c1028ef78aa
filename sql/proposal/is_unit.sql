create or replace function tabular_import_private.is_unit(value text)
returns boolean
language sql
stable
security invoker
begin atomic
    select
        btrim(is_unit.value) ~ '^(\[[^]\[0-9]{1,12}\]|[(][^()0-9]{1,12}[)])$'
        or (
            length(is_unit.value) < 20
            and btrim(is_unit.value, '[]() ') <> ''
            and string_to_array(btrim(is_unit.value, '[]() '), '/') <@ tabular_import_engine.spelt_words(
                array[
                    '%', '\u2030', '\u00B0', '\u00B0C', '\u00B0F', 'C', 'F', 'K', 'ppm', 'ppb', 'pH', 'dB',
                    'W', 'kW', 'MW', 'Wh', 'kWh', 'MWh', 'V', 'kV', 'mV', 'A', 'mA', '\u03A9', 'Ohm', 'J', 'kJ', 'Hz',
                    'kHz', 'MHz', 'N', 'kN', 'Pa', 'hPa', 'kPa', 'MPa', 'bar', 'mbar', 'psi', 'atm', 'mmHg',
                    'g', 'kg', 'mg', '\u00B5g', '\u03BCg', 't', 'kt', 'lb', 'lbs', 'oz', 'l', 'L', 'ml', 'mL', 'cl',
                    'dl', 'hl', 'gal', 'mol', 'B', 'kB', 'MB', 'GB', 'TB', 'm', 'km', 'cm', 'mm', 'dm', '\u00B5m',
                    '\u03BCm', 'nm', 'in', 'ft', 'yd', 'mi', 'm2', 'm3', 'cm2', 'cm3', 'km2', 'm\u00B2', 'm\u00B3',
                    'cm\u00B2', 'cm\u00B3', 'mm\u00B2', 'km\u00B2', 'ha', 's', 's2', 's\u00B2', 'ms', 'min', 'h', 'hr',
                    'hrs', 'd', 'day', 'days', 'a', 'Tage', 'Std.', 'St.', 'Stk.', 'Stk', 'St\u00FCck', 'pcs', 'pc',
                    'un', 'st', 'kcal', 'cal', 'EUR', 'USD', 'GBP', 'INR', 'BRL', 'JPY', 'SEK', 'CHF', '\u20AC', '$',
                    '\u00A3', '\u20B9', '\u00A5', 'R$', 'kr', '\u5186', '\u5343\u5186', '\u4E07\u5186', '\u500B',
                    '\u4EBA', '\u5E74', '\u6B73'
                ]
            )
        );
end;

comment on function tabular_import_private.is_unit(text) is
'Whether a text is the sign of a unit, such as kg, kWh or km/h, or a few letters in brackets.';
