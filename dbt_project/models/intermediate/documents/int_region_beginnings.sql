with

regions as (
    select * from {{ ref('regions') }}
)

select
    region_name,
    unnest(list_distinct([
        region_name,
        province_name || region_name,
        -- 北京城市副中心: the city named without its last word
        regexp_replace(region_name, '市$', '') || '城市'
    ])) as beginning
from regions
