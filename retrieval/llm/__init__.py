"""Chat models: the protocol, a client of OpenAI-compatible servers, and a scripted one for tests."""
