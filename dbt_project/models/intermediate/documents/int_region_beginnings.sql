with

regions as (
    select * from {{ ref('regions') }}
),

central_units as (
    select * from {{ ref('central_units') }}
),

final as (
    select
        region_name,
        unnest(list_distinct([
            region_name,
            province_name || region_name,
            -- 北京城市副中心: the city named without its last word
            regexp_replace(region_name, '市$', '') || '城市'
        ])) as beginning,
        false as is_whole
    from regions
    union all
    select
        '中央' as region_name,
        unit_name as beginning,
        compared_as = 'whole' as is_whole
    from central_units
)

select * from final
