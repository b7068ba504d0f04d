{{ config(meta={'scope': 'document'}) }}
{{ grammar_inputs(ref('int_indicators'), 'indicator_key') }}
