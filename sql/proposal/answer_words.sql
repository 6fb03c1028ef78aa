create or replace function tabular_import_private.answer_words()
returns table (true_word text, false_word text)
language sql
stable
security invoker
begin atomic
    select
        s.words[1] as true_word,
        s.words[2] as false_word
    from (
        values
        ('yes', 'no'),
        ('true', 'false'),
        ('on', 'off'),
        ('ja', 'nein'),
        ('j', 'n'),
        ('wahr', 'falsch'),
        ('ja', 'nej'),
        ('sant', 'falskt'),
        ('oui', 'non'),
        ('o', 'n'),
        ('vrai', 'faux'),
        ('sim', 'n\u00E3o'),
        ('sim', 'nao'),
        ('s', 'n'),
        ('verdadeiro', 'falso'),
        ('s\u00ED', 'no'),
        ('si', 'no'),
        ('verdadero', 'falso'),
        ('s\u00EC', 'no'),
        ('vero', 'falso'),
        -- Hindi: yes and no
        ('\u0939\u093E\u0901', '\u0928\u0939\u0940\u0902'),
        -- Japanese: yes and no, there is and is not, done and not done, circle and cross, true and false
        ('\u306F\u3044', '\u3044\u3044\u3048'),
        ('\u6709', '\u7121'),
        ('\u3042\u308A', '\u306A\u3057'),
        ('\u6E08', '\u672A'),
        ('\u25CB', '\u00D7'),
        ('\u771F', '\u507D')
    ) as w (true_word, false_word)
    cross join lateral tabular_import_engine.spelt_words(array[w.true_word, w.false_word]) as s (words)
    where cardinality(s.words) = 2;
end;

comment on function tabular_import_private.answer_words() is
'Pairs of words for true and false, in small letters.';
