{#-
  A project's money of one year, each yuan once. A form may split its total by source, by kind of budget, by level and by use side by side, and
  print parts of parts; only the total's own parts by source make up the total. Amounts of the year are used where they are printed, else those of
  a form that states no period.
-#}
{%- set kinds_of_budget = {'fiscal_appropriation': 'general_public_budget', 'government_fund': 'government_fund', 'state_capital': 'state_capital'} -%}
{%- set levels = ['central_transfer', 'provincial_funds', 'municipal_funds', 'county_funds', 'transfer_to_counties'] -%}
{%- set uses = ['basic_expenditure', 'project_expenditure'] -%}
with

amounts as (
    select * from {{ ref('int_kept_amounts') }}
),

periods as (
    select
        project_key,
        case
            when bool_or(period = 'annual' and amount_yuan is not null) then 'annual'
            when bool_or(period = 'undeclared' and amount_yuan is not null) then 'undeclared'
        end as money_period,
        max(amount_yuan) filter (period = 'whole_project' and funding_source = 'total') as whole_project_total_yuan
    from amounts
    group by project_key
),

-- A form with several totals of one period means the largest.
totals as (
    select
        a.project_key,
        arg_max(a.funding_ordinal, (a.amount_yuan, -a.funding_ordinal)) as total_ordinal,
        max(a.amount_yuan) as total_yuan
    from amounts as a
    inner join periods as p on a.project_key = p.project_key and a.period = p.money_period
    where a.funding_source = 'total' and a.amount_yuan is not null
    group by a.project_key
),

of_the_year as (
    select
        a.*,
        a.funding_source <> 'total' and coalesce(a.parent_ordinal, 0) = coalesce(t.total_ordinal, 0) as is_part_of_total
    from amounts as a
    inner join periods as p on a.project_key = p.project_key and a.period = p.money_period
    left join totals as t on a.project_key = t.project_key
),

parts as (
    select
        project_key,
        -- money of the budget is the part of that name, else its kinds, else its levels
        coalesce(
            sum(amount_yuan) filter (is_part_of_total and split_by = 'source' and funding_source = 'fiscal_appropriation'),
            sum(amount_yuan) filter (is_part_of_total and split_by = 'fund'),
            sum(amount_yuan) filter (is_part_of_total and split_by = 'level')
        ) as fiscal_appropriation_yuan,
        {%- for source in ['special_account', 'carry_over', 'other_funds'] %}
        sum(amount_yuan) filter (is_part_of_total and funding_source = '{{ source }}') as {{ source }}_yuan,
        {%- endfor %}
        {%- for source, name in kinds_of_budget.items() %}
        sum(amount_yuan) filter (split_by = 'fund' and funding_source = '{{ source }}') as {{ name }}_yuan,
        {%- endfor %}
        {%- for source in levels + uses %}
        sum(amount_yuan) filter (split_by in ('level', 'use') and funding_source = '{{ source }}') as {{ source }}_yuan{{ ',' if not loop.last }}
        {%- endfor %}
    from of_the_year
    group by project_key
),

summed as (
    select
        p.project_key,
        p.money_period,
        p.whole_project_total_yuan,
        t.total_yuan,
        s.* exclude (project_key),
        case
            when coalesce(s.fiscal_appropriation_yuan, s.special_account_yuan, s.carry_over_yuan, s.other_funds_yuan) is not null
                then coalesce(s.fiscal_appropriation_yuan, 0) + coalesce(s.special_account_yuan, 0) + coalesce(s.carry_over_yuan, 0) + coalesce(s.other_funds_yuan, 0)
        end as sources_yuan
    from periods as p
    left join totals as t using (project_key)
    left join parts as s using (project_key)
),

final as (
    select
        project_key,
        money_period,
        coalesce(total_yuan, sources_yuan)::decimal(20, 2) as total_amount_yuan,
        case when total_yuan is not null then 'printed' when sources_yuan is not null then 'sources' end as total_amount_source,
        {%- for source in ['fiscal_appropriation', 'special_account', 'carry_over', 'other_funds'] + kinds_of_budget.values() | list + levels + uses %}
        {{ source }}_yuan::decimal(20, 2) as {{ source }}_yuan,
        {%- endfor %}
        (total_yuan - coalesce(sources_yuan, 0))::decimal(20, 2) as unattributed_yuan,
        whole_project_total_yuan
    from summed
)

select * from final
