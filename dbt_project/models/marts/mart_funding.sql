{%- set sources = ['fiscal_appropriation', 'special_account', 'carry_over', 'other_funds', 'unattributed'] -%}
with

amounts as (
    {%- for source in sources %}
    select
        unit_key,
        unit_name,
        department_name,
        region,
        fiscal_year,
        money_period,
        quantified_count,
        '{{ source }}' as funding_source,
        {{ source }}_yuan as amount_yuan
    from {{ ref('mart_project') }}
    where is_counted and {{ source }}_yuan is not null {{ "and unattributed_yuan <> 0" if source == 'unattributed' }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

summed as (
    select
        {{ scorecard_key(['unit_key', 'fiscal_year', 'money_period', 'funding_source']) }} as funding_key,
        unit_key,
        min(unit_name) as unit_name,
        min(department_name) as department_name,
        min(region) as region,
        fiscal_year,
        money_period,
        funding_source,
        sum(amount_yuan)::decimal(20, 2) as amount_yuan,
        count(*) filter (amount_yuan <> 0)::integer as project_count,
        sum(amount_yuan) filter (quantified_count > 0)::double / nullif(sum(quantified_count) filter (amount_yuan <> 0), 0) as yuan_per_target
    from amounts
    group by unit_key, fiscal_year, money_period, funding_source
),

final as (
    select
        * exclude (yuan_per_target),
        round(amount_yuan::double / nullif(sum(amount_yuan) over (partition by unit_key, fiscal_year, money_period), 0), 4) as unit_share,
        round(yuan_per_target, 2) as yuan_per_quantified_target
    from summed
)

select * from final
order by region nulls last, department_name nulls last, unit_name, unit_key, fiscal_year nulls last, money_period, funding_source
