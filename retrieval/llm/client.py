"""One call to an OpenAI-compatible server."""

from __future__ import annotations

from graph.errors import MedgraphError
from retrieval.settings import LlmSettings


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
        import openai

        settings = self._settings
        try:
            with openai.OpenAI(
                base_url=settings.base_url,
                api_key=settings.api_key.get_secret_value() or "none",
                timeout=settings.timeout,
                max_retries=1,
            ) as client:
                reply = client.chat.completions.create(
                    model=settings.model,
                    messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                    temperature=0,
                    max_tokens=settings.max_tokens,
                )
        except openai.OpenAIError as error:
            raise LlmError(
                f"the LLM at {settings.base_url} did not answer: {error}", "check MEDGRAPH_LLM__BASE_URL"
            ) from error
        except ValueError as error:  # a body that is not what the protocol says
            raise LlmError(f"the LLM at {settings.base_url} sent something unreadable: {error}") from error
        choices = getattr(reply, "choices", None)
        text = choices[0].message.content if choices else None
        if not text or not text.strip():
            raise LlmError(f"the LLM at {settings.base_url} sent an empty answer", "try another model")
        return str(text)
