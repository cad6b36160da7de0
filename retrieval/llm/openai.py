"""The `ChatModel` behind an OpenAI-compatible server."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from retrieval.llm.base import ChatModel, ChatModelError, Message, OutputSchema, check_cancelled
from retrieval.llm.bounds import ReplyBounds
from retrieval.llm.hangup import Calls, hanging_up
from retrieval.settings import LlmSettings

if TYPE_CHECKING:
    import openai
    from openai.types.chat import ChatCompletionChunk

_CONNECT = 10.0  # seconds to reach the server, which can not be cancelled; set by hand


class OpenAiChatModel(ChatModel):
    """Chat completions through the `openai` library, by the settings' model, temperature and length."""

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings

    @property
    @override
    def model(self) -> str:
        return self._settings.model

    @override
    def stream(
        self,
        messages: Sequence[Message],
        *,
        schema: OutputSchema | None = None,
        cancel: threading.Event | None = None,
    ) -> Iterator[str]:
        check_cancelled(cancel)
        try:
            yield from self._reply(messages, schema, cancel)
        except ChatModelError:
            check_cancelled(cancel)  # that was why
            raise

    def _reply(
        self, messages: Sequence[Message], schema: OutputSchema | None, cancel: threading.Event | None
    ) -> Iterator[str]:
        empty = True
        with (
            self._connected(cancel) as client,
            client.chat.completions.create(**self._request(messages, schema)) as reply,
        ):
            for piece in _pieces(reply):
                check_cancelled(cancel)
                empty = empty and not piece.strip()
                yield piece
        check_cancelled(cancel)  # a reply that was hung up on may look whole
        if empty:
            raise ChatModelError(
                f"the LLM at {self._settings.base_url} sent an empty answer", "try another model"
            )

    def warm(self) -> None:
        """Load what a first reply would wait for: the client's library takes half a second."""
        import openai  # noqa: F401

        _certificates()

    def available_models(self) -> set[str]:
        """The names of the models that the server offers; raises ChatModelError when it cannot be reached."""
        with self._connected() as client:
            # Read here: the library takes what is no JSON for a page of models.
            reply = client.models.with_raw_response.list().http_response.json()
        models = reply.get("data") if isinstance(reply, dict) else None
        if not isinstance(models, list):
            raise ChatModelError(f"the LLM at {self._settings.base_url} does not say which models it has")
        return {str(model["id"]) for model in models if isinstance(model, dict) and "id" in model}

    def _request(self, messages: Sequence[Message], schema: OutputSchema | None) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self._settings.model,
            "messages": [{"role": m.role.value, "content": m.content} for m in messages],
            "temperature": self._settings.temperature,
            "max_tokens": self._settings.max_tokens,
            "stream": True,
        }
        if schema is not None:
            format_ = {"name": schema.name, "schema": dict(schema.schema), "strict": True}
            request["response_format"] = {"type": "json_schema", "json_schema": format_}
        return request

    @contextmanager
    def _connected(self, cancel: threading.Event | None = None) -> Iterator[openai.OpenAI]:
        """A client whose failures are ChatModelErrors; it hangs up when `cancel` is set."""
        import httpx2  # what `openai` speaks HTTP with: reading a body that is no stream raises its errors
        import openai

        settings, calls = self._settings, Calls()
        with (
            hanging_up(calls, cancel),
            ReplyBounds(calls, settings.base_url, settings.max_seconds, settings.max_bytes) as bounds,
        ):
            hooks: dict[str, list[Callable[..., Any]]] = {
                "request": [lambda _: check_cancelled(cancel), calls.follow, bounds.prepare],
                "response": [bounds.measure],
            }
            try:
                with openai.OpenAI(
                    base_url=settings.base_url,
                    api_key=settings.api_key.get_secret_value() or "none",
                    timeout=httpx2.Timeout(settings.timeout, connect=min(_CONNECT, settings.timeout)),
                    max_retries=1,  # within the bounds, which are of both tries together
                    http_client=openai.DefaultHttpxClient(verify=_certificates(), event_hooks=hooks),
                ) as client:
                    yield client
                bounds.check()  # a reply that was cut off may look like one that ended
            except (openai.OpenAIError, httpx2.RequestError) as error:
                bounds.check()
                raise ChatModelError(
                    f"the LLM at {settings.base_url} did not answer: {error}", "check MEDGRAPH_LLM__BASE_URL"
                ) from error
            except ValueError as error:  # a body that is not what the protocol says
                bounds.check()
                raise ChatModelError(
                    f"the LLM at {settings.base_url} sent something unreadable: {error}"
                ) from error


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust; reading it takes 20 ms, more than all else that a client is made of."""
    import httpx2

    return httpx2.create_ssl_context()


def _pieces(reply: openai.Stream[ChatCompletionChunk]) -> Iterator[str]:
    """The text of a reply as it arrives; of a server that cannot stream, all of it at once."""
    if "text/event-stream" in reply.response.headers.get("content-type", ""):
        for chunk in reply:
            for choice in chunk.choices[:1]:
                if choice.delta.content:
                    yield choice.delta.content
        return
    reply.response.read()
    match reply.response.json():
        case {"choices": [{"message": {"content": str(text)}}, *_]}:
            yield text
