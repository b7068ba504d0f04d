{#-
  Distinct inputs, each with its shape: the same text with every digit a 3. Where only the size of one number tells two targets apart
  (≥85%, ≥90%) their shape is read once, and positions in the text are the same. A number whose digits mean more (a year, a month, a
  hotline, a name) keeps them: its shape is the text itself.
-#}
{%- set p = grammar_patterns() -%}
with

together as (
    select input_key, {{ grammar_input_columns() | join(', ') }} from {{ ref('int_indicator_target_inputs') }}
    union all
    select input_key, {{ grammar_input_columns() | join(', ') }} from {{ ref('int_period_target_inputs') }}
    union all
    select input_key, {{ grammar_input_columns() | join(', ') }} from {{ ref('int_target_example_inputs') }}
),

inputs as (
    select
        input_key,
        {%- for column in grammar_input_columns() %}
        any_value({{ column }}) as {{ column }}{{ "," if not loop.last }}
        {%- endfor %}
    from together
    group by input_key
),

numbered as (
    select
        *,
        case
            when not regexp_matches(target_fold, '[⁰¹²³⁴-⁹]') and not is_length_name and not is_date_name and not coalesce(regexp_matches(column_unit_fold, '^[年月日号季时]'), false)
                then regexp_extract(target_fold, {{ grammar_quoted('^' ~ p.one_number ~ '$') }}, 1)
        end as only_number
    from inputs
),

shaped as (
    select
        * exclude (only_number),
        -- as long as a DECIMAL(18, 6) holds it exactly
        case when length(only_number) between 1 and 12 and not regexp_full_match(only_number, {{ grammar_quoted(p.telling_number) }}) then only_number end as number_text
    from numbered
),

folded as (
    select
        *,
        case when number_text is null then target_fold else translate(target_fold, '012456789', '333333333') end as shape_fold
    from shaped
),

final as (
    select
        *,
        case
            when number_text is null then input_key
            else {{ grammar_input_key('shape_fold') }}
        end as shape_key,
        try_cast(number_text as decimal(18, 6)) as number
    from folded
)

select * from final
