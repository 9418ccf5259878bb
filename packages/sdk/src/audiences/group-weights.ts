// Written by models/training/groups.py.

/** Log-odds above which a phrase is refused. */
export const THRESHOLD = 1.61
/** Intercepts, one for each kind of group. */
export const BIASES: readonly number[] = [-2.37, -3.22, -3.07, -2.93, -3.84, -3.06, -3.65, -2.83]
/** Factor by which the integers are multiplied. */
export const SCALE = 0.05985
/** Base64 of int8 (8, 128): a row for each kind of group. */
export const WEIGHTS =
  '70AF02UoCwzpmSWu5xMWbfPbHejt+jjpHzz/8REIDAXl8vIIFh3LKgYavArx6R0E+ij5CP3s/AoL+RkUCvXpJf73ByrtFPYjIQ0PIhDyCw767w4mxB4IEd3zBfr19BHz4fzp4ikY/An29BYKFfDqCuzyB/7rAOoWAhPpBfvyFeMEMf6+RgvZCgfKUMr0BARhxO35CvPdPAggNv/2+/v56s3u2Afs+fcN3wwU++T3LhkJJv+m4esC/iPeEScE8f8D/hEn/wgf6DguG/0XA+kgHiXvDQPmH/bw8PIhCgT+HP/u9fXXCfX6FvsL+OcoA/D/+/z/CA/67gv/CQoLGtgA7/9R66guUN8W8sh/zen7Bzfs5v0fz8Ye1Tsg3uDx7tUVBN7u6xEO8yYDOvQt8NMj/BQlCOIb5RT0E/MhFwPhICD7+woV5iD8JAb5IigD7AoJF/LwHdAa6Prq6R3q6gP6AecR7Qcd/QHw7wQK7xf3DRT+/gX56g32CAn1A/rz7QL4AhkLryIuuwIYzGev7fv9ZPn35A3i1ygQGg4M6u8KH/Aq1ebkBB/jGvUh4/jo3/j2ABcO2g3XAes9Fgc5/Pb5H+D8CCHgFwDkBxsSJff4DBcPAQUCti4X+O3/GfsSAAb56dgB4CARAgnt9vbzIArqFP0LBP/y7egV5w8XDB3cE+77JtuhIU/zFP3VUt7JHgNcw+MM7vHWH/44IwsG1OngAAL39vsXHvkuERgA/RbCCfz5++/rAxglAyHxFhL7/gf7/hkGD/cDDfkN9/kr+Of2CPwDEBDlK/HzyvAJEOv5+AH7//DxGhYL6ezp9PUz/d0I6QPoB+0J/jPp9/z/IPD17ww9/OMxB+wi66dDwMru2jfyCw7x6AUaAxYT//Pn4Bj64OX48u4T0xPxOPgi9M8ECiY11O38EB7zJdwVNPP4+yrvBBUUBRkPDPztB0UICCb5DcnpJ9gb6Ozr5Rj8/gYQ7tAB8eYvFf0p/eECAiv44gTzCvQq9Rf1EhcSCu387wsEDCnzpEIW+RX0im/J6B8JYOPpEuYMESH0GxUA8t8UJBbh8N4GHw7AMPQU0g7p1/f49iDwBh3eBwgRDg4+FgEjN9v8KBj3NAAHDgH7GiLjCxkADQsFyQ8OAeruKgb+Dxb33QPp5BoR5hvo5/kIEO/iAvEJ+AX+//gKBxgI7/rbAtkASP+rKUn6CAm1JNHLIPhcvQoK/t75LtY45QkLD/YiB/y67/APG+AW+AseGQy9Ce8CHfvp7dQI/ATxEDzx5vsJ8O8gJ/0X+P7+Ew0RGfcbEf8L7APVGer28BMY+wEAIAX3AP3sIRz/+/kGIPcI9e75AgEPAev4+BYHBwnl9ewV7Q=='
