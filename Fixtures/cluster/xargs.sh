# 165 of 165 units are left, about 141.9 h of one core.
cd /path/to/folder &&
  steelyard reproduce --scale paper --seed 20210312 --run paper --list-units --commands | xargs -r -d '\n' -n 1 -P 8 sh -c &&
  steelyard reproduce --scale paper --seed 20210312 --run paper --reduce
