{# A name as it is compared over years: folded, without years, blanks and signs; all of it where nothing would be left. #}
{% macro comparable_name(folded) -%}
    coalesce(
        nullif(regexp_replace(regexp_replace({{ folded }}, '(?:19|20)[0-9]{2}\s*(?:年度?)?|[0-9]{2}年度?', '', 'g'), '[^一-龥A-Za-z0-9]|项目$', '', 'g'), ''),
        regexp_replace({{ folded }}, '\s+', '', 'g')
    )
{%- endmacro %}

{# The numbers in a name: 一期 is not 二期, however like the rest is. #}
{% macro numbers_in_name(name) -%}
    regexp_replace({{ name }}, '[^0-9一二三四五六七八九十ⅠⅡⅢⅣ甲乙丙丁]', '', 'g')
{%- endmacro %}

{# The distinct pairs of neighbouring characters of a name; the name itself where it is one character. #}
{% macro bigrams(name) -%}
    list_distinct(list_transform(range(1, greatest(length({{ name }}), 2)), place -> substr({{ name }}, place, 2)))
{%- endmacro %}

{#
  CTEs that pair rows of ``now_rows`` with rows of ``before_rows`` one to one, both with group_key (rows of one group are compared), row_key,
  name_key and the columns that ``exact_keys`` name; a row of either side is used once. Exact keys come first, in order: [method, columns]; the k-th of
  several equal rows goes with the k-th. Then names that are alike (Dice's coefficient of their bigrams of at least ``least``, less with an equal
  ``closer`` column), each other's best, in a few rounds. The last CTE is ``pairs``: group_key, row_key, before_key, match_method, match_score.
#}
{% macro paired_rows(exact_keys, least, closer, least_closer) -%}
    {%- set rounds = 3 -%}
    {%- set matched = [] -%}
    {%- for method, columns in exact_keys %}
        {%- set stage = 'exact_' ~ loop.index %}
    {{ stage }} as (
        select
            n.group_key,
            n.row_key,
            b.row_key as before_key,
            '{{ method }}' as match_method,
            1.0::double as match_score
        from (
            select *, row_number() over (partition by group_key, {{ columns | join(', ') }} order by row_key) as copy_number
            from now_rows
            {{ _not_matched(matched, 'row_key') }}
        ) as n
        inner join (
            select *, row_number() over (partition by group_key, {{ columns | join(', ') }} order by row_key) as copy_number
            from before_rows
            {{ _not_matched(matched, 'before_key') }}
        ) as b
            on n.group_key = b.group_key and n.copy_number = b.copy_number
            {%- for column in columns %}
            and n.{{ column }} = b.{{ column }}
            {%- endfor %}
    ),
        {%- do matched.append(stage) %}
    {%- endfor %}

    now_bigrams as (
        select group_key, row_key, name_key, {{ closer }} as closer, unnest({{ bigrams('name_key') }}) as bigram
        from now_rows
        {{ _not_matched(matched, 'row_key') }}
    ),

    before_bigrams as (
        select group_key, row_key, name_key, {{ closer }} as closer, unnest({{ bigrams('name_key') }}) as bigram
        from before_rows
        {{ _not_matched(matched, 'before_key') }}
    ),

    alike as (
        select
            n.group_key,
            n.row_key,
            b.row_key as before_key,
            coalesce(any_value(n.closer) = any_value(b.closer), false) as is_closer,
            round(2 * count(*) / (len({{ bigrams('any_value(n.name_key)') }}) + len({{ bigrams('any_value(b.name_key)') }})), 4) as match_score
        from now_bigrams as n
        inner join before_bigrams as b on n.group_key = b.group_key and n.bigram = b.bigram
        where {{ numbers_in_name('n.name_key') }} = {{ numbers_in_name('b.name_key') }}
        group by n.group_key, n.row_key, b.row_key
    ),

    ranked_0 as (
        select * from alike
        where match_score >= case when is_closer then {{ least_closer }} else {{ least }} end
    ),
    {%- for number in range(1, rounds + 1) %}

    best_{{ number }} as (
        select group_key, row_key, before_key, 'similar' as match_method, match_score
        from ranked_{{ number - 1 }}
        qualify
            row_number() over (partition by group_key, row_key order by match_score desc, is_closer desc, before_key) = 1
            and row_number() over (partition by group_key, before_key order by match_score desc, is_closer desc, row_key) = 1
    ),
        {%- do matched.append('best_' ~ number) %}

    ranked_{{ number }} as (
        select * from ranked_{{ number - 1 }}
        where (group_key, row_key) not in (select (group_key, row_key) from best_{{ number }})
            and (group_key, before_key) not in (select (group_key, before_key) from best_{{ number }})
    ),
    {%- endfor %}

    pairs as (
        {%- for stage in matched %}
        select * from {{ stage }}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{# The condition that a row of one side stands in none of the stages so far. #}
{% macro _not_matched(stages, key) -%}
    {%- for stage in stages %}
    {{ 'where' if loop.first else 'and' }} (group_key, row_key) not in (select (group_key, {{ key }}) from {{ stage }})
    {%- endfor %}
{%- endmacro %}
