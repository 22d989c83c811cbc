from __future__ import annotations

import pytest

from kg.sources.listed import inner_place, listed_place


@pytest.mark.parametrize(
    ("title", "body", "place"),
    [
        ("赣州南康：木头里“长”出千亿产业集群", "南康区的家具", "南康区"),
        ("霍尔果斯市2016年工作要点", "正文", "霍尔果斯市"),
        ("达州、南充等地迎来规划", "正文", None),
        ("福建古田：小小银耳走天下", "古田县的银耳", "古田县"),
        ("和平与发展", "正文", None),
        ("项目开工", "2018年3月，绍兴市上虞区集中开工", "上虞区"),
        ("项目开工", "2018年3月，苏州工业园区集中开工", None),
        ("项目开工", "正文没有地名", None),
    ],
)
def test_the_lowest_division_of_the_title_is_meant(title: str, body: str, place: str | None) -> None:
    assert listed_place(title, body) == place


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("【绍兴招商】上虞区一季度重大项目集中开工", "上虞区"),
        ("【绍兴招商】绍兴一季度重大项目集中开工", None),
        ("【绍兴招商】上虞区、柯桥区项目集中开工", None),
        ("【绍兴招商】余杭区企业来访", None),
        ("【合肥招商】合肥经开区再添项目", None),
    ],
)
def test_the_county_inside_a_tagged_city_is_meant(title: str, place: str | None) -> None:
    outer = title[1:3] + "市"
    assert inner_place(title, "2018年3月，上虞区、柯桥区、余杭区与合肥经开区", outer) == place
