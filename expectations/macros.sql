-- Words that the suites share. Folding is written here a second time on purpose: a check that borrowed the models' own would share their faults.

-- Full-width and variant signs as their plain form, white space gone.
create temp macro squeezed(value) as
    regexp_replace(
        translate(
            value,
            '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～≧≦﹥﹤﹦﹪',
            '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~≥≤><=%'
        ),
        '\s|　',
        '',
        'g'
    );
