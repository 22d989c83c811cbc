"""Three texts of one city, built by the real pipeline: a project from its signing to its operation."""

from __future__ import annotations

TEXTS = {
    "1.txt": "青禾市与星河半导体签约\n2019-03-12\n3月12日，青禾市与星河半导体有限公司签约，引进云岭芯谷项目，总投资50亿元。",
}
