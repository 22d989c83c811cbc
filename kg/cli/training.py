"""`kg train`: the models that ship with kg."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import print_text, tell

train_app = typer.Typer(help="训练随包模型。Train the models that ship with kg.", no_args_is_help=True)


@train_app.command("segmenter")
def train_segmenter(
    general: Annotated[list[Path], typer.Option("--general", help="CoNLL-U 语料，可多次给出。General treebank.")],
    out: Annotated[Path, typer.Option("--out", help="模型目录。Folder for the model.")],
    domain: Annotated[Path | None, typer.Option("--domain", help="种子文件夹（含 gold/）。Seeds with gold.")] = None,
) -> None:
    """训练 pkuseg 分词模型。Train the pkuseg segmentation model."""
    from kg.train.segmenter import train_segmenter as train

    print_text(json.dumps(asdict(train(general, domain, out)), ensure_ascii=False, indent=1))


Answered = Annotated[Path, typer.Option("--annotated", help="自己写的标注语料。Our annotated texts.")]
GoldSeeds = Annotated[Path | None, typer.Option("--seeds", help="种子文件夹（含 gold/）。Seeds with gold.")]


@train_app.command("ner")
def train_ner(
    annotated: Answered = Path("kg/train"),
    seeds: GoldSeeds = Path("seeds"),
    out: Annotated[Path, typer.Option("--out", help="模型目录。")] = Path("kg/mentions/recogniser_model"),
) -> None:
    """训练名称识别模型（约二十分钟）。Train the recogniser of names (about twenty minutes)."""
    from kg.train.ner import train_recogniser

    print_text(json.dumps(asdict(train_recogniser(annotated, seeds, out, told=tell)), ensure_ascii=False, indent=1))
