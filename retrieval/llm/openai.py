"""One call to an OpenAI-compatible server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.errors import MedgraphError
from retrieval.settings import LlmSettings

if TYPE_CHECKING:
    import openai


class LlmError(MedgraphError):
    """The LLM server could not be reached, refused, or sent nothing usable."""

    code = "llm"


class LlmClient:
    """Chat completions through the `openai` library, temperature 0."""

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self.model = settings.model

    def complete(self, system: str, user: str) -> str:
        """The model's text; raises LlmError with a reason a person can act on."""
        settings = self._settings
        with self._connected() as client:
            reply = client.chat.completions.create(
                model=settings.model,
                messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                temperature=0,
                max_tokens=settings.max_tokens,
            )
        choices = getattr(reply, "choices", None)
        text = choices[0].message.content if choices else None
        if not text or not text.strip():
            raise LlmError(f"the LLM at {settings.base_url} sent an empty answer", "try another model")
        return str(text)

    def models(self) -> set[str]:
        """The names of the models that the server offers; raises LlmError when it cannot be reached."""
        with self._connected() as client:
            return {model.id for model in client.models.list()}

    @contextmanager
    def _connected(self) -> Iterator[openai.OpenAI]:
        """A client whose failures are LlmErrors."""
        import openai

        settings = self._settings
        try:
            with openai.OpenAI(
                base_url=settings.base_url,
                api_key=settings.api_key.get_secret_value() or "none",
                timeout=settings.timeout,
                max_retries=1,
            ) as client:
                yield client
        except openai.OpenAIError as error:
            raise LlmError(
                f"the LLM at {settings.base_url} did not answer: {error}", "check MEDGRAPH_LLM__BASE_URL"
            ) from error
        except ValueError as error:  # a body that is not what the protocol says
            raise LlmError(f"the LLM at {settings.base_url} sent something unreadable: {error}") from error
