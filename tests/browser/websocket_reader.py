"""A reader without a browser: speaks Streamlit's own protocol, for when many come at once."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

__all__ = ["WebsocketReader"]

BODY = "onrecord_answer_body"
MEGABYTES = 64


@dataclass
class WebsocketReader:
    """Open the page, ask, and read the answers' bodies."""

    address: str
    seconds: float = 300.0  # that a run of the page may take
    connection: ClientConnection = field(init=False)
    composer: str = field(init=False, default="")
    _opened: ExitStack = field(init=False, default_factory=ExitStack)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        self.connection = self._opened.enter_context(
            connect(
                f"ws://{parts.netloc}/_stcore/stream",
                origin=self.address,  # type: ignore[arg-type]
                subprotocols=["streamlit"],  # type: ignore[list-item]
                open_timeout=self.seconds,
                max_size=MEGABYTES * 2**20,
                proxy=None,
            )
        )

    def open(self) -> None:
        """Load the page once."""
        self._send(BackMsg())
        self._read()

    def ask(self, question: str) -> list[dict[str, Any]]:
        """Ask and give the data of each answer's body that was drawn."""
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.composer
        state.chat_input_value.data = question
        self._send(message)
        return self._read()

    def close(self) -> None:
        """Leave."""
        self._opened.close()

    def _send(self, message: BackMsg) -> None:
        message.rerun_script.SetInParent()
        self.connection.send(message.SerializeToString())

    def _read(self) -> list[dict[str, Any]]:
        bodies: list[dict[str, Any]] = []
        while True:
            message = ForwardMsg.FromString(self.connection.recv(self.seconds, decode=False))
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                named = element.WhichOneof("type")
                if named == "chat_input":
                    self.composer = element.chat_input.id
                elif named == "bidi_component" and element.bidi_component.component_name == BODY:
                    bodies.append(json.loads(element.bidi_component.json))
            elif kind == "script_finished" and message.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
            ):
                return bodies
