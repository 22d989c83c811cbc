"""Builds with Ray. In: settings; out: an engine of Ray Data stages: listing, extraction, merging. Needs the extra ``ray``.

Listing reads all portions of all files and gives id and length of each document; with these the first of equal documents is kept, and
blocks are cut as they are on one machine. Extraction and merging then give the same files, which come back in rows. The folder of the
build is only on the machine that started it, and nothing but Ray's own ports connects the machines.
"""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from kg.config import BuildConfig
from kg.errors import KGError
from kg.model import Fields
from kg.pipeline.blocks import Block
from kg.pipeline.extraction import versions
from kg.pipeline.jobs import Aside, Crew, cut
from kg.pipeline.leaves import Order
from kg.pipeline.progress import Progress, Repeats
from kg.pipeline.runs import Stretch
from kg.sources import files_of, nothing_in, path_of, reader_of

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # before Ray is imported: nothing phones home
os.environ.setdefault("RAY_DATA_LOG_LEVEL", "ERROR")  # what it has to say lies in its folder of logs
os.environ.setdefault(
    "RAY_BACKEND_LOG_LEVEL", "fatal"
)  # it warns of restarts that fail once arguments are gone; ours stay
os.environ.setdefault(
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0"
)  # else it warns of a change to come that does not touch us

try:
    import ray
    import ray.data
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy
except ImportError as error:
    raise KGError("没有安装 Ray", remedy="请运行 pip install 'citykg[ray]'，或去掉 --engine ray") from error

from kg.pipeline.remote import (  # needs what Ray brings
    Contents,
    Files,
    Listed,
    Portion,
    Worker,
    carry_act,
    carry_block,
    list_portion,
    prepare_language,
    unpack,
)

T = TypeVar("T")
R = TypeVar("R")

#: Bytes of memory for what is under way between processes, where we start Ray ourselves.
STORE = 500_000_000


@contextmanager
def open_cluster(config: BuildConfig, told: Progress) -> Iterator[Cluster]:
    """Starts Ray on this machine, or goes to the cluster that the settings name; leaves it at the end.

    Raises:
        KGError: Ray cannot be started, or does not answer.
    """

    folder = tempfile.mkdtemp(prefix="kg-ray-") if not config.ray_address else None
    try:
        _start(config, folder)
        ray.data.DataContext.get_current().enable_progress_bars = False
        size = config.jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
        yield Cluster(size, versions(), told)
    finally:
        ray.shutdown()
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def _start(config: BuildConfig, folder: str | None) -> None:
    quiet = {"logging_level": "ERROR", "log_to_driver": False}
    try:
        if folder is None:
            with _unheard():
                ray.init(address=config.ray_address, **quiet)
            return
        with _unheard():
            ray.init(
                address="local",
                num_cpus=config.jobs or os.cpu_count() or 1,
                include_dashboard=False,
                object_store_memory=STORE,
                _temp_dir=folder,
                _node_ip_address="127.0.0.1",
                **quiet,
            )
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        where = config.ray_address or "本机"
        raise KGError(
            f"连不上 Ray（{where}）", where=str(error), remedy="请检查 --ray-address，或先运行 ray start"
        ) from error


@contextmanager
def _unheard() -> Iterator[None]:
    """Ray tells on standard error, past Python, that it will tell nothing; faults are raised."""
    heard = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(heard, 2)
        os.close(heard)
        os.close(nowhere)


class Cluster:
    """An engine and its crew.

    Args:
        size: how many workers.
        versions: what makes the build; workers compare.
        told: is told how far the build is.
    """

    def __init__(self, size: int, versions: Mapping[str, str], told: Progress) -> None:
        self.size, self.versions, self.told = size, versions, told
        self.crew: Crew = self
        self.failed: list[KGError] = []
        self.desk = _desk()
        self.stages = 0

    def blocks(self, config: BuildConfig, order: Order, told: Progress) -> Iterator[Block]:
        """See ``Engine``."""
        tasks = list(enumerate(cut(self._documents(config, Repeats(told)), lambda one: one.length)))
        told.stage("抽取", sum(len(listed) for _, listed in tasks))
        act = partial(carry_block, order, config.fields)
        names = [f" {listed[0].file.told} 等 {len(listed)} 篇文档" for _, listed in tasks]
        for _, (block, files) in self.stage(act, tasks, names, prepare_language(order)):
            _lay(files, order.folder)
            yield block

    def work(
        self, act: Callable[[T], R], tasks: Iterable[T], name: Callable[[T], str], aside: Aside | None = None
    ) -> Iterator[R]:
        """See ``Crew``; the act is an ``Act`` and the tasks are ``Lined``."""
        if aside is not None:
            aside.act()
        given = list(tasks)
        folder: Path = cast(Any, act).folder
        carried = partial(carry_act, act, partial(_fetch, self.desk))
        for _, (result, files) in self.stage(carried, given, list(map(name, given))):
            _lay(files, folder)
            yield result

    def _documents(self, config: BuildConfig, on_repeat: Callable[[str, str], None]) -> Iterator[Listed]:
        """All documents, each text once, in the order of one machine."""
        files = files_of(config.sources)
        portions = [Portion(file, *places) for file in files for places in reader_of(file).portions(file)]
        names = [portion.file.name for portion in portions]
        found = dict(self.stage(partial(list_portion, config.fields), portions, names))
        kept: dict[str, str] = {}
        filled = set()
        rows = 0
        for number, portion in enumerate(portions):
            if number and portions[number - 1].file != portion.file:
                rows = 0
            contents = _sound(found[number], portion, config.fields, rows)
            filled |= {portion.file} if contents.documents else set()
            for one in contents.documents:
                row = one.row and rows + one.row
                if one.likeness not in kept:
                    kept[one.likeness] = path_of(one.file, row)
                    yield replace(one, row=row)
                else:
                    on_repeat(kept[one.likeness], path_of(one.file, row))
            rows += contents.rows
            last = number + 1 == len(portions) or portions[number + 1].file != portion.file
            if last and portion.file not in filled:
                raise nothing_in(portion.file)

    def stage(
        self,
        act: Callable[[Any], object],
        tasks: Sequence[object],
        names: Sequence[str],
        prepare: Callable[[], object] | None = None,
    ) -> Iterator[tuple[int, Any]]:
        """Applies a function to tasks; gives number and result of each as it is done.

        Raises:
            KGError: what the function raises; or a task was begun too often, since its workers were killed.
        """
        rows = [
            {"number": number, "name": names[number], "task": pickle.dumps(task)} for number, task in enumerate(tasks)
        ]
        if not rows:
            return
        self.stages += 1
        done = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
            Worker,
            fn_constructor_args=(act, self.versions, partial(_begun, self.desk, self.stages), prepare),
            batch_size=1,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=min(self.size, len(rows))),
            num_cpus=1,
        )
        for row in done.iter_rows():
            yield row["number"], unpack(row["outcome"])


def _sound(found: Contents | KGError, portion: Portion, fields: Fields, rows: int) -> Contents:
    """What a portion holds; or its fault, with the number of the row in the file."""
    if isinstance(found, KGError):
        for _ in reader_of(portion.file).read(portion.file, fields, portion.start, portion.end, rows + 1):
            pass
        raise found
    return found


def _lay(files: Files, folder: Path) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


class _Desk:
    """Stands on the machine that started the build: hands out stretches of its files, and counts how often a task was begun."""

    def __init__(self) -> None:
        self.begun: Counter[tuple[int, int]] = Counter()

    def read(self, lines: Sequence[Stretch]) -> list[bytes]:
        """The bytes of the stretches."""
        return [b"".join(stretch.lines()) for stretch in lines]

    def begin(self, stage: int, number: int) -> int:
        """How often a task was begun, this time too."""
        self.begun[stage, number] += 1
        return self.begun[stage, number]


def _desk() -> Any:
    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    options = {"num_cpus": 0, "max_restarts": -1, "max_task_retries": -1, "scheduling_strategy": here}
    return ray.remote(_Desk).options(**options).remote()


def _fetch(desk: Any, lines: Sequence[Stretch]) -> list[bytes]:
    return cast(list[bytes], ray.get(desk.read.remote(lines)))


def _begun(desk: Any, stage: int, number: int) -> int:
    return cast(int, ray.get(desk.begin.remote(stage, number)))
